import type { Table } from 'dexie';
import type { JournalDatabase } from '../database.ts';
import type { DecisionRollup, DecisionRollupKey, ProcedureStateRow } from '../rows.ts';
import { sameContent } from '../same-content.ts';
import type { Sign } from './measure.ts';
import { allUnits, type MonthRollup, type MonthRollupKey, type Sums, scopeOf } from './month-rows.ts';
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

/** Rows of the tables below that are read at once by a recount. */
const batchSize = 1_000;

/** The tables that the figures by month follow from, and their own; in a transaction or an upgrade alike. */
interface MonthTables {
  decisionRollup: Table<DecisionRollup, DecisionRollupKey>;
  procedureState: Table<ProcedureStateRow, string>;
  monthRollup: Table<MonthRollup, MonthRollupKey>;
}

/**
 * Figures by key of `monthRollup`, of each unit by itself, gathered before they are written. What comes and what goes are kept apart: added up,
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

function gather(sums: MonthSums, unit: string, month: string, area: string, part: Sums, sign: Sign): void {
  gatherAt(sign === 1 ? sums.plus : sums.minus, [scopeOf(unit), month, area], part);
}

function gatherAt(side: Map<string, Gathering>, id: MonthRollupKey, part: Sums): void {
  const key = JSON.stringify(id);
  const gathering = side.get(key) ?? emptyGathering();
  gatherSums(gathering, part);
  side.set(key, gathering);
}

/** Gathered figures by key, with those of all units together: added up from the units', which is half the work. */
function withAllUnits(side: ReadonlyMap<string, Gathering>): Map<string, Sums> {
  const together = new Map<string, Gathering>();
  const found = new Map<string, Sums>();
  for (const [key, gathering] of side) {
    const [, month, area] = JSON.parse(key) as MonthRollupKey;
    const sum = sumsOf(gathering);
    found.set(key, sum);
    gatherAt(together, [allUnits, month, area], sum);
  }
  for (const [key, gathering] of together) found.set(key, sumsOf(gathering));
  return found;
}

/** Adds what a row of `decisionRollup` says, or a single decision's contribution. */
export function gatherDecisions(sums: MonthSums, row: DecisionRollup, sign: Sign = 1): void {
  const month = row.day.slice(0, 7);
  gather(sums, row.unit, month, '', sumsOfDecisions(row, false), sign);
  gather(sums, row.unit, month, row.area, sumsOfDecisions(row, true), sign);
}

/** Adds what a procedure's standing says: to all areas as a whole, and to each of its own. */
export function gatherProcedure(sums: MonthSums, row: ProcedureStateRow, sign: Sign = 1): void {
  const month = (row.day ?? row.followedDay)?.slice(0, 7);
  if (month === undefined) return;
  const areas = Object.entries(row.areas);
  const any = sumOf(areas.map(([, counts]) => counts));
  const relevant = sumOf(areas.filter(([area]) => area !== 'all').map(([, counts]) => counts));
  gather(sums, row.unit, month, '', sumsOfProcedure(row, { any, relevant, partly: false }), sign);
  for (const [area, counts] of areas) {
    const partly = isPartOf(row, new Set([area]));
    gather(sums, row.unit, month, area, sumsOfProcedure(row, { any: counts, relevant: counts, partly }), sign);
  }
}

/** Adds gathered figures to the stored ones. Only inside a transaction over `monthRollup`. */
export async function addToMonths(monthRollup: MonthTables['monthRollup'], sums: MonthSums): Promise<void> {
  const [plus, minus] = [withAllUnits(sums.plus), withAllUnits(sums.minus)];
  const keys = [...new Set([...plus.keys(), ...minus.keys()])].map((key) => JSON.parse(key) as MonthRollupKey);
  if (keys.length === 0) return;
  const known = await monthRollup.bulkGet(keys);
  const rows = keys.map(([scope, month, area], place): MonthRollup => {
    const { decisions, procedures, open, targets } = known[place] ?? emptySums();
    const key = JSON.stringify([scope, month, area]);
    const less = addSums({ decisions, procedures, open, targets }, minus.get(key) ?? emptySums(), -1);
    const sum = addSums(less, plus.get(key) ?? emptySums(), 1);
    return { scope, month, area: area as MonthRollup['area'], ...sum };
  });
  const [gone, left] = [rows.filter(isEmpty), rows.filter((row) => !isEmpty(row))];
  if (left.length > 0) await monthRollup.bulkPut(left);
  if (gone.length > 0) await monthRollup.bulkDelete(gone.map(({ scope, month, area }) => [scope, month, area]));
}

/**
 * Computes the figures by month anew from `decisionRollup` and `procedureState`, which must be right, and repairs them.
 * Only inside a transaction over the three.
 * @returns keys of the rows that were missing, wrong or too many
 */
export async function recountMonths(tables: MonthTables): Promise<string[]> {
  const months = emptyMonths();
  await eachRow(tables.decisionRollup, (row) => gatherDecisions(months, row));
  await eachRow(tables.procedureState, (row) => gatherProcedure(months, row));
  const sums = withAllUnits(months.plus);
  const found: string[] = [];
  const surplus: MonthRollupKey[] = [];
  await eachRow(tables.monthRollup, (row) => {
    const id: MonthRollupKey = [row.scope, row.month, row.area];
    const key = JSON.stringify(id);
    const { decisions, procedures, open, targets } = row;
    const expected = sums.get(key);
    if (expected === undefined || isEmpty(expected)) surplus.push(id);
    else if (sameContent({ decisions, procedures, open, targets }, expected)) sums.delete(key);
  });
  const missing: MonthRollup[] = [];
  for (const [key, sum] of sums) {
    const [scope, month, area] = JSON.parse(key) as MonthRollupKey;
    if (!isEmpty(sum)) missing.push({ scope, month, area: area as MonthRollup['area'], ...sum });
  }
  for (const { scope, month, area } of missing) found.push(`monthRollup ${scope} ${month} ${area}`);
  for (const key of surplus) found.push(`monthRollup ${key.join(' ')}`);
  if (surplus.length > 0) await tables.monthRollup.bulkDelete(surplus);
  if (missing.length > 0) await tables.monthRollup.bulkPut(missing);
  return found;
}

/** Every row in batches by key: one read for many rows, and never all of them in memory. */
async function eachRow<Row, Key>(table: Table<Row, Key>, use: (row: Row) => void): Promise<void> {
  const keyPath = table.schema.primKey.keyPath as string | string[];
  const keyOf = (row: Row) => {
    const fields = row as Record<string, unknown>;
    return Array.isArray(keyPath) ? keyPath.map((name) => fields[name]) : fields[keyPath];
  };
  let batch = await table.orderBy(':id').limit(batchSize).toArray();
  for (;;) {
    for (const row of batch) use(row);
    const last = batch.at(-1);
    if (last === undefined || batch.length < batchSize) return;
    batch = await table
      .where(':id')
      .above(keyOf(last) as never)
      .limit(batchSize)
      .toArray();
  }
}

/** The tables of a journal that is open. */
export function monthTables({ decisionRollup, procedureState, monthRollup }: JournalDatabase): MonthTables {
  return { decisionRollup, procedureState, monthRollup };
}
