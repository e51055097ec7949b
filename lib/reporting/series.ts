import type { JournalDatabase } from '../log/database.ts';
import { emptyStatusCounts } from '../log/rollups.ts';
import type { StatusCounts } from '../log/rows.ts';
import type { AreaId } from '../targets/schema.ts';
import type { AreaRow, MonthRow, Period, SeriesRow } from './indicator-types.ts';
import { applicable, decisionRows, isAllMet, isPartOf, type ProcedureView, procedures, sumOf } from './rollup-rows.ts';
import { count, emptyTally, shareOfTally, type Tally } from './share.ts';

/** Months shown without any data; a longer period begins and ends with its data. */
const emptyMonths = 60;

interface Line {
  verdicts: StatusCounts;
  allMet: Tally;
  completeness: Tally;
}

/** A group that a procedure counts in, and the areas of it that belong there. */
type Grouping = (
  view: ProcedureView,
) => { key: string; areas: ProcedureView['areas']; matched: ProcedureView['matched'] }[];

async function series(
  db: JournalDatabase,
  period: Period,
  decisionKey: (row: { day: string; unit: string; area: string }) => string,
  grouping: Grouping,
): Promise<Map<string, Line>> {
  const lines = new Map<string, Line>();
  const line = (key: string): Line => {
    const known = lines.get(key);
    if (known) return known;
    const made = { verdicts: emptyStatusCounts(), allMet: emptyTally(), completeness: emptyTally() };
    lines.set(key, made);
    return made;
  };
  for await (const row of decisionRows(db, period)) line(decisionKey(row)).verdicts[row.verdict] += row.count;
  for await (const view of procedures(db, period)) {
    for (const { key, areas, matched } of grouping(view)) {
      const { verdicts, allMet, completeness } = line(key);
      const relevant = sumOf(matched.values());
      const partly = isPartOf(view, areas.keys());
      if (view.followed) verdicts.open += sumOf(areas.values()).open;
      if (view.followed) count(completeness, view.decided, view.row.value, partly);
      if (view.decided && applicable(relevant) > 0) count(allMet, isAllMet(relevant), view.row.value, partly);
    }
  }
  return lines;
}

function rowOf<Key extends string>(key: Key, { verdicts, allMet, completeness }: Line): SeriesRow<Key> {
  return { key, verdicts, allMet: shareOfTally(allMet), completeness: shareOfTally(completeness) };
}

const byKey = <T extends { key: string }>(rows: T[]) => rows.sort((a, b) => (a.key < b.key ? -1 : 1));

/** The months from one to the other, both YYYY-MM. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  for (;;) {
    const key = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (key > to) return months;
    months.push(key);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

/** Verdicts, the share with all targets met and log completeness by month, months without data included. @throws {JournalError} */
export async function byMonth(db: JournalDatabase, period: Period): Promise<MonthRow[]> {
  const month = (day: string) => day.slice(0, 7);
  const lines = await series(
    db,
    period,
    ({ day }) => month(day),
    (view) => [{ ...view, key: month(view.day) }],
  );
  const filled = [...lines.keys()].sort();
  const [first, last] = [filled[0], filled.at(-1)];
  const [from, to] = [month(period.from), month(period.to)];
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  const months = years * 12 <= emptyMonths ? monthsBetween(from, to) : first && last ? monthsBetween(first, last) : [];
  const empty: Line = { verdicts: emptyStatusCounts(), allMet: emptyTally(), completeness: emptyTally() };
  return months.map((key) => rowOf(key, lines.get(key) ?? { ...empty, verdicts: emptyStatusCounts() }));
}

/**
 * The same by product area, `all` as a line of its own. A procedure counts in each of its areas; with several, its value
 * is marked as unallocated. @throws {JournalError}
 */
export async function byArea(db: JournalDatabase, period: Period): Promise<AreaRow[]> {
  const lines = await series(
    db,
    period,
    ({ area }) => area,
    ({ areas }) =>
      [...areas].map(([key, counts]) => ({ key, areas: new Map([[key, counts]]), matched: new Map([[key, counts]]) })),
  );
  return byKey([...lines].map(([key, line]) => rowOf(key as AreaId, line)));
}

/** The same by unit; the empty text stands for no unit. @throws {JournalError} */
export async function byUnit(db: JournalDatabase, period: Period): Promise<SeriesRow[]> {
  const lines = await series(
    db,
    period,
    ({ unit }) => unit,
    (view) => [{ ...view, key: view.row.unit }],
  );
  return byKey([...lines].map(([key, line]) => rowOf(key, line)));
}
