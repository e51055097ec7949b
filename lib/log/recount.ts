import { type JournalDatabase, onJournal } from './database.ts';
import { currentRow } from './revisions.ts';
import { applyContribution, contribution, procedureStateRow, rollupKey } from './rollups.ts';
import type { CurrentRow, DecisionRollup } from './rows.ts';
import type { Procedure, Revision } from './schema.ts';

/** Procedures worked on at once. */
const batchSize = 200;
/** Differences named; beyond that they are only counted. */
const namedDifferences = 100;

export interface RecountOptions {
  /** Called after each batch with the procedures done and their number. */
  onProgress?: (done: number, total: number) => void;
  /** Ends the recount; nothing is changed then. */
  signal?: AbortSignal;
}

/** Whether two rows say the same; the order of keys says nothing. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [first, second] = [Object.entries(a), new Map(Object.entries(b))];
  return first.length === second.size && first.every(([key, value]) => second.has(key) && same(value, second.get(key)));
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
 * Computes everything derived (`current`, `decisionRollup`, `procedureState`) anew from the journal and the procedures,
 * repairs what differs and names it, as `table key`. One transaction, batch by batch of procedures: either all is
 * repaired or nothing is changed. Writers wait meanwhile, so call it under the pages' common lock.
 * @throws {JournalError}; when `signal` aborts, its code is journal-failed
 */
export function recountRollups(db: JournalDatabase, options: RecountOptions = {}): Promise<{ differences: string[] }> {
  const tables = [db.journal, db.current, db.decisionRollup, db.procedureState, db.procedures, db.tipRecords];
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
  const hidden = found.length - namedDifferences;
  return { differences: hidden > 0 ? [...found.slice(0, namedDifferences), `+${hidden}`] : found };
}

/** Repairs the rows of some procedures and their standing. @returns the rows as they should be */
async function repairProcedures(db: JournalDatabase, ids: string[], found: string[]): Promise<CurrentRow[]> {
  const procedures = await db.procedures.where('id').anyOf(ids).toArray();
  const revisions = groupBy(await db.journal.where('procedureId').anyOf(ids).toArray(), (row) => row.procedureId);
  const stored = groupBy(await db.current.where('procedureId').anyOf(ids).toArray(), (row) => row.procedureId);
  const tips = groupBy(await db.tipRecords.where('procedureId').anyOf(ids).toArray(), (tip) => tip.procedureId);
  const states = new Map((await db.procedureState.bulkGet(ids)).map((state) => [state?.procedureId, state]));
  const all: CurrentRow[] = [];
  for (const procedure of procedures) {
    const rows = rowsOf(procedure, revisions.get(procedure.id) ?? []);
    await repairRows(db, rows, stored.get(procedure.id) ?? [], found);
    const state = procedureStateRow(procedure, rows, tips.get(procedure.id) ?? []);
    if (!same(state ?? undefined, states.get(procedure.id))) {
      found.push(`procedureState ${procedure.id}`);
      if (state) await db.procedureState.put(state);
      else await db.procedureState.delete(procedure.id);
    }
    all.push(...rows);
  }
  return all;
}

function rowsOf(procedure: Procedure, revisions: Revision[]): CurrentRow[] {
  const records = groupBy(revisions, ({ recordId }) => recordId);
  return [...records.values()].flatMap((record) => currentRow(record, procedure) ?? []);
}

async function repairRows(
  db: JournalDatabase,
  rows: CurrentRow[],
  stored: CurrentRow[],
  found: string[],
): Promise<void> {
  const surplus = new Map(stored.map((row) => [row.recordId, row]));
  for (const row of rows) {
    const known = surplus.get(row.recordId);
    surplus.delete(row.recordId);
    if (same(row, known)) continue;
    found.push(`current ${row.recordId}`);
    await db.current.put(row);
  }
  for (const recordId of surplus.keys()) {
    found.push(`current ${recordId}`);
    await db.current.delete(recordId);
  }
}

/** Removes what is derived of procedures that are not there; their revisions in the journal are named and stay. */
async function removeOrphans(db: JournalDatabase, known: Set<string>, found: string[]): Promise<void> {
  const strangers = (keys: unknown[]) => keys.map(String).filter((key) => !known.has(key));
  const rows = strangers(await db.current.orderBy('procedureId').uniqueKeys());
  const states = strangers(await db.procedureState.toCollection().primaryKeys());
  const revisions = strangers(await db.journal.orderBy('procedureId').uniqueKeys());
  if (rows.length > 0) await db.current.where('procedureId').anyOf(rows).delete();
  if (states.length > 0) await db.procedureState.bulkDelete(states);
  found.push(...rows.map((id) => `current of ${id}`), ...states.map((id) => `procedureState ${id}`));
  found.push(...revisions.map((id) => `procedures ${id}`));
}

async function repairRollup(db: JournalDatabase, rollup: Map<string, DecisionRollup>, found: string[]): Promise<void> {
  const missing = new Map(rollup);
  const surplus: DecisionRollup[] = [];
  await db.decisionRollup.each((row) => {
    const key = JSON.stringify(rollupKey(row));
    const expected = rollup.get(key);
    if (!expected) surplus.push(row);
    if (same(row, expected)) missing.delete(key);
  });
  for (const row of surplus) {
    found.push(`decisionRollup ${rollupKey(row).join(' ')}`);
    await db.decisionRollup.delete(rollupKey(row));
  }
  for (const row of missing.values()) {
    found.push(`decisionRollup ${rollupKey(row).join(' ')}`);
    await db.decisionRollup.put(row);
  }
}
