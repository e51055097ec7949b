import { type JournalDatabase, onJournal } from './database.ts';
import type { Sign } from './measure.ts';
import { addToMonths, emptyMonths, gatherDecisions, gatherProcedure, type MonthSums } from './month-rollup.ts';
import { currentRow, summaryOf } from './revisions.ts';
import { applyContribution, contribution, procedureStateRow, rollupKey } from './rollups.ts';
import type { CurrentRow, ProcedureStateRow } from './rows.ts';
import { sameContent } from './same-content.ts';
import type { Procedure, Revision } from './schema.ts';

/**
 * One write to the journal: a single strict transaction over the journal and everything derived from it. Resolves when
 * the transaction has completed; on any error nothing of it is left behind. (Dexie follows the awaits of its scope only when
 * that is itself an async function.)
 * @throws {JournalError}
 */
export function write<T>(db: JournalDatabase, work: () => Promise<T>): Promise<T> {
  const { journal, current, decisionRollup, procedureState, monthRollup, procedures, tipRecords } = db;
  const tables = [journal, current, decisionRollup, procedureState, monthRollup, procedures, tipRecords];
  return onJournal(db, 'earlierDecisions', () => db.transaction('rw', tables, async () => work()));
}

async function count(
  db: JournalDatabase,
  months: MonthSums,
  row: CurrentRow | null | undefined,
  sign: Sign,
): Promise<void> {
  const part = row ? contribution(row) : null;
  if (!part) return;
  const key = rollupKey(part);
  const sum = applyContribution(await db.decisionRollup.get(key), part, sign);
  if (sum) await db.decisionRollup.put(sum);
  else await db.decisionRollup.delete(key);
  gatherDecisions(months, part, sign);
}

/**
 * Adds one revision and brings its record's row and figures up to date. Only inside `write`, and followed by
 * `settleProcedure`; the order in which revisions arrive does not matter for the result.
 */
export async function append(db: JournalDatabase, revision: Revision, procedure: Procedure): Promise<void> {
  await db.journal.add(revision);
  const before = await db.current.get(revision.recordId);
  const revisions = await db.journal.where('recordId').equals(revision.recordId).toArray();
  const after = currentRow(revisions, procedure);
  if (after) await db.current.put(after);
  const months = emptyMonths();
  await count(db, months, before, -1);
  await count(db, months, after, 1);
  await addToMonths(db.monthRollup, months);
}

/** Stores a procedure and brings its rows in the log and its standing up to date. Only inside `write`. */
export async function settleProcedure(db: JournalDatabase, procedure: Procedure): Promise<void> {
  const before = await db.procedures.get(procedure.id);
  if (JSON.stringify(before) !== JSON.stringify(procedure)) await db.procedures.put(procedure);

  let rows = await db.current.where('procedureId').equals(procedure.id).toArray();
  const summary = summaryOf(procedure);
  if (before && JSON.stringify(summaryOf(before)) !== JSON.stringify(summary)) {
    rows = rows.map((row) => ({ ...row, procedure: summary }));
    await db.current.bulkPut(rows);
  }
  const tips = await db.tipRecords.where('procedureId').equals(procedure.id).toArray();
  await putStanding(db, procedure.id, procedureStateRow(procedure, rows, tips));
}

/**
 * Stores where a procedure stands, or that nothing of it counts any more, and brings the figures by month up to date.
 * Only inside `write`; nothing else writes `procedureState`, but for a recount.
 */
export async function putStanding(db: JournalDatabase, id: string, state: ProcedureStateRow | null): Promise<void> {
  const stood = await db.procedureState.get(id);
  if (state) await db.procedureState.put(state);
  else await db.procedureState.delete(id);
  if (sameContent(stood, state ?? undefined)) return;
  const months = emptyMonths();
  if (stood) gatherProcedure(months, stood, -1);
  if (state) gatherProcedure(months, state, 1);
  await addToMonths(db.monthRollup, months);
}
