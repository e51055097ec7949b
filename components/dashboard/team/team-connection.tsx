import { useRef } from 'preact/hooks';
import { changeTeamState, leaveTeam, type Team, teamOf, teamState } from '../../../lib/team/connection.ts';
import { formatMoment } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { formatRoute } from '../routes.ts';
import { TeamForm } from './team-form.tsx';
import { activity } from './use-team.ts';

/** The connection to a team's server: where, since when, what waits and what was not taken in; or the way to one. */
export function TeamConnection() {
  const { translate, journal, edge, organisation } = useHouse();
  const managed = organisation.managed.managed.team;
  const standing = useLive('team standing', async () => ({
    team: await teamOf(journal),
    state: await teamState(journal),
    waiting: await journal.outbox.filter(({ refused }) => refused === undefined).count(),
    refused: await journal.outbox.filter(({ refused }) => refused !== undefined).count(),
  }));
  if (standing.state !== 'ready') return null;
  const { team, state, waiting, refused } = standing.value;
  if (team === null && managed) {
    return (
      <div class="connection">
        <p>
          <strong>{translate('team.title')}</strong>: <span class="breakable">{managed.server}</span>
        </p>
        <p class="notice">{translate('team.managedUnit')}</p>
      </div>
    );
  }
  if (team === null) {
    return (
      <details class="connection">
        <summary>{translate('team.offer')}</summary>
        <p>{translate('team.offerText')}</p>
        <TeamForm />
      </details>
    );
  }
  const leave = async () => {
    await leaveTeam(journal);
    await edge.teamChanged();
  };
  const at = (moment: string) => formatMoment(moment, translate.locale);
  return (
    <div class="connection">
      <p>
        <strong>{translate('team.title')}</strong>: <span class="breakable">{team.server}</span>
      </p>
      <p class="hint">{who(team)}</p>
      <Now team={team} waiting={waiting} />
      <p class="hint">
        {managed && `${translate('managed.locked')} `}
        {translate('connections.since', { at: at(team.since) })}{' '}
        {state.sentAt && translate('team.sent', { at: at(state.sentAt) })}{' '}
        {state.heardAt && translate('team.heard', { at: at(state.heardAt) })}
      </p>
      {state.missed > 0 && <Missed count={state.missed} isLead={team.role === 'lead'} />}
      {refused > 0 && <p class="notice">{translate('team.refused', { count: refused })}</p>}
      {state.setAside > 0 && (
        <details>
          <summary>{translate('team.aside', { count: state.setAside })}</summary>
          <p class="hint">{translate('team.asideText')}</p>
          <ul>
            {state.latestSetAside.map(({ sequence, subject, why, path }) => (
              <li key={sequence} class="breakable">
                {translate(`team.aside.${why}`)} <code>{path ? `${subject} ${path}` : subject}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      {!managed && (
        <p class="form-actions">
          <button type="button" class="button small" onClick={() => void leave()}>
            {translate('team.leave')}
          </button>
        </p>
      )}
    </div>
  );

  function who({ organisation, unit, user, role }: Team): string {
    const place = unit === '' ? organisation : `${organisation}, ${unit}`;
    return `${place} · ${user} · ${translate(`team.role.${role}`)}`;
  }
}

/** What goes on right now, in words; while nothing is tried, with the way to try it now. */
function Now({ team, waiting }: { team: Team; waiting: number }) {
  const { translate } = useHouse();
  const status = useRef<HTMLParagraphElement>(null);
  const now = activity.value;
  const words =
    now === null
      ? translate('team.elsewhere')
      : now.state === 'waiting'
        ? translate(`team.problem.${now.problem}`, { address: new URL(team.server).host })
        : translate(`team.now.${now.state}`);
  const tryAgain = now?.state === 'waiting' ? now.tryAgain : undefined;
  return (
    <>
      <p role="status" ref={status} tabIndex={-1}>
        {words} {waiting > 0 && translate('team.waiting', { count: waiting })}
      </p>
      {tryAgain && (
        <p class="form-actions">
          <button
            type="button"
            class="button small"
            onClick={() => {
              // The button goes while it is tried; who sits at the keyboard stays where the answer comes.
              status.current?.focus();
              tryAgain();
            }}
          >
            {translate('team.tryAgain')}
          </button>
        </p>
      )}
    </>
  );
}

/** What the server gave up before this browser heard it, and how it comes back; nobody but the user can say when it has. */
function Missed({ count, isLead }: { count: number; isLead: boolean }) {
  const { translate, journal } = useHouse();
  return (
    <div class="notice">
      <p>
        {translate('team.missed', { count })} {isLead && translate('team.missedFigures')}
      </p>
      <p class="form-actions">
        <a class="button small" href={formatRoute({ page: 'exchange', id: 'import' })}>
          {translate('team.missedImport')}
        </a>
        <button type="button" class="button small" onClick={() => void changeTeamState(journal, { missed: 0 })}>
          {translate('team.missedDone')}
        </button>
      </p>
    </div>
  );
}
