import { type JournalDatabase, onJournal } from './database.ts';
import type { LogFilter } from './filter.ts';

/** Rows of figures that are added up at most; a year of a large organisation is a few thousand. */
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
 * The number of decisions in a filter, from the rollups and never from the log itself. Null where the rollups do not
 * know the filter, such as a search.
 * @throws {JournalError}
 */
export async function countDecisions(db: JournalDatabase, filter: LogFilter): Promise<DecisionCount | null> {
  const { from = '', to, unit, area, target, verdict } = filter;
  const names = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (!names.every((name) => countable.has(name))) return null;
  const rows = await onJournal(db, 'everything', () =>
    db.decisionRollup
      .where(':id')
      .between([from], to === undefined ? [afterAnyText] : [to, afterAnyText])
      .limit(countLimit + 1)
      .toArray(),
  );
  const exact = rows.length <= countLimit;
  const wanted = rows
    .slice(0, countLimit)
    .filter((row) => unit === undefined || row.unit === unit)
    .filter((row) => area === undefined || row.area === area)
    .filter((row) => target === undefined || row.target === target)
    .filter((row) => verdict === undefined || row.verdict === verdict);
  return { count: wanted.reduce((sum, row) => sum + row.count, 0), exact };
}
