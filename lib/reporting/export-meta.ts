import type { JournalDatabase } from '../log/database.ts';
import { onJournal } from '../log/database.ts';
import type { LogFilter } from '../log/find/queries.ts';
import { indicators } from './indicators.ts';

/** Where the figures of a file come from; every export carries it. */
export interface ExportMeta {
  /** Days of first decisions, YYYY-MM-DD; null where nothing narrows them. */
  from: string | null;
  to: string | null;
  /** The filter in words; empty for none. */
  filter: string;
  /** Number of records in the export. */
  records: number;
  /** Log completeness (I12) of the period, 0 to 1; null where nothing was followed. */
  completeness: number | null;
  exportedAt: Date;
  timezone: string;
  toolVersion: string;
  dataVersion: string;
}

/** A stretch of days, both included. */
export interface Days {
  from: string;
  to: string;
}

const always: Days = { from: '0000-01-01', to: '9999-12-31' };

/** I12 of the part of the log that a filter chooses. @throws {JournalError} */
export async function completenessOf(db: JournalDatabase, filter: LogFilter): Promise<number | null> {
  const { from, to, unit, area, target } = filter;
  const scope = { ...always, ...(from && to ? { from, to } : {}), unit, area, target };
  const { I12 } = await indicators(db, scope, {});
  return I12.share;
}

/**
 * The days that an export is about: the filter's own where it has both, else those of the first and the last decision
 * in the log. Null for an empty log.
 * @throws {JournalError}
 */
export async function daysOf(db: JournalDatabase, { from, to }: LogFilter): Promise<Days | null> {
  if (from && to) return { from, to };
  const [first, last] = await onJournal(db, 'everything', () =>
    Promise.all([db.decisionRollup.orderBy(':id').first(), db.decisionRollup.orderBy(':id').last()]),
  );
  return first && last ? { from: from ?? first.day, to: to ?? last.day } : null;
}
