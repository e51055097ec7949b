import { type JournalDatabase, onJournal } from '../log/database.ts';
import { teamOf } from './connection.ts';

/** What the team's server has not acknowledged: it is still to come, or the server will never take it from this user. */
export type Unshared = 'waiting' | 'refused';

/**
 * Which of some revisions the team does not have yet, by id; all others are shared. Null without a team, and for who only
 * reads its figures: then nothing is said about sharing.
 * @throws {JournalError}
 */
export async function sharingOf(
  db: JournalDatabase,
  revisions: readonly { id: string }[],
): Promise<Record<string, Unshared> | null> {
  const team = await teamOf(db);
  if (team === null || team.role === 'secretariat') return null;
  const keys = revisions.map(({ id }) => ['revision', id]);
  const rows = await onJournal(db, 'everything', () => db.outbox.where('[type+id]').anyOf(keys).toArray());
  return Object.fromEntries(rows.map(({ id, refused }) => [id, refused === undefined ? 'waiting' : 'refused']));
}

/** How many places of the outbox the server may still take. @throws {JournalError} */
export const waitingCount = (db: JournalDatabase): Promise<number> =>
  onJournal(db, 'everything', () => db.outbox.filter(({ refused }) => refused === undefined).count());
