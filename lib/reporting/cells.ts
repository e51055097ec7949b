import { type JournalDatabase, onJournal } from '../log/database.ts';
import { addMeasure, emptyMeasure, type Measure } from '../log/rollups/measure.ts';
import { type MonthRollup, type MonthRollupKey, type Sums, scopeOf, targetView } from '../log/rollups/month-rows.ts';
import { emptyMeasures, emptyStatusCounts } from '../log/rollups/rollups.ts';
import {
  emptyGathering,
  emptySums,
  type Gathering,
  gatherSums,
  isPartOf,
  sumOf,
  sumsOf,
  sumsOfDecisions,
  sumsOfProcedure,
} from '../log/rollups/sums.ts';
import type { DecisionMeasures, DecisionRollup, ProcedureStateRow, StatusCounts } from '../log/rows.ts';
import type { AreaId } from '../targets/schema.ts';
import type { Period } from './indicator-types.ts';
import { decisionRows, procedureRows } from './rollup-rows.ts';

/** The figures of one month, as a period's filter sees them: as a whole (`''`), or in one of the areas. */
export interface Cell extends Sums {
  month: string;
  area: AreaId | '';
}

/** `whole` leaves single areas out, which is a twentieth of the rows. */
type Wanted = 'whole' | 'areas';

/** After every key that can follow a text. */
const afterAnyText: never[] = [];
/** Months that are asked for one by one; "everything" is a period from the year nought on. */
const longestInMonths = 240;

/**
 * The figures of a period by month and area, and as a whole by month. Whole months come from the figures by month,
 * which are as many whatever is in the journal; the days of a month that is cut come from the figures by day. @throws {JournalError}
 */
export async function cellsOf(db: JournalDatabase, period: Period, wanted: Wanted = 'areas'): Promise<Cell[]> {
  const { whole, edges } = split(period);
  const gathered = new Map<string, DayCell>();
  for (const days of edges) await gatherDays(db, { ...period, ...days }, gathered);
  const cells = [
    ...(await monthCells(db, period, whole, wanted)),
    ...[...gathered.values()].map(({ month, area, sum }) => ({ month, area, ...sumsOf(sum) })),
  ];
  return onlyBeside(cells, period);
}

/** Cells added up to one. */
export function totalOf(cells: readonly Cell[]): Sums {
  const sum = emptyGathering();
  for (const cell of cells) gatherSums(sum, cell);
  return sumsOf(sum);
}

/** The cells of all areas as a whole, or those of single areas. */
export const wholeCells = (cells: readonly Cell[]) => cells.filter(({ area }) => area === '');
export const areaCells = (cells: readonly Cell[]) => cells.filter(({ area }) => area !== '');

/** First and last of some months in a row. */
export interface Months {
  first: string;
  last: string;
}

/** The months that lie wholly in the period, and the days beside them. */
export function split({ from, to }: Pick<Period, 'from' | 'to'>): {
  whole: Months | null;
  edges: { from: string; to: string }[];
} {
  const [start, end] = [from.slice(0, 7), to.slice(0, 7)];
  const first = from <= `${start}-01` ? start : after(start);
  const last = to >= lastDayOf(end) ? end : before(end);
  if (first > last) return { whole: null, edges: [{ from, to }] };
  const edges = [];
  if (from < `${first}-01`) edges.push({ from, to: lastDayOf(before(first)) });
  if (to > lastDayOf(last)) edges.push({ from: `${after(last)}-01`, to });
  return { whole: { first, last }, edges };
}

const shift = (month: string, by: number) => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
};
const before = (month: string) => shift(month, -1);
const after = (month: string) => shift(month, 1);

