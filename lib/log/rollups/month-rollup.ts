import type { Table } from 'dexie';
import type { JournalDatabase } from '../database.ts';
import type { DecisionRollup, DecisionRollupKey, ProcedureStateRow } from '../rows.ts';
import { sameContent } from '../same-content.ts';
import type { Sign } from './measure.ts';
import {
  allUnits,
  type MonthRollup,
  type MonthRollupKey,
  type Sums,
  scopeOf,
  standingOf,
  standingView,
  targetView,
} from './month-rows.ts';
import { emptyStatusCounts } from './rollups.ts';
import {
  addSums,
  emptyGathering,
  emptySums,
  type Gathering,
  gatherSums,
  isEmpty,
  isPartOf,
  sumOf,
  sumsOf,
  sumsOfDecisions,
  sumsOfProcedure,
} from './sums.ts';

/** The tables that the figures by month follow from, and their own; in a transaction or an upgrade alike. */
interface MonthTables {
  decisionRollup: Table<DecisionRollup, DecisionRollupKey>;
  procedureState: Table<ProcedureStateRow, string>;
  monthRollup: Table<MonthRollup, MonthRollupKey>;
}

/**
 * Figures by place, of each unit by itself, gathered before they are written. What comes and what goes are kept apart: added up,
 * a procedure that lost its value would count nothing, and be taken for nothing.
 */
export interface MonthSums {
  plus: Map<string, Gathering>;
  minus: Map<string, Gathering>;
}

/** Nothing gathered yet. */
export function emptyMonths(): MonthSums {
  return { plus: new Map(), minus: new Map() };
}

/** Which figures are meant: what is looked at ('' is everything), then unit, month and area. */
type Place = [view: string, unit: string, month: string, area: string];

function gather(side: Map<string, Gathering>, place: Place, part: Sums): void {
  const key = JSON.stringify(place);
  const gathering = side.get(key) ?? emptyGathering();
  gatherSums(gathering, part);
  side.set(key, gathering);
}

/**
 * Gathered figures by key of `monthRollup`, with those of all units together: added up from the units', which is half
 * the work.
 */
function withAllUnits(side: ReadonlyMap<string, Gathering>): Map<string, Sums> {
  const together = new Map<string, Gathering>();
  const found = new Map<string, Sums>();
  const keyOf = (scope: string, month: string, area: string) =>
    JSON.stringify([scope, month, area] satisfies MonthRollupKey);
  for (const [place, gathering] of side) {
    const [view, unit, month, area] = JSON.parse(place) as Place;
    const sum = sumsOf(gathering);
    found.set(keyOf(`${view}${scopeOf(unit)}`, month, area), sum);
    const key = keyOf(`${view}${allUnits}`, month, area);
    const all = together.get(key) ?? emptyGathering();
    gatherSums(all, sum);
    together.set(key, all);
  }
  for (const [key, gathering] of together) found.set(key, sumsOf(gathering));
  return found;
}

const sideOf = ({ plus, minus }: MonthSums, sign: Sign) => (sign === 1 ? plus : minus);

/** Adds what a row of `decisionRollup` says, or a single decision's contribution. */
export function gatherDecisions(sums: MonthSums, row: DecisionRollup, sign: Sign = 1): void {
  const side = sideOf(sums, sign);
  const { unit, area, target } = row;
  const month = row.day.slice(0, 7);
  const part = sumsOfDecisions(row, true);
  gather(side, ['', unit, month, ''], sumsOfDecisions(row, false));
  gather(side, ['', unit, month, area], part);
  gather(side, [targetView(target), unit, month, area], part);
}

/** Adds what a procedure's standing says: to all areas as a whole, to each of its own, and to each of its targets. */
export function gatherProcedure(sums: MonthSums, row: ProcedureStateRow, sign: Sign = 1): void {
  const month = (row.day ?? row.followedDay)?.slice(0, 7);
  if (month === undefined) return;
  const side = sideOf(sums, sign);
  const { unit } = row;
  const areas = Object.entries(row.areas);
  const any = sumOf(areas.map(([, counts]) => counts));
  const relevant = sumOf(areas.filter(([area]) => area !== 'all').map(([, counts]) => counts));
  gather(side, ['', unit, month, ''], sumsOfProcedure(row, { any, relevant, partly: false }));
  for (const [area, counts] of areas) {
    const partly = isPartOf(row, new Set([area]));
    gather(side, ['', unit, month, area], sumsOfProcedure(row, { any: counts, relevant: counts, partly }));
  }
  for (const [target, { area, status }] of Object.entries(row.targets)) {
    const counts = { ...emptyStatusCounts(), [status]: 1 };
    const partly = isPartOf(row, new Set([area]));
    const part = sumsOfProcedure(row, { any: counts, relevant: counts, partly });
    gather(side, [targetView(target), unit, month, area], part);
  }
  const standing = standingOf(row);
  if (row.day === null || standing === '') return;
  const { decided } = sumsOfProcedure(row, { any, relevant, partly: false }).procedures;
  gather(side, [standingView, unit, month, standing], { ...emptySums(), procedures: decided ? { decided } : {} });
}

