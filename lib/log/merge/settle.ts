import { differences, groupBy, rowsWith, unique } from '../collections.ts';
import type { JournalDatabase } from '../database.ts';
import type { Sighting } from '../record-schema.ts';
import { type Derived, derive } from '../rollups/derive.ts';
import { addToMonths, emptyMonths, gatherDecisions, gatherProcedure, type MonthSums } from '../rollups/month-rollup.ts';
import { applyContribution, contribution, rollupKey } from '../rollups/rollups.ts';
import type { DecisionRollup, ProcedureStateRow } from '../rows.ts';
import { clustersOf } from './sightings.ts';

/** All sightings that may be of the same procedures as these, and those themselves, near and far. */
async function neighbourhood(db: JournalDatabase, ids: readonly string[]): Promise<Sighting[]> {
  const found = new Map<string, Sighting>();
  let next: Sighting[] = (await db.sightings.bulkGet([...ids])).filter((sighting) => sighting !== undefined);
  next.push(...(await rowsWith(db.sightings, 'joins', ids)));
  while (next.length > 0) {
    const fresh = next.filter(({ id }) => !found.has(id));
    for (const sighting of fresh) found.set(sighting.id, sighting);
    if (fresh.length === 0) break;
    const links = fresh.flatMap((sighting) => sighting.links);
    const joined = unique(fresh.flatMap(({ joins }) => joins)).filter((id) => !found.has(id));
    const [linked, named, joining] = await Promise.all([
      rowsWith(db.sightings, 'links', links),
      db.sightings.bulkGet(joined),
      rowsWith(
        db.sightings,
        'joins',
        fresh.map(({ id }) => id),
      ),
    ]);
    next = [...linked, ...joining, ...named.filter((sighting) => sighting !== undefined)];
  }
  return [...found.values()];
}

/** What was said about some sightings' procedures, and what follows from it now. */
async function derivedOf(db: JournalDatabase, sightings: readonly Sighting[]): Promise<Derived[]> {
  const ids = sightings.map(({ id }) => id);
  const [revisions, baseline, tips] = await Promise.all([
    rowsWith(db.journal, 'procedureId', ids),
    rowsWith(db.baseline, 'procedureId', ids),
    rowsWith(db.tipRecords, 'procedureId', ids),
  ]);
  const byHome = {
    revisions: groupBy(revisions, (row) => row.procedureId),
    baseline: groupBy(baseline, (row) => row.procedureId),
    tips: groupBy(tips, (row) => row.procedureId),
  };
  return clustersOf(sightings).map((cluster) => {
    const of = <T>(rows: Map<string, T[]>): T[] => cluster.flatMap(({ id }) => rows.get(id) ?? []);
    return derive({
      sightings: cluster,
      revisions: of(byHome.revisions),
      baseline: of(byHome.baseline),
      tips: of(byHome.tips),
    });
  });
}

/** What came of bringing derived rows up to date. */
export interface Settled {
  /** What differed from what was stored, as `table key`. */
  differences: string[];
  /** Record ids of rows that are in conflict now and were not before. */
  disputed: string[];
}

/**
 * Brings everything derived of some sightings' procedures up to date with what was said: rows of the log, procedures,
 * standing and figures; several sightings become one procedure here, or two again. Only inside `write`, as its last
 * step. Its cost is that of the procedures concerned and does not grow with the journal.
 * @param ids of sightings that changed, came or went
 * @param figures false leaves the figures of days and months as they are, for a recount that looks at them afterwards
 */
