import type { Revision } from '../../../lib/log/schema.ts';
import { formatMoment } from '../../ui/format.ts';
import { VerdictLabel } from '../../ui/verdict-label.tsx';
import { useHouse } from '../house.ts';
import { type Difference, differencesOf } from './revision-words.ts';

/** Every revision of a record, newest first. Nothing is ever changed or deleted, so this is the whole story. */
export function RecordHistory({ history, current }: { history: readonly Revision[]; current: string }) {
  const house = useHouse();
  const { translate } = house;
  const byId = new Map(history.map((revision) => [revision.id, revision]));
  const devices = [...new Set(history.map(({ device }) => device))];
  return (
    <section class="part" aria-labelledby="history">
      <h2 id="history">{translate('record.history')}</h2>
      <p class="muted">{translate('record.historyText')}</p>
      <ol class="history">
        {history.toReversed().map((revision) => {
          const before = revision.supersedes === null ? null : (byId.get(revision.supersedes) ?? null);
          return (
            <li key={revision.id} aria-current={revision.id === current ? 'true' : undefined}>
              <time dateTime={revision.decidedAt}>{formatMoment(revision.decidedAt, translate.locale)}</time>
              <div>
                {revision.verdict === null ? (
                  translate(`log.kind.${revision.kind}`)
                ) : (
                  <VerdictLabel verdict={revision.verdict} translate={translate} />
                )}
                {revision.id === current && <span class="tag current">{translate('record.current')}</span>}
                <Changes first={before === null} differences={differencesOf(before, revision, house)} />
                <span class="below">
                  {[
                    translate('record.revision', {
                      number: revision.rev,
                      author: revision.author ?? translate('record.noAuthor'),
                    }),
                    devices.length > 1 &&
                      translate('record.device', { number: String(devices.indexOf(revision.device) + 1) }),
                    translate('record.ofTarget', { version: String(revision.target.version) }),
                    translate('record.tool', { version: revision.tool.version }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {(revision.confirms?.length ?? 0) > 0 && <span class="below">{translate('record.settles')}</span>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What changed, field by field; of a first revision what it says beside the verdict. */
function Changes({ first, differences }: { first: boolean; differences: readonly Difference[] }) {
  const { translate } = useHouse();
  const shown = first
    ? differences.filter(({ name }) => name !== 'log.verdict' && name !== 'record.targetVersion')
    : differences;
  if (shown.length === 0) return first ? null : <p class="below">{translate('record.nothingChanged')}</p>;
  return (
    <ul class="changes">
      {shown.map(({ name, before, after }) => (
        <li key={name}>
          {first
            ? translate('record.said', { field: translate(name), after })
            : translate(before === '' ? 'record.added' : after === '' ? 'record.removed' : 'record.changed', {
                field: translate(name),
                before,
                after,
              })}
        </li>
      ))}
    </ul>
  );
}
