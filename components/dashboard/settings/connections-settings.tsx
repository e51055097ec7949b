import { teamOf } from '../../../lib/team/connection.ts';
import { formatMoment } from '../../ui/format.ts';
import { useFolder } from '../exchange/folder-run.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { formatRoute } from '../routes.ts';
import { SharedThings } from '../team/shared-things.tsx';
import { TeamConnection } from '../team/team-connection.tsx';
import { SourceConnection } from './source-connection.tsx';

/** Every way by which something leaves this browser without being asked each time, with when, where and an end to it. */
export function ConnectionsSettings() {
  const house = useHouse();
  const { translate } = house;
  const { standing, disconnect } = useFolder(house);
  const team = useLive('team', () => teamOf(house.journal));
  const hasTeam = team.state === 'ready' && team.value !== null;
  if (standing === null) return null;
  const { folder, syncedAt } = standing;
  const { source } = house.organisation.managed.managed;
  return (
    <section class="settings-group" aria-labelledby="connections">
      <h2 id="connections">{translate('connections.title')}</h2>
      {folder === null && source === undefined && !hasTeam && <p>{translate('connections.none')}</p>}
      {source !== undefined && <SourceConnection key={source} address={source} />}
      {folder !== null && (
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
      <TeamConnection />
      <SharedThings team={team.state === 'ready' ? team.value : null} />
    </section>
  );
}
