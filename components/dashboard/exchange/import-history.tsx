import { onJournal } from '../../../lib/log/database.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { formatMoment } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';

/** Imports shown; older ones stay in the journal. */
const shown = 50;

/** Where what is in the journal came from, the latest first. */
export function ImportHistory() {
  const { translate, journal } = useHouse();
  const imports = useLive('imports', () =>
    onJournal(journal, 'everything', () => journal.imports.orderBy('at').reverse().limit(shown).toArray()),
  );
  if (imports.state !== 'ready') return null;
  const rows = imports.value.filter(({ state }) => state !== 'staged');
  return (
    <section class="part">
      <h2>{translate('import.history')}</h2>
      {rows.length === 0 ? (
        <p class="muted">{translate('import.historyEmpty')}</p>
      ) : (
        <DataTable
          hideCaption
          caption={translate('import.history')}
          columns={[
            { label: translate('import.historyAt') },
            { label: translate('import.historyFrom') },
            { label: translate('import.historyAdded'), numeric: true },
            { label: translate('import.conflicts'), numeric: true },
            { label: translate('import.refused'), numeric: true },
          ]}
          rows={rows.map(({ id, at, source, name, device, state, counts }) => ({
            key: id,
            cells: [
              formatMoment(at, translate.locale),
              <>
                <span class="breakable">{name}</span>
                <span class="below">
                  {[
                    translate(`import.source.${source}`),
                    device && translate('import.fromDevice', { device: device.slice(0, 8) }),
                    state !== 'done' && translate(`import.state.${state}`),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </>,
              counts.added,
              counts.conflicts,
              counts.refused,
            ],
          }))}
        />
      )}
    </section>
  );
}
