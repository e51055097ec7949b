import { type JournalDatabase, openJournal } from '../../lib/log/database.ts';
import type { OpenSighting } from '../../lib/log/record-schema.ts';
import { derive } from '../../lib/log/rollups/derive.ts';
import {
  addToMonths,
  emptyMonths,
  gatherDecisions,
  gatherProcedure,
  type MonthSums,
} from '../../lib/log/rollups/month-rollup.ts';
import { recountRollups } from '../../lib/log/rollups/recount.ts';
import { applyContribution, rollupKey } from '../../lib/log/rollups/rollups.ts';
import type { CurrentRow, DecisionRollup, ProcedureStateRow } from '../../lib/log/rows.ts';
import type { Procedure } from '../../lib/log/schema.ts';
import { sightingOf } from '../../lib/log/upgrade.ts';
import { lastDayOf, monthsBetween } from '../../lib/reporting/cells.ts';
import { device, type JournalPlan, type MadeProcedure, makeJournal } from '../fixtures/large-journal.ts';
import { plainOverview } from './journal-plain.ts';

export { importTime, plainImportTime } from './journal-import.ts';
export { openLog, plainFind, plainMiddle, plainRecord, recordOne } from './journal-log.ts';

/** Opens the extension's own journal, from one of its pages; or another one, by its name. */
const journal = (name?: string): JournalDatabase => openJournal(name === undefined ? {} : { name });

/** Procedures written at once. */
const batchSize = 2_000;

/** What is written of some procedures at once. */
interface Written {
  said: readonly MadeProcedure[];
  sightings: OpenSighting[];
  procedures: Procedure[];
  rows: CurrentRow[];
  states: ProcedureStateRow[];
  parts: DecisionRollup[];
}

/**
 * Fills the journal of the page's origin: what buyers say straight into the tables, and what is derived from it by the
 * product's own functions, summed up in memory before it is written. While the browser writes, the next are made. A
 * large journal that was filled in part is filled on.
 * @returns how many decisions it holds
 */
export async function fill(plan: JournalPlan, name?: string): Promise<number> {
  const db = journal(name);
  let writing: PromiseLike<unknown> = Promise.resolve();
  const after = async (work: () => PromiseLike<unknown>) => {
    await writing;
    writing = work();
  };
  const stretches = partsOf(plan);
  for (const stretch of stretches) {
    if (stretches.length > 1) console.info(`${stretch.from} to ${stretch.to} …`);
    if (await isFilled(db, stretch)) continue;
    const rollup = new Map<string, DecisionRollup>();
    const months = emptyMonths();
    for (const made of batchesOf(makeJournal(stretch))) {
      const written = derivedOf(made);
      for (const part of written.parts) addTo(rollup, part);
      for (const state of written.states) gatherProcedure(months, state);
      await after(() => writeOut(db, written));
    }
    const days = [...rollup.values()];
    for (const row of days) gatherDecisions(months, row);
    await after(() => addFigures(db, days, months));
  }
  await writing;
  const decisions = await db.current.count();
  db.close();
  return decisions;
}

/** Whether a stretch was filled in before: its figures are written last. */
async function isFilled(db: JournalDatabase, { from, to }: JournalPlan): Promise<boolean> {
  return (await db.decisionRollup.where(':id').between([from], [to, []]).count()) > 0;
}

/** Figures of a stretch, whose days are in no other one. */
function addFigures(db: JournalDatabase, days: readonly DecisionRollup[], months: MonthSums): PromiseLike<unknown> {
  return db.transaction('rw', db.decisionRollup, db.monthRollup, async () => {
    await db.decisionRollup.bulkAdd(days);
    await addToMonths(db.monthRollup, months);
  });
}

/** A large journal month by month, so that the figures of its days need not all be held at once. */
function partsOf(plan: JournalPlan): JournalPlan[] {
  if (plan.procedures <= wholeUpTo) return [plan];
  const months = monthsBetween(plan.from.slice(0, 7), plan.to.slice(0, 7));
  const each = Math.ceil(plan.procedures / months.length);
  return months.map((month, place) => ({
    ...plan,
    from: `${month}-01`,
    to: lastDayOf(month) < plan.to ? lastDayOf(month) : plan.to,
    first: place * each,
    procedures: each,
  }));
}

/** Procedures up to which a journal is made in one. */
const wholeUpTo = 50_000;

function* batchesOf(all: Iterable<MadeProcedure>): Generator<MadeProcedure[]> {
  let batch: MadeProcedure[] = [];
  for (const made of all) {
    batch.push(made);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function derivedOf(made: readonly MadeProcedure[]): Written {
  const written: Written = { said: made, sightings: [], procedures: [], rows: [], states: [], parts: [] };
  for (const { procedure, revisions, tips } of made) {
    const sighting = sightingOf(procedure, device);
    const derived = derive({ sightings: [sighting], revisions, baseline: [], tips });
    written.sightings.push(sighting);
    written.rows.push(...derived.rows);
    written.parts.push(...derived.parts);
    if (derived.procedure) written.procedures.push(derived.procedure);
    if (derived.state) written.states.push(derived.state);
  }
  return written;
}

/** What was written before of a stretch that was not filled to its end is written again. */
function writeOut(db: JournalDatabase, { said, sightings, procedures, rows, states }: Written): PromiseLike<unknown> {
  return db.transaction('rw', db.tables, async () => {
    await Promise.all([
      db.procedures.bulkPut(procedures),
      db.sightings.bulkPut(sightings),
      db.journal.bulkPut(said.flatMap(({ revisions }) => revisions)),
      db.tipRecords.bulkPut(said.flatMap(({ tips }) => tips)),
      db.current.bulkPut(rows),
      db.procedureState.bulkPut(states),
    ]);
  });
}

/** What a recount of everything finds to differ from what was filled in: nothing, or the figures measured are not real. */
export async function differences(): Promise<string[]> {
  const db = journal();
  const found = (await recountRollups(db)).differences;
  db.close();
  return found;
}

function addTo(rollup: Map<string, DecisionRollup>, part: DecisionRollup): void {
  const key = JSON.stringify(rollupKey(part));
  const sum = applyContribution(rollup.get(key), part, 1);
  if (sum) rollup.set(key, sum);
}

const settled = (test: () => boolean) =>
  new Promise<void>((resolve) => {
    const look = () => (test() ? resolve() : requestAnimationFrame(look));
    look();
  });

const isReady = () => document.querySelector('main [aria-busy="false"]') !== null;

/**
 * Milliseconds from a change of the address until the dashboard shows settled figures.
 * @param first an address to be at before, where the page must be built anew
 */
export async function goTo(hash: string, first: string | null): Promise<number> {
  if (first !== null) {
    location.hash = first;
    await settled(() => !isReady());
  }
  let seenBusy = !isReady();
  const watch = new MutationObserver(() => {
    if (!isReady()) seenBusy = true;
  });
  watch.observe(document.body, { subtree: true, attributes: true, childList: true });
  const start = performance.now();
  location.hash = hash;
  await settled(() => seenBusy && isReady());
  watch.disconnect();
  return performance.now() - start;
}

/** Milliseconds of the overview's figures the plain way. */
export async function plainTime(period: Parameters<typeof plainOverview>[1]): Promise<number> {
  const db = journal();
  await db.open();
  const start = performance.now();
  await plainOverview(db, period);
  const time = performance.now() - start;
  db.close();
  return time;
}
