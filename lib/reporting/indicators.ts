import type { JournalDatabase } from '../log/database.ts';
import { JournalError } from '../log/journal-error.ts';
import type { AreaRow, Indicators, MonthRow, Period, SeriesRow } from './indicator-types.ts';

export type * from './indicator-types.ts';

export interface IndicatorOptions {
  /** Product areas of I11. */
  priorityAreas: readonly string[];
  /** Targets that an ecolabel can prove: when given, I7 looks at these alone. */
  ecolabelTargets?: readonly string[];
}

const soon = (): never => {
  throw new JournalError('journal-failed', 'everything', 'not written yet');
};

export async function indicators(
  _db: JournalDatabase,
  _period: Period,
  _options: IndicatorOptions,
): Promise<Indicators> {
  return soon();
}
export async function byMonth(_db: JournalDatabase, _period: Period): Promise<MonthRow[]> {
  return soon();
}
export async function byArea(_db: JournalDatabase, _period: Period): Promise<AreaRow[]> {
  return soon();
}
export async function byUnit(_db: JournalDatabase, _period: Period): Promise<SeriesRow[]> {
  return soon();
}
