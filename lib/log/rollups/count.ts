import { type JournalDatabase, onJournal } from '../database.ts';
import type { LogFilter } from '../find/filter.ts';
import { scopeOf } from './month-rows.ts';

/** Rows of a broken month's daily figures that are added up at most. */
export const countLimit = 20_000;
/** After every key that can follow a text. */
const afterAnyText: never[] = [];

/** How many decisions a filter lets through; `exact` is false when there are at least so many. */
export interface DecisionCount {
  count: number;
  exact: boolean;
}

/** What the figures are kept by; a filter by anything else cannot be counted from them. */
const countable: ReadonlySet<string> = new Set(['from', 'to', 'unit', 'area', 'target', 'verdict']);

/**
 * The number of decisions in a filter, from the figures and never from the log itself: whole months from those of the
 * month, what is left at either end from those of its days. Null where the figures do not know the filter, such as a
 * search.
 * @throws {JournalError}
 */
export async function countDecisions(db: JournalDatabase, filter: LogFilter): Promise<DecisionCount | null> {
  const names = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (!names.every((name) => countable.has(name))) return null;
  const { from = '1000-01-01', to = '2999-12-31' } = filter;
  if (from > to) return { count: 0, exact: true };
  const firstWhole = from.endsWith('-01') ? from.slice(0, 7) : monthAfter(from.slice(0, 7));
  const lastWhole = to === lastDay(to.slice(0, 7)) ? to.slice(0, 7) : monthBefore(to.slice(0, 7));
  return onJournal(db, 'everything', async () => {
    if (firstWhole > lastWhole) return daysOf(db, filter, from, to);
    const head = await daysOf(db, filter, from, lastDay(monthBefore(firstWhole)));
    const months = await monthsOf(db, filter, firstWhole, lastWhole);
    const tail = await daysOf(db, filter, `${monthAfter(lastWhole)}-01`, to);
    return { count: head.count + months + tail.count, exact: head.exact && tail.exact };
  });
}

async function monthsOf(db: JournalDatabase, filter: LogFilter, from: string, to: string): Promise<number> {
  const { unit, area, target, verdict } = filter;
  const scope = scopeOf(unit);
  let count = 0;
  const add = (sums: Partial<Record<string, { count: number }>>) => {
    for (const [key, sum] of Object.entries(sums)) {
      if (sum && (verdict === undefined || key === verdict)) count += sum.count;
    }
  };
  await db.monthRollup
    .where(':id')
    .between([scope, from], [scope, to, afterAnyText])
    .each((row) => {
      if (target === undefined) {
        if (row.area === (area ?? '')) add(row.decisions);
        return;
      }
      // Targets are kept by area alone.
      if (row.area === '' || (area !== undefined && row.area !== area)) return;
      for (const [key, { all }] of Object.entries(row.targets[target] ?? {})) add({ [key]: all });
    });
  return count;
}

async function daysOf(db: JournalDatabase, filter: LogFilter, from: string, to: string): Promise<DecisionCount> {
  if (from > to) return { count: 0, exact: true };
  const { unit, area, target, verdict } = filter;
  const rows = await db.decisionRollup
    .where(':id')
    .between([from], [to, afterAnyText])
    .limit(countLimit + 1)
    .toArray();
  const wanted = rows
    .slice(0, countLimit)
    .filter((row) => unit === undefined || row.unit === unit)
    .filter((row) => area === undefined || row.area === area)
    .filter((row) => target === undefined || row.target === target)
    .filter((row) => verdict === undefined || row.verdict === verdict);
  return { count: wanted.reduce((sum, row) => sum + row.count, 0), exact: rows.length <= countLimit };
}

function monthBy(month: string, step: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + step;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

const monthAfter = (month: string) => monthBy(month, 1);
const monthBefore = (month: string) => monthBy(month, -1);

/** The last day of a month. */
const lastDay = (month: string) =>
  new Date(Date.parse(`${monthAfter(month)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
