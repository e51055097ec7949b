import { formatMoment } from '../../ui/format.ts';
import { useFolder } from '../exchange/folder-run.ts';
import { useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';

/** Every way by which something leaves this browser without being asked each time, with when, where and an end to it. */
export function ConnectionsSettings() {
  const house = useHouse();
  const { translate } = house;
  const { standing, disconnect } = useFolder(house);
  if (standing === null) return null;
  const { folder, syncedAt } = standing;
  return (
    <section class="settings-group" aria-labelledby="connections">
      <h2 id="connections">{translate('connections.title')}</h2>
      {folder === null ? (
        <p>{translate('connections.none')}</p>
      ) : (
        <>
          <p>
            <strong>{translate('exchange.part.folder')}</strong>: {folder.handle.name}
          </p>
          <p class="hint">
            {translate('connections.since', { at: formatMoment(folder.since, translate.locale) })}{' '}
            {syncedAt && translate('connections.last', { at: formatMoment(syncedAt, translate.locale) })}
          </p>
          <p class="form-actions">
            <a class="button small" href={formatRoute({ page: 'exchange', id: 'folder' })}>
              {translate('connections.show')}
            </a>
            <button type="button" class="button small" onClick={() => void disconnect()}>
              {translate('folder.disconnect')}
            </button>
          </p>
        </>
      )}
    </section>
  );
}
