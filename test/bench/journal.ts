import { type JournalDatabase, openJournal } from '../../lib/log/database.ts';
import { currentRow } from '../../lib/log/revisions.ts';
import { monthTables, recountMonths } from '../../lib/log/rollups/month-rollup.ts';
import { applyContribution, contribution, procedureStateRow, rollupKey } from '../../lib/log/rollups/rollups.ts';
import type { CurrentRow, DecisionRollup } from '../../lib/log/rows.ts';
import { sightingOf } from '../../lib/log/upgrade.ts';
import { device, type JournalPlan, type MadeProcedure, makeJournal } from '../fixtures/large-journal.ts';
import { plainOverview } from './journal-plain.ts';

export { importTime, plainImportTime } from './journal-import.ts';
export { openLog, plainFind, plainMiddle, plainRecord, recordOne } from './journal-log.ts';

/** Opens the extension's own journal, from one of its pages. */
const journal = (): JournalDatabase => openJournal();

/** Procedures written at once. */
const batchSize = 2_000;

/**
 * Fills the journal of the page's origin: what buyers say straight into the tables, and what is derived from it by the
 * product's own functions, summed up in memory before it is written.
 * @returns how many decisions were made
 */
export async function fill(plan: JournalPlan): Promise<number> {
  const db = journal();
  const rollup = new Map<string, DecisionRollup>();
  let decisions = 0;
  let batch: MadeProcedure[] = [];
  const write = async () => {
    const made = batch.map(({ procedure, revisions, tips }) => {
      const rows = revisions.flatMap((revision) => currentRow([revision], procedure) ?? []);
      return { rows, state: procedureStateRow(procedure, rows, tips) };
    });
    const rows = made.flatMap((one) => one.rows);
    for (const row of rows) addTo(rollup, row);
    const states = made.flatMap(({ state }) => state ?? []);
    await db.transaction('rw', db.tables, async () => {
      await db.procedures.bulkAdd(batch.map(({ procedure }) => procedure));
      await db.sightings.bulkAdd(batch.map(({ procedure }) => sightingOf(procedure, device)));
      await db.journal.bulkAdd(batch.flatMap(({ revisions }) => revisions));
      await db.tipRecords.bulkAdd(batch.flatMap(({ tips }) => tips));
      await db.current.bulkAdd(rows);
      await db.procedureState.bulkAdd(states);
    });
    decisions += rows.length;
    batch = [];
  };
  for (const made of makeJournal(plan)) {
    batch.push(made);
    if (batch.length === batchSize) await write();
  }
  await write();
  await db.decisionRollup.bulkAdd([...rollup.values()]);
  await db.transaction('rw', [db.decisionRollup, db.procedureState, db.monthRollup], async () =>
    recountMonths(monthTables(db)),
  );
  db.close();
  return decisions;
}

function addTo(rollup: Map<string, DecisionRollup>, row: CurrentRow): void {
  const part = contribution(row);
  if (part === null) return;
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
export async function plainTime(period: { from: string; to: string; unit?: string }): Promise<number> {
  const db = journal();
  await db.open();
  const start = performance.now();
  await plainOverview(db, period);
  const time = performance.now() - start;
  db.close();
  return time;
}
