import type { Revision } from '../../lib/log/schema.ts';
import { formatMoment } from '../ui/format.ts';
import { VerdictLabel } from '../ui/verdict-label.tsx';
import { useHouse } from './house.ts';

/** Every revision of a record, newest first. Nothing is ever changed or deleted, so this is the whole story. */
export function RecordHistory({ history, current }: { history: readonly Revision[]; current: string }) {
  const { translate } = useHouse();
  const newestFirst = [...history].sort((left, right) => (left.decidedAt < right.decidedAt ? 1 : -1));
  return (
    <section class="part">
      <h2>{translate('record.history')}</h2>
      <p class="muted">{translate('record.historyText')}</p>
      <ol class="history">
        {newestFirst.map((revision) => (
          <li key={revision.id} aria-current={revision.id === current ? 'true' : undefined}>
            <time dateTime={revision.decidedAt}>{formatMoment(revision.decidedAt, translate.locale)}</time>
            <span>
              {revision.verdict === null ? (
                translate(`log.kind.${revision.kind}`)
              ) : (
                <VerdictLabel verdict={revision.verdict} translate={translate} />
              )}
              {revision.reason && (
                <span class="below">
                  {translate(`reason.${revision.reason.code}`)}
                  {revision.reason.text && `: ${revision.reason.text}`}
                </span>
              )}
              <span class="below">
                {translate('record.revision', {
                  number: revision.rev,
                  author: revision.author ?? translate('record.noAuthor'),
                })}
                {revision.id === current && ` · ${translate('record.current')}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
