import { useState } from 'preact/hooks';
import { useHouse } from '../house.ts';
import type { Front } from './report-front.ts';
import { frontTexts, type ReportHead } from './report-text.ts';

/** What is done with the report: print it or save it as a PDF, and take its first page along as text. */
export function ReportActions({ head, front }: { head: ReportHead; front: Front }) {
  const { translate } = useHouse();
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);
  const copy = () => {
    const { html, plain } = frontTexts(head, front, translate);
    const item = new ClipboardItem({
      'text/html': new Blob([html], { type: 'text/html' }),
      'text/plain': new Blob([plain], { type: 'text/plain' }),
    });
    void navigator.clipboard.write([item]).then(
      () => setOutcome('copied'),
      () => setOutcome('copyFailed'),
    );
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
