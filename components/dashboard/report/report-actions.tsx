import { useState } from 'preact/hooks';
import { copyFormatted } from '../../ui/copy-formatted.ts';
import { useHouse } from '../house.ts';
import type { Front } from './report-front.ts';
import { frontTexts, type ReportHead } from './report-text.ts';

/** What is done with the report: print it or save it as a PDF, and take its first page along as text. */
export function ReportActions({ head, front }: { head: ReportHead; front: Front }) {
  const { translate } = useHouse();
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);
  const copy = () => {
    const texts = frontTexts(head, front, translate);
    void copyFormatted(texts).then((isDone) => setOutcome(isDone ? 'copied' : 'copyFailed'));
  };
  return (
    <div class="report-actions">
      <button type="button" class="button primary" onClick={() => print()}>
        {translate('report.print')}
      </button>
      <button type="button" class="button" onClick={copy}>
        {translate('report.copy')}
      </button>
      <span role="status">{outcome !== null && translate(`report.${outcome}`)}</span>
    </div>
  );
}
