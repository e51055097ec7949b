import type { NatsConnection } from '@nats-io/nats-core';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { teamKey } from '../log/outbox.ts';
import { places } from './places.ts';
import { type Team, teamSchema } from './team-schema.ts';
import { forgetTold } from './told-figures.ts';

export {
  type AddressProblem,
  addressProblem,
  type Team,
  type TeamRole,
  teamRoleSchema,
  teamSchema,
} from './team-schema.ts';

/** An open connection, with whom and for whom it is. */
export interface TeamLink {
  connection: NatsConnection;
  team: Team;
  /** Of this installation. */
  device: string;
}

/** How far this browser has come with its team. */
export interface TeamState {
  /** The last message of the journal's stream that was heard. */
  sequence: number;
  /** When that one came to the stream, to the nanosecond: a server restored from a backup holds another under its number. */
  mark: string;
  /** What was read: another part is read from its beginning. */
  filter: string;
  /** When the server's stream was made; one made anew is read, and told, from the beginning. */
  created: string;
  /** The import that the team's revisions are noted as coming with. */
  importId: string;
  /** The server that led when all was last seen there that this device has told; empty to look again. */
  leader: string;
  /** How many messages the server must hold of this device; null where only reading them can say. */
  told: number | null;
  /** When words were last acknowledged, and last heard; ISO 8601. */
  sentAt: string | null;
  heardAt: string | null;
  /** Messages of this part that were heard, and of those that the server counts how many never come. */
  heard: number;
  absent: number;
  /** Messages that the server gave up before they were heard here; 0 again once the user has brought their words back. */
  missed: number;
  /** Messages that were not taken in. */
  setAside: number;
  /** The latest of them. */
  latestSetAside: { sequence: number; subject: string; why: string; path: string }[];
}

const stateKey = 'teamState';

/** Has what the server holds of this device read the next time it is told something, whoever leads then. */
export const unseen = { leader: '', told: null } as const;

const emptyState = (): TeamState => ({
  sequence: 0,
  mark: '',
  filter: '',
  created: '',
  importId: crypto.randomUUID(),
  leader: '',
  told: 0,
  sentAt: null,
  heardAt: null,
  heard: 0,
  absent: 0,
  missed: 0,
  setAside: 0,
  latestSetAside: [],
});

/** One that an earlier edition kept may lack something. */
const stateIn = (value: unknown): TeamState => ({ ...emptyState(), ...(value as Partial<TeamState> | undefined) });

/** The team that this browser belongs to; null without one. @throws {JournalError} */
export async function teamOf(db: JournalDatabase): Promise<Team | null> {
  const row = await onJournal(db, 'everything', () => db.meta.get(teamKey));
  return teamSchema.safeParse(row?.value).data ?? null;
}

/**
 * Joins a team, or changes how. From now on every word waits to be told; what was said before is told by
 * `queueEverything`. Nothing is connected yet.
 * @throws {JournalError}
 */
export async function joinTeam(db: JournalDatabase, team: Team): Promise<void> {
  await onJournal(db, 'everything', () =>
    db.transaction('rw', db.meta, db.outbox, async () => {
      const before = teamSchema.safeParse((await db.meta.get(teamKey))?.value).data;
      if (before?.server !== team.server || before.organisation !== team.organisation) {
        await db.meta.put({ key: stateKey, value: emptyState() });
        // What waited for another server's readers is not for these.
        await db.meta.bulkDelete(Object.values(places));
      }
      await db.meta.put({ key: teamKey, value: teamSchema.parse(team) });
      if (team.role === 'secretariat') await db.outbox.clear();
    }),
  );
  if (team.role !== 'secretariat') await forgetTold(db);
}

/** Leaves the team. What was read stays in the journal, what was told stays with the team. @throws {JournalError} */
export async function leaveTeam(db: JournalDatabase): Promise<void> {
  await onJournal(db, 'everything', () =>
    db.transaction('rw', db.meta, db.outbox, async () => {
      await db.meta.bulkDelete([teamKey, stateKey, ...Object.values(places)]);
      await db.outbox.clear();
    }),
  );
  await forgetTold(db);
}

/** @throws {JournalError} */
export async function teamState(db: JournalDatabase): Promise<TeamState> {
  const row = await onJournal(db, 'everything', () => db.meta.get(stateKey));
  return stateIn(row?.value);
}

/** Changes what is kept of the connection; several pages may do so at once. @throws {JournalError} */
export async function changeTeamState(
  db: JournalDatabase,
  change: Partial<TeamState> | ((before: TeamState) => Partial<TeamState>),
): Promise<TeamState> {
  return onJournal(db, 'everything', () =>
    db.transaction('rw', db.meta, async () => {
      const before = stateIn((await db.meta.get(stateKey))?.value);
      const value = { ...before, ...(typeof change === 'function' ? change(before) : change) };
      await db.meta.put({ key: stateKey, value });
      return value;
    }),
  );
}

/**
 * The lock under which one part of the browser speaks with the server: a dashboard as long as it is open, else the
 * background. So nothing is told twice at once, and whoever ends leaves the rest to the next.
 */
export const teamLock = 'groent-lys-team';

/** The inbox of a user, which nobody else may listen to. */
export const inboxOf = ({ user }: Pick<Team, 'user'>): string => `_INBOX_${user}`;
