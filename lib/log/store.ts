import { type JournalDatabase, onJournal } from './database.ts';
import { outboxTables } from './outbox.ts';

/**
 * One write to the journal: a single strict transaction over what was said and everything derived from it; its work ends
 * with `settle`. Resolves when the transaction has completed; on any error nothing of it is left behind. (Dexie follows
 * the awaits of its scope only when that is itself an async function.)
 * @throws {JournalError}
 */
export function write<T>(db: JournalDatabase, work: () => Promise<T>): Promise<T> {
  const said = [db.journal, db.sightings, db.baseline, db.tombstones, db.tipRecords, db.steps, db.outcomes, db.origins];
  const derived = [db.current, db.procedures, db.decisionRollup, db.procedureState, db.monthRollup];
  const tables = [...said, ...derived, ...outboxTables(db)];
  return onJournal(db, 'earlierDecisions', () => db.transaction('rw', tables, async () => work()));
}
