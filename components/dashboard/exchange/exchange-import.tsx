import { useHouse } from '../house.ts';
import { ExchangeHeading } from './exchange-heading.tsx';
import { ImportFlow } from './import-flow.tsx';
import { ImportHistory } from './import-history.tsx';

/** Takes colleagues' files into the journal, and shows where everything came from. */
export function ExchangeImport() {
  const { translate } = useHouse();
  return (
    <>
      <ExchangeHeading part="import" />
      <p class="lead">{translate('import.lead')}</p>
      <ImportFlow label={translate('import.choose')} hint={translate('import.kinds')} />
      <ImportHistory />
    </>
  );
}
