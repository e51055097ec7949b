import type { JournalDatabase } from '../log/database.ts';
import type { Sums } from '../log/rollups/month-rows.ts';
import { emptySums } from '../log/rollups/sums.ts';
import type { AreaId } from '../targets/schema.ts';
import { areaCells, type Cell, cellsOf, monthsBetween, totalOf, wholeCells } from './cells.ts';
import type { AreaRow, MonthRow, Period, SeriesRow } from './indicator-types.ts';
import { shareOfProcedures } from './share.ts';

/** Months shown without any data; a longer period begins and ends with its data. */
const emptyMonths = 60;

/** Sums as a line of a series. */
export function rowOf<Key extends string>(key: Key, { decisions, procedures, open }: Sums): SeriesRow<Key> {
  return {
    key,
    verdicts: {
      met: decisions.met?.count ?? 0,
      partiallyMet: decisions.partiallyMet?.count ?? 0,
      notMet: decisions.notMet?.count ?? 0,
      notApplicable: decisions.notApplicable?.count ?? 0,
      open: open.count,
    },
    allMet: shareOfProcedures(procedures.allMet, procedures.applicable),
    completeness: shareOfProcedures(procedures.followedDecided, procedures.followed),
  };
}

const inOrder = (keys: Iterable<string>) => [...new Set(keys)].sort();

/** The months of a period, those without data included. */
export function monthsOf(cells: readonly Cell[], period: Pick<Period, 'from' | 'to'>): string[] {
  const filled = inOrder(cells.map(({ month }) => month));
  const [first, last] = [filled[0], filled.at(-1)];
  const [from, to] = [period.from.slice(0, 7), period.to.slice(0, 7)];
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  if (years * 12 <= emptyMonths) return monthsBetween(from, to);
  return first && last ? monthsBetween(first, last) : [];
}

/** Verdicts, the share with all targets met and log completeness by month, months without data included. */
export function monthRows(cells: readonly Cell[], period: Pick<Period, 'from' | 'to'>): MonthRow[] {
  const whole = wholeCells(cells);
  return monthsOf(cells, period).map((month) =>
    rowOf(
      month,
      sumsWhere(whole, (cell) => cell.month === month),
    ),
  );
}

/** The same by product area, `all` as a line of its own. */
export function areaRows(cells: readonly Cell[]): AreaRow[] {
  const single = areaCells(cells);
  const areas = inOrder(single.map(({ area }) => area)) as AreaId[];
  return areas.map((area) =>
    rowOf(
      area,
      sumsWhere(single, (cell) => cell.area === area),
    ),
  );
}

/** One row of the table of areas by months: each month's line, null where nothing is in it. */
export interface MatrixRow {
  key: AreaId;
  months: (MonthRow | null)[];
}

/** Areas by months, the months as `monthsOf` gives them. */
export function matrixRows(cells: readonly Cell[], months: readonly string[]): MatrixRow[] {
  const single = areaCells(cells);
  const areas = inOrder(single.map(({ area }) => area)) as AreaId[];
  return areas.map((key) => ({
    key,
    months: months.map((month) => {
      const own = single.filter((cell) => cell.area === key && cell.month === month);
      return own.length === 0 ? null : rowOf(month, totalOf(own));
    }),
  }));
}

function sumsWhere(cells: readonly Cell[], wanted: (cell: Cell) => boolean): Sums {
  const own = cells.filter(wanted);
  return own.length === 0 ? emptySums() : totalOf(own);
}

/** Verdicts, the share with all targets met and log completeness by month. @throws {JournalError} */
export async function byMonth(db: JournalDatabase, period: Period): Promise<MonthRow[]> {
  return monthRows(await cellsOf(db, period), period);
}

/**
 * The same by product area. A procedure counts in each of its areas; with several, its value is marked as unallocated.
 * @throws {JournalError}
 */
export async function byArea(db: JournalDatabase, period: Period): Promise<AreaRow[]> {
  return areaRows(await cellsOf(db, period));
}

/**
 * The same by unit; the empty text stands for no unit. Units without anything in the period are left out.
 * @param units as `units` of the journal names them @throws {JournalError}
 */
export async function byUnit(db: JournalDatabase, period: Period, units: readonly string[]): Promise<SeriesRow[]> {
  const rows: SeriesRow[] = [];
  for (const unit of units) {
    if (period.unit !== undefined && unit !== period.unit) continue;
    const whole = wholeCells(await cellsOf(db, { ...period, unit }, 'whole'));
    if (whole.length > 0) rows.push(rowOf(unit, totalOf(whole)));
  }
  return rows;
}