export async function settle(
  db: JournalDatabase,
  ids: readonly string[],
  { figures = true }: { figures?: boolean } = {},
): Promise<Settled> {
  // Of a sighting that is gone, those that it was one with are known by their procedure alone.
  const former = await rowsWith(db.procedures, 'members', ids);
  const asked = unique(
    ids,
    former.flatMap(({ members }) => members),
  );
  const sightings = await neighbourhood(db, asked);
  const members = unique(
    asked,
    sightings.map(({ id }) => id),
  );
  const derived = await derivedOf(db, sightings);
  const procedures = derived.flatMap(({ procedure }) => procedure ?? []);
  const states = derived.flatMap(({ state }) => state ?? []);
  const rows = derived.flatMap((part) => part.rows);
  const baseline = derived.flatMap((part) => part.baseline);

  const known = new Set(asked);
  const beside = await rowsWith(
    db.procedures,
    'members',
    members.filter((id) => !known.has(id)),
  );
  const oldProcedures = [...new Map([...former, ...beside].map((procedure) => [procedure.id, procedure])).values()];
  const oldIds = unique(
    oldProcedures.map(({ id }) => id),
    members,
  );
  const [standings, oldRows, oldBaseline] = await Promise.all([
    db.procedureState.bulkGet(oldIds),
    rowsWith(db.current, 'procedureId', oldIds),
    rowsWith(db.baseline, 'procedureId', members),
  ]);
  const oldStates = standings.filter((state) => state !== undefined);

  const wrong = {
    procedures: differences(procedures, oldProcedures, ({ id }) => id),
    current: differences(rows, oldRows, ({ recordId }) => recordId),
    procedureState: differences(states, oldStates, ({ procedureId }) => procedureId),
    baseline: differences(baseline, oldBaseline, ({ recordId }) => recordId),
  };
  for (const name of ['procedures', 'current', 'procedureState'] as const) {
    if (wrong[name].surplus.length > 0) await db[name].bulkDelete(wrong[name].surplus);
  }
  if (wrong.procedures.wrong.length > 0) await db.procedures.bulkPut(wrong.procedures.wrong);
  if (wrong.current.wrong.length > 0) await db.current.bulkPut(wrong.current.wrong);
  if (wrong.procedureState.wrong.length > 0) await db.procedureState.bulkPut(wrong.procedureState.wrong);
  if (wrong.baseline.wrong.length > 0) await db.baseline.bulkPut(wrong.baseline.wrong);

  const disputedBefore = new Set(oldRows.filter(({ conflict }) => conflict).map(({ recordId }) => recordId));
  const disputed = rows.flatMap(({ conflict, recordId }) =>
    conflict && !disputedBefore.has(recordId) ? [recordId] : [],
  );
  const named = Object.entries(wrong).flatMap(([table, { wrong: rowsToPut, surplus }]) => [
    ...rowsToPut.map((row) => `${table} ${keyOfAny(row)}`),
    ...surplus.map((key) => `${table} ${key}`),
  ]);
  if (!figures) return { differences: named, disputed };

  const months = emptyMonths();
  const stood = new Map(oldStates.map((state) => [state.procedureId, state]));
  for (const key of wrong.procedureState.surplus) takeStanding(months, stood.get(key));
  for (const state of wrong.procedureState.wrong) {
    takeStanding(months, stood.get(state.procedureId));
    gatherProcedure(months, state, 1);
  }
  const before = [
    ...oldRows.flatMap((row) => contribution(row) ?? []),
    ...oldBaseline.flatMap(({ counted }) => counted ?? []),
  ];
  const after = derived.flatMap(({ parts }) => parts);
  await moveFigures(db, months, before, after);
  return { differences: named, disputed };
}

function keyOfAny(row: object): string {
  if ('recordId' in row) return String(row.recordId);
  return String('procedureId' in row && !('title' in row) ? row.procedureId : 'id' in row ? row.id : '');
}

function takeStanding(months: MonthSums, state: ProcedureStateRow | undefined): void {
  if (state) gatherProcedure(months, state, -1);
}

/**
 * Takes the old parts out of the figures of days and months and puts the new ones in; what stands in both is not
 * touched.
 */
async function moveFigures(
  db: JournalDatabase,
  months: MonthSums,
  before: DecisionRollup[],
  after: DecisionRollup[],
): Promise<void> {
  const [out, into] = [new Map<string, DecisionRollup[]>(), new Map<string, DecisionRollup[]>()];
  const keyOf = (part: DecisionRollup) => JSON.stringify(part);
  const standing = groupBy(after, keyOf);
  for (const part of before) {
    const twin = standing.get(keyOf(part))?.pop();
    if (!twin) push(out, part);
  }
  for (const parts of standing.values()) for (const part of parts) push(into, part);
  for (const part of [...out.values()].flat()) gatherDecisions(months, part, -1);
  for (const part of [...into.values()].flat()) gatherDecisions(months, part, 1);
  await addToMonths(db.monthRollup, months);
  const keys = unique([...out.keys()], [...into.keys()]);
  if (keys.length === 0) return;
  const stored = await db.decisionRollup.bulkGet(keys.map((key) => JSON.parse(key)));
  const [put, remove]: [DecisionRollup[], DecisionRollup[]] = [[], []];
  for (const [index, key] of keys.entries()) {
    let sum: DecisionRollup | null | undefined = stored[index];
    const parts = [
      ...(into.get(key) ?? []).map((part) => [part, 1] as const),
      ...(out.get(key) ?? []).map((part) => [part, -1] as const),
    ];
    for (const [part, sign] of parts) sum = applyContribution(sum ?? undefined, part, sign);
    const [[any] = []] = parts;
    if (sum) put.push(sum);
    else if (any) remove.push(any);
  }
  if (put.length > 0) await db.decisionRollup.bulkPut(put);
  if (remove.length > 0) await db.decisionRollup.bulkDelete(remove.map(rollupKey));
}

function push(groups: Map<string, DecisionRollup[]>, part: DecisionRollup): void {
  const key = JSON.stringify(rollupKey(part));
  const group = groups.get(key);
  if (group) group.push(part);
  else groups.set(key, [part]);
}
