import type { JournalDatabase } from '../log/database.ts';
import { queueEverything } from '../log/outbox.ts';
import { deviceOf } from '../log/write-context.ts';
import { joinTeam, leaveTeam, type Team, teamOf } from './connection.ts';
import type { ManagedTeam } from './team-schema.ts';

/** Who the connection is made for. */
interface Member {
  /** The unit that the user works under, for a policy that names none. */
  unit: string;
  now: Date;
}

/** The connection that a policy sets; null as long as a buyer has no unit to speak for. */
export function managedTeam(managed: ManagedTeam, { unit, now }: Member): Team | null {
  const team: Team = {
    ...managed,
    unit: managed.unit ?? unit,
    role: managed.role ?? 'buyer',
    authors: managed.authors ?? false,
    managed: true,
    since: now.toISOString(),
  };
  return team.unit === '' && team.role === 'buyer' ? null : team;
}

/**
 * Brings the connection in line with the organisation's policy. What this installation has said before is told to a team
 * that it joins; what changes in the password alone changes nothing else.
 * @param managed what the policy says; undefined when it says nothing of a team, which ends a connection that it set
 * @throws {JournalError}
 */
export async function takeManagedTeam(
  db: JournalDatabase,
  managed: ManagedTeam | undefined,
  member: Member,
): Promise<void> {
  const before = await teamOf(db);
  const wanted = managed && managedTeam(managed, member);
  if (!wanted) {
    if (before?.managed) await leaveTeam(db);
    return;
  }
  const isSame = before?.server === wanted.server && before.organisation === wanted.organisation;
  const team = isSame ? { ...wanted, since: before.since } : wanted;
  if (before && sameTeam(before, team)) return;
  await joinTeam(db, team);
  // Who only read figures has told nothing so far.
  if (!isSame || before.role === 'secretariat') await queueEverything(db, await deviceOf(db));
}

function sameTeam(one: Team, other: Team): boolean {
  const names = Object.keys({ ...one, ...other }) as (keyof Team)[];
  return names.every((name) => one[name] === other[name]);
}
