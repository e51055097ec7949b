import { ExchangeExport } from './exchange-export.tsx';
import type { Route } from './routes.ts';

/** What leaves the journal and what comes in; the address says which of the pages is meant. */
export function ExchangePage({ route }: { route: Route }) {
  return <ExchangeExport route={route} />;
}
