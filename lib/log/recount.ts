import { type JournalDatabase, onJournal } from './database.ts';
import { monthTables, recountMonths } from './month-rollup.ts';
import { currentRow } from './revisions.ts';
import { applyContribution, contribution, procedureStateRow, rollupKey } from './rollups.ts';
import type { CurrentRow, DecisionRollup } from './rows.ts';
import { sameContent } from './same-content.ts';
import type { Procedure, Revision } from './schema.ts';

/** Procedures worked on at once. */
const batchSize = 200;
/** Differences named; beyond that they are only counted. */
const namedDifferences = 100;

interface RecountOptions {
  /** Called after each batch with the procedures done and their number. */
  onProgress?: (done: number, total: number) => void;
  /** Ends the recount; nothing is changed then. */
  signal?: AbortSignal;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/**
 * Computes everything derived (`current`, `decisionRollup`, `procedureState`, `monthRollup`) anew from the journal and
 * the procedures,
 * repairs what differs and names it, as `table key`. One transaction, batch by batch of procedures: either all is
 * repaired or nothing is changed. Writers wait meanwhile, so call it under the pages' common lock.
 * @throws {JournalError}; when `signal` aborts, its code is journal-failed
 */
export function recountRollups(db: JournalDatabase, options: RecountOptions = {}): Promise<{ differences: string[] }> {
  const { journal, current, decisionRollup, procedureState, monthRollup, procedures, tipRecords } = db;
  const tables = [journal, current, decisionRollup, procedureState, monthRollup, procedures, tipRecords];
  return onJournal(db, 'earlierDecisions', () => db.transaction('rw', tables, async () => recount(db, options)));
}

async function recount(
  db: JournalDatabase,
  { onProgress, signal }: RecountOptions,
): Promise<{ differences: string[] }> {
  const found: string[] = [];
  const rollup = new Map<string, DecisionRollup>();
  const ids = await db.procedures.toCollection().primaryKeys();
  for (let done = 0; done < ids.length; done += batchSize) {
    signal?.throwIfAborted();
    const rows = await repairProcedures(db, ids.slice(done, done + batchSize), found);
    for (const row of rows) {
      const part = contribution(row);
      if (!part) continue;
      const key = JSON.stringify(rollupKey(part));
      const sum = applyContribution(rollup.get(key), part, 1);
      if (sum) rollup.set(key, sum);
    }
    onProgress?.(Math.min(done + batchSize, ids.length), ids.length);
  }
  await removeOrphans(db, new Set(ids), found);
  await repairRollup(db, rollup, found);
  found.push(...(await recountMonths(monthTables(db))));
  const hidden = found.length - namedDifferences;
  return { differences: hidden > 0 ? [...found.slice(0, namedDifferences), `+${hidden}`] : found };
}

/**
 * Repairs the rows of some procedures and their standing. Compared first and written in bulk: inside a transaction Dexie
 * follows no more than a hundred awaits in a row that do not reach the database.
 * @returns the rows as they should be
 */
async function repairProcedures(db: JournalDatabase, ids: string[], found: string[]): Promise<CurrentRow[]> {
  const procedures = await db.procedures.where('id').anyOf(ids).toArray();
  const revisions = groupBy(await db.journal.where('procedureId').anyOf(ids).toArray(), (row) => row.procedureId);
  const stored = await db.current.where('procedureId').anyOf(ids).toArray();
  const tips = groupBy(await db.tipRecords.where('procedureId').anyOf(ids).toArray(), (tip) => tip.procedureId);
  const states = (await db.procedureState.bulkGet(ids)).filter((state) => state !== undefined);

  const rows = procedures.flatMap((procedure) => rowsOf(procedure, revisions.get(procedure.id) ?? []));
  const rowsBy = groupBy(rows, (row) => row.procedureId);
  const standings = procedures.flatMap(
    (procedure) => procedureStateRow(procedure, rowsBy.get(procedure.id) ?? [], tips.get(procedure.id) ?? []) ?? [],
  );
  const wrongRows = differences(rows, stored, ({ recordId }) => recordId);
  const wrongStates = differences(standings, states, ({ procedureId }) => procedureId);
  for (const key of wrongRows.keys) found.push(`current ${key}`);
  for (const key of wrongStates.keys) found.push(`procedureState ${key}`);
  if (wrongRows.missing.length > 0) await db.current.bulkPut(wrongRows.missing);
  if (wrongRows.surplus.length > 0) await db.current.bulkDelete(wrongRows.surplus);
  if (wrongStates.missing.length > 0) await db.procedureState.bulkPut(wrongStates.missing);
  if (wrongStates.surplus.length > 0) await db.procedureState.bulkDelete(wrongStates.surplus);
  return rows;
}

/** Rows that are missing or wrong, the keys of those that should not be there, and the keys of both. */
function differences<T>(expected: readonly T[], stored: readonly T[], keyOf: (row: T) => string) {
  const known = new Map(stored.map((row) => [keyOf(row), row]));
  const missing = expected.filter((row) => !sameContent(row, known.get(keyOf(row))));
  const wanted = new Set(expected.map(keyOf));
  const surplus = [...known.keys()].filter((key) => !wanted.has(key));
  return { missing, surplus, keys: [...missing.map(keyOf), ...surplus] };
}

function rowsOf(procedure: Procedure, revisions: Revision[]): CurrentRow[] {
  const records = groupBy(revisions, ({ recordId }) => recordId);
  return [...records.values()].flatMap((record) => currentRow(record, procedure) ?? []);
}

/** Removes what is derived of procedures that are not there; their revisions in the journal are named and stay. */
async function removeOrphans(db: JournalDatabase, known: Set<string>, found: string[]): Promise<void> {
  const strangers = (keys: unknown[]) => keys.map(String).filter((key) => !known.has(key));
  const rows = strangers(await db.current.orderBy('procedureId').uniqueKeys());
  const states = strangers(await db.procedureState.toCollection().primaryKeys());
  const revisions = strangers(await db.journal.orderBy('procedureId').uniqueKeys());
  if (rows.length > 0) await db.current.where('procedureId').anyOf(rows).delete();
  if (states.length > 0) await db.procedureState.bulkDelete(states);
  for (const id of rows) found.push(`current of ${id}`);
  for (const id of states) found.push(`procedureState ${id}`);
  for (const id of revisions) found.push(`procedures ${id}`);
}

async function repairRollup(db: JournalDatabase, rollup: Map<string, DecisionRollup>, found: string[]): Promise<void> {
  const missing = new Map(rollup);
  const surplus: DecisionRollup[] = [];
  await db.decisionRollup.each((row) => {
    const key = JSON.stringify(rollupKey(row));
    const expected = rollup.get(key);
    if (!expected) surplus.push(row);
    if (sameContent(row, expected)) missing.delete(key);
  });
  const wrong = [...missing.values()];
  for (const row of [...surplus, ...wrong]) found.push(`decisionRollup ${rollupKey(row).join(' ')}`);
  if (surplus.length > 0) await db.decisionRollup.bulkDelete(surplus.map(rollupKey));
  if (wrong.length > 0) await db.decisionRollup.bulkPut(wrong);
}