/** Adds gathered figures to the stored ones. Only inside a transaction over `monthRollup`. */
export async function addToMonths(monthRollup: MonthTables['monthRollup'], sums: MonthSums): Promise<void> {
  const [plus, minus] = [withAllUnits(sums.plus), withAllUnits(sums.minus)];
  const keys = [...new Set([...plus.keys(), ...minus.keys()])]
    // What goes and comes the same leaves a row as it is.
    .filter((key) => !sameContent(plus.get(key), minus.get(key)))
    .map((key) => JSON.parse(key) as MonthRollupKey);
  if (keys.length === 0) return;
  const known = await monthRollup.bulkGet(keys);
  const rows = keys.map(([scope, month, area], place): MonthRollup => {
    const key = JSON.stringify([scope, month, area]);
    const less = addSums(known[place] ?? emptySums(), minus.get(key) ?? emptySums(), -1);
    const sum = addSums(less, plus.get(key) ?? emptySums(), 1);
    return rowOf([scope, month, area], sum);
  });
  const [gone, left] = [rows.filter(isEmpty), rows.filter((row) => !isEmpty(row))];
  if (left.length > 0) await monthRollup.bulkPut(left);
  if (gone.length > 0) await monthRollup.bulkDelete(gone.map(({ scope, month, area }) => [scope, month, area]));
}

/** After every day of a month, and before the next. */
const endOf = (month: string) => `${month}-~`;

/**
 * The next month after this one on which anything counts or any figure stands; undefined after the last. '' comes before
 * all. Only inside a transaction over the three tables.
 */
export async function monthAfter(
  { decisionRollup, procedureState, monthRollup }: MonthTables,
  month: string,
): Promise<string | undefined> {
  const end = endOf(month);
  const decided = await decisionRollup.where(':id').above([end]).first();
  const placed = await procedureState.where('day').above(end).first();
  const followed = await procedureState.where('followedDay').above(end).first();
  const stored = (await monthRollup.toCollection().primaryKeys()).map(([, of]) => of).filter((of) => of > month);
  const days = [decided?.day, placed?.day, followed?.followedDay].flatMap((day) => day?.slice(0, 7) ?? []);
  return [...days, ...stored].sort()[0];
}

/**
 * Computes the figures of a month anew from `decisionRollup` and `procedureState`, which must be right, and repairs them.
 * Only inside a transaction over the three.
 * @returns keys of the rows that were missing, wrong or too many
 */
export async function recountMonth(tables: MonthTables, month: string): Promise<string[]> {
  const { decisionRollup, procedureState, monthRollup } = tables;
  const gathered = emptyMonths();
  await decisionRollup
    .where(':id')
    .between([month], [endOf(month)])
    .each((row) => gatherDecisions(gathered, row));
  for (const index of ['day', 'followedDay'] as const) {
    await procedureState
      .where(index)
      .between(month, endOf(month))
      // One that was decided on counts where it was first decided, whenever it was followed.
      .filter((row) => index === 'day' || row.day === null)
      .each((row) => gatherProcedure(gathered, row));
  }
  const sums = new Map([...withAllUnits(gathered.plus)].filter(([, sum]) => !isEmpty(sum)));
  const keys = (await monthRollup.toCollection().primaryKeys()).filter(([, of]) => of === month);
  const stored = await monthRollup.bulkGet(keys);
  const surplus: MonthRollupKey[] = [];
  for (const [place, id] of keys.entries()) {
    const key = JSON.stringify(id);
    const row = stored[place];
    const expected = sums.get(key);
    if (expected === undefined) surplus.push(id);
    else if (row && sameContent(rowOf(id, row), rowOf(id, expected))) sums.delete(key);
  }
  const missing = [...sums].map(([key, sum]) => rowOf(JSON.parse(key) as MonthRollupKey, sum));
  if (surplus.length > 0) await monthRollup.bulkDelete(surplus);
  if (missing.length > 0) await monthRollup.bulkPut(missing);
  const wrong = [...missing.map(({ scope, area }) => [scope, month, area]), ...surplus];
  return wrong.map((key) => `monthRollup ${key.join(' ')}`).sort();
}

function rowOf([scope, month, area]: MonthRollupKey, { decisions, procedures, open, targets }: Sums): MonthRollup {
  return { scope, month, area, decisions, procedures, open, targets };
}

/** The same for all months at once: for an upgrade, which is one transaction anyway. */
export async function recountMonths(tables: MonthTables): Promise<void> {
  let month = await monthAfter(tables, '');
  while (month !== undefined) {
    await recountMonth(tables, month);
    month = await monthAfter(tables, month);
  }
}

/** The tables of a journal that is open. */
export function monthTables({ decisionRollup, procedureState, monthRollup }: JournalDatabase): MonthTables {
  return { decisionRollup, procedureState, monthRollup };
}