/** The last day of a month, `YYYY-MM-DD`. */
export function lastDayOf(month: string): string {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${days}`;
}

/** The months from one to the other, both `YYYY-MM` and both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = after(month)) months.push(month);
  return months;
}

async function monthCells(db: JournalDatabase, period: Period, months: Months | null, wanted: Wanted): Promise<Cell[]> {
  if (months === null) return [];
  const { target } = period;
  const area = wanted === 'whole' && target === undefined ? (period.area ?? '') : period.area;
  const view = target === undefined ? '' : targetView(target);
  const rows = await monthRows(db, `${view}${scopeOf(period.unit)}`, months, area);
  return rows.flatMap((row): Cell[] => {
    if (area !== undefined && row.area !== area) return [];
    const { scope: _, ...sums } = row;
    const cell = { ...sums, area: row.area as Cell['area'] };
    // A target's figures are kept by its area alone, and are the whole of what is asked for.
    return period.area === undefined && target === undefined ? [cell] : [cell, { ...cell, area: '' }];
  });
}

/** The rows of a scope by month; of a single area, if one is given, as far as that is faster. */
export function monthRows(
  db: JournalDatabase,
  scope: string,
  { first, last }: Months,
  area?: string,
): Promise<MonthRollup[]> {
  return onJournal(db, 'everything', async () => {
    // Of a single area month by month, unless there are more months than a journal can have.
    if (area !== undefined && shift(first, longestInMonths) > last) {
      const keys = monthsBetween(first, last).map((month): MonthRollupKey => [scope, month, area]);
      return (await db.monthRollup.bulkGet(keys)).filter((row) => row !== undefined);
    }
    return db.monthRollup.where(':id').between([scope, first], [scope, last, afterAnyText], true, true).toArray();
  });
}

/** A cell that the days of a month are added to. */
interface DayCell extends Pick<Cell, 'month' | 'area'> {
  sum: Gathering;
}

async function gatherDays(db: JournalDatabase, period: Period, cells: Map<string, DayCell>): Promise<void> {
  const add = (month: string, area: AreaId | '', part: Sums) => {
    const key = `${month} ${area}`;
    const cell = cells.get(key) ?? { month, area, sum: emptyGathering() };
    gatherSums(cell.sum, part);
    cells.set(key, cell);
  };
  for await (const row of decisionRows(db, period)) {
    const month = row.day.slice(0, 7);
    add(month, '', sumsOfDecisions(row, false));
    add(month, row.area, sumsOfDecisions(row, true));
  }
  for await (const { row, day } of procedureRows(db, period)) {
    const view = lookedAt(row, period);
    if (view === null) continue;
    const month = day.slice(0, 7);
    add(month, '', sumsOfProcedure(row, view));
    for (const [area, counts] of view.areas) {
      const partly = isPartOf(row, new Set([area]));
      add(month, area, sumsOfProcedure(row, { any: counts, relevant: counts, partly }));
    }
  }
}

/** What the filter looks at of a procedure; null when it has nothing there. */
function lookedAt(row: ProcedureStateRow, { area: only, target }: Period) {
  const areas = new Map<AreaId, StatusCounts>();
  for (const [id, { area, status }] of Object.entries(row.targets)) {
    if (only !== undefined && area !== only) continue;
    if (target !== undefined && id !== target) continue;
    const counts = areas.get(area) ?? emptyStatusCounts();
    areas.set(area, { ...counts, [status]: counts[status] + 1 });
  }
  const narrowed = only !== undefined || target !== undefined;
  if (narrowed && areas.size === 0) return null;
  const relevant = [...areas].filter(([area]) => area !== 'all' || narrowed).map(([, counts]) => counts);
  return {
    areas,
    any: sumOf(areas.values()),
    relevant: sumOf(relevant),
    partly: isPartOf(row, new Set(areas.keys())),
  };
}

/** Whether the filter asks for one portal, person or placement: these are known of decisions alone. */
export function isBeside({ portal, author, placement }: Period): boolean {
  return portal !== undefined || author !== undefined || placement !== undefined;
}

/**
 * The decisions of the one portal, person or placement that a period asks for, if it does. Rollups count them so; of
 * procedures they do not know.
 */
export function onlyBeside(cells: readonly Cell[], period: Period): Cell[] {
  return isBeside(period) ? cells.map((cell) => besideCell(cell, period)) : [...cells];
}

function besideCell(cell: Cell, period: Period): Cell {
  const decisions: Cell['decisions'] = {};
  for (const [verdict, measures] of Object.entries(cell.decisions)) {
    const own = besideOf(measures, period);
    if (own.count > 0) decisions[verdict as DecisionRollup['verdict']] = { ...emptyMeasures(), ...own };
  }
  return { ...emptySums(), month: cell.month, area: cell.area, decisions };
}

function besideOf(measures: DecisionMeasures, { portal, author, placement }: Period): Measure {
  if (placement !== undefined) return addMeasure(emptyMeasure(), measures.placements[placement] ?? emptyMeasure(), 1);
  const counts = portal !== undefined ? measures.portals : measures.authors;
  return { ...emptyMeasure(), count: counts[portal ?? author ?? ''] ?? 0 };
}

/** The decisions on one target, from the figures of its area; these know of a target's procedures nothing. */
export function onlyTarget(cells: readonly Cell[], target: string): Cell[] {
  return areaCells(cells).flatMap(({ month, area, targets }): Cell[] => {
    const own = Object.hasOwn(targets, target) ? targets[target] : undefined;
    if (own === undefined) return [];
    const decisions = Object.fromEntries(
      Object.entries(own).map(([verdict, { all }]) => [verdict, { ...emptyMeasures(), ...all }]),
    );
    const cell = { ...emptySums(), month, area, decisions, targets: { [target]: own } };
    return [cell, { ...cell, area: '' as const }];
  });
}

/** Every unit that figures are kept of, sorted; the empty text stands for none. Jumps from one to the next. */
export function unitsOf(db: JournalDatabase): Promise<string[]> {
  return onJournal(db, 'everything', async () => {
    const found: string[] = [];
    let last: unknown[] = ['='];
    for (;;) {
      const [key] = await db.monthRollup.where(':id').between(last, ['>'], false).limit(1).primaryKeys();
      if (key === undefined) return found.sort((a, b) => a.localeCompare(b, 'da'));
      found.push(key[0].slice(1));
      last = [key[0], afterAnyText];
    }
  });
}
