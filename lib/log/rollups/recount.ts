import { differences } from '../collections.ts';
import type { JournalDatabase } from '../database.ts';
import { settle } from '../merge/settle.ts';
import type { DecisionRollup } from '../rows.ts';
import { write } from '../store.ts';
import { monthAfter, monthTables, recountMonth } from './month-rollup.ts';
import { applyContribution, contribution, rollupKey } from './rollups.ts';

/** Procedures worked on in one transaction. */
const batchSize = 200;
/** Differences named; beyond that they are only counted. */
const namedDifferences = 100;

interface RecountOptions {
  /** Called after each step with the steps done and their number: procedures first, then days, then months. */
  onProgress?: (done: number, total: number) => void;
  /** Ends the recount between two steps; what was repaired until then stays, and the next one goes on from there. */
  signal?: AbortSignal;
}

/** How far a recount came, in `meta` under `check`. */
interface Progress {
  phase: 'procedures' | 'days' | 'months';
  /** Last id, day or month that is done. */
  after: string;
  done: number;
  found: string[];
  hidden: number;
}

const start: Progress = { phase: 'procedures', after: '', done: 0, found: [], hidden: 0 };

/**
 * Computes everything derived anew from what was said, repairs what differs and names it, as `table key`. It works in
 * steps, each a transaction of its own, so that decisions are logged meanwhile; a recount that was interrupted goes on
 * where it stood. Call it under the pages' common lock.
 * @throws {JournalError}; when `signal` aborts, its code is journal-failed
 */
export async function recountRollups(
  db: JournalDatabase,
  { onProgress, signal }: RecountOptions = {},
): Promise<{ differences: string[] }> {
  let progress = await write(db, async () => await progressOf(db));
  for (;;) {
    const before = progress;
    const next = await write(db, async () => {
      signal?.throwIfAborted();
      const step = await steps[before.phase](db, before);
      if (step.progress) await db.meta.put({ key: 'check', value: step.progress });
      else await db.meta.delete('check');
      return step;
    });
    if (!next.progress) return { differences: told(next.last) };
    progress = next.progress;
    onProgress?.(progress.done, next.total);
  }
}

function told({ found, hidden }: Progress): string[] {
  return hidden > 0 ? [...found, `+${hidden}`] : found;
}

async function progressOf(db: JournalDatabase): Promise<Progress> {
  const kept = (await db.meta.get('check'))?.value;
  return typeof kept === 'object' && kept !== null && 'phase' in kept ? (kept as Progress) : start;
}

interface StepDone {
  /** Null when all is done. */
  progress: Progress | null;
  last: Progress;
  total: number;
}

function stepped(before: Progress, change: Pick<Progress, 'phase' | 'after' | 'done'>, found: string[]): Progress {
  const all = [...before.found, ...found];
  return {
    ...change,
    found: all.slice(0, namedDifferences),
    hidden: before.hidden + Math.max(0, all.length - namedDifferences),
  };
}

async function repairProcedures(db: JournalDatabase, before: Progress): Promise<StepDone> {
  const total = await db.sightings.count();
  const ids = await db.sightings.where(':id').above(before.after).limit(batchSize).primaryKeys();
  const last = ids.at(-1);
  if (last !== undefined) {
    const { differences: found } = await settle(db, ids, { figures: false });
    const progress = stepped(before, { phase: 'procedures', after: last, done: before.done + ids.length }, found);
    return { progress, last: progress, total };
  }
  const progress = stepped(before, { phase: 'days', after: '', done: before.done }, await removeOrphans(db));
  return { progress, last: progress, total };
}

/** Removes what is derived of procedures that are not there; their revisions in the journal are named and stay. */
async function removeOrphans(db: JournalDatabase): Promise<string[]> {
  const known = new Set(await db.sightings.toCollection().primaryKeys());
  const strangers = (keys: unknown[]) => keys.map(String).filter((key) => !known.has(key));
  const lost = new Set([
    ...strangers(await db.current.orderBy('procedureId').uniqueKeys()),
    ...strangers(await db.procedureState.toCollection().primaryKeys()),
    ...strangers(await db.procedures.toCollection().primaryKeys()),
  ]);
  const { differences: found } = await settle(db, [...lost], { figures: false });
  const revisions = strangers(await db.journal.orderBy('procedureId').uniqueKeys());
  return [...found, ...revisions.map((id) => `sightings ${id}`)];
}

/** The next day that any figure or decision stands on; undefined after the last. */
async function dayAfter(db: JournalDatabase, day: string): Promise<string | undefined> {
  const decided = await db.current.where('firstDay').above(day).first();
  const settled = await db.baseline.where('counted.day').above(day).first();
  const figures = await db.decisionRollup.where(':id').above([day, []]).first();
  const days = [decided?.firstDay, settled?.counted?.day, figures?.day].filter((found) => found !== undefined);
  return days.sort()[0];
}

/** Compares the figures of one day with the decisions that first fell on it. */
async function repairDay(db: JournalDatabase, before: Progress): Promise<StepDone> {
  const day = await dayAfter(db, before.after);
  if (day === undefined) {
    const progress: Progress = { ...before, phase: 'months', after: '' };
    return { progress, last: progress, total: before.done + 1 };
  }
  const sums = new Map<string, DecisionRollup>();
  const add = (part: DecisionRollup | null): void => {
    if (!part) return;
    const key = JSON.stringify(rollupKey(part));
    const sum = applyContribution(sums.get(key), part, 1);
    if (sum) sums.set(key, sum);
  };
  await db.current
    .where('firstDay')
    .equals(day)
    .each((row) => add(contribution(row)));
  await db.baseline
    .where('counted.day')
    .equals(day)
    .each(({ counted }) => add(counted));
  const stored = await db.decisionRollup.where(':id').between([day], [day, []]).toArray();
  const { wrong, surplus } = differences([...sums.values()], stored, (row) => JSON.stringify(rollupKey(row)));
  if (wrong.length > 0) await db.decisionRollup.bulkPut(wrong);
  if (surplus.length > 0) await db.decisionRollup.bulkDelete(surplus.map((key) => JSON.parse(key)));
  const names = [...wrong.map(rollupKey), ...surplus.map((key) => JSON.parse(key) as string[])];
  const found = names.map((key) => `decisionRollup ${key.join(' ')}`);
  const progress = stepped(before, { phase: 'days', after: day, done: before.done + 1 }, found);
  return { progress, last: progress, total: progress.done };
}

/** The figures of one month; months come last, for they follow from the figures of the days and the standings. */
async function repairMonth(db: JournalDatabase, before: Progress): Promise<StepDone> {
  const tables = monthTables(db);
  const month = await monthAfter(tables, before.after);
  if (month === undefined) return { progress: null, last: before, total: before.done };
  const found = await recountMonth(tables, month);
  const progress = stepped(before, { phase: 'months', after: month, done: before.done + 1 }, found);
  return { progress, last: progress, total: progress.done };
}

const steps: Record<Progress['phase'], (db: JournalDatabase, before: Progress) => Promise<StepDone>> = {
  procedures: repairProcedures,
  days: repairDay,
  months: repairMonth,
};
