import { openEnds } from '../../../lib/log/revisions.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import type { Revision } from '../../../lib/log/schema.ts';
import { formatMoment } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { wordsOf } from './revision-words.ts';

interface RecordConflictProps {
  row: CurrentRow;
  history: readonly Revision[];
  busy: boolean;
  /** Writes a version again as the one that holds. */
  onChoose: (revision: string) => void;
}

/** Versions that were made apart, side by side, each with the button that lets it hold. */
export function RecordConflict({ row, history, busy, onChoose }: RecordConflictProps) {
  const house = useHouse();
  const { translate } = house;
  const versions = openEnds(history).toSorted((a, b) => (a.id === row.id ? -1 : b.id === row.id ? 1 : 0));
  const columns = versions.map((revision) => wordsOf(revision, house));
  const fields = (columns[0] ?? []).map(({ name }, index) => ({
    name,
    words: columns.map((column) => column[index]?.words ?? ''),
  }));
  const shown = fields.filter(({ words }) => words.some((one) => one !== ''));
  return (
    <section class="notice conflict" aria-labelledby="conflict">
      <h2 id="conflict">{translate('log.conflict')}</h2>
      <p>{translate('record.conflict')}</p>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="table-scroll" tabIndex={0} aria-label={translate('record.versions')}>
        <table>
          <caption class="visually-hidden">{translate('record.versions')}</caption>
          <thead>
            <tr>
              <td />
              {versions.map((revision) => (
                <th key={revision.id} scope="col">
                  {translate(revision.id === row.id ? 'record.holdsNow' : 'record.otherVersion')}
                  <span class="below">{formatMoment(revision.decidedAt, translate.locale)}</span>
                  {revision.author && <span class="below">{revision.author}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, words }) => (
              <tr key={name} class={new Set(words).size > 1 ? 'differs' : undefined}>
                <th scope="row">{translate(name)}</th>
                {words.map((one, index) => (
                  <td key={versions[index]?.id}>{one || '–'}</td>
                ))}
              </tr>
            ))}
            <tr>
              <td />
              {versions.map((revision) => (
                <td key={revision.id}>
                  <button
                    type="button"
                    class={revision.id === row.id ? 'button primary small' : 'button small'}
                    disabled={busy}
                    onClick={() => onChoose(revision.id)}
                  >
                    {translate(revision.id === row.id ? 'record.confirm' : 'record.chooseOther')}
                  </button>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
    </section>
  );
}
