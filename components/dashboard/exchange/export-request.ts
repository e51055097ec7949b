import type { LogFilter } from '../../../lib/log/find/queries.ts';
import { indicators } from '../../../lib/reporting/indicators.ts';
import type { House } from '../house.ts';

/** What the user asked for, whatever the format. */
export interface ExportRequest {
  /** Null for the whole log. */
  filter: LogFilter | null;
  /** The filter in words, for the file itself. */
  filterText: string;
  /** Includes the pseudonyms. */
  author: boolean;
}

export interface ExportProgress {
  step: 'counting' | 'writing';
  done: number;
  /** Null while the rows are being counted. */
  total: number | null;
}

export interface ExportFile {
  blob: Blob;
  name: string;
  /** Decisions in it. */
  records: number;
  /** I12 of the period; null when nothing was followed in it. */
  completeness: number | null;
}

const always = { from: '0000-01-01', to: '9999-12-31' };

/** I12 of the part of the log that a filter chooses, as every export carries it. */
export async function completenessOf(house: House, filter: LogFilter): Promise<number | null> {
  const { from, to, unit, area, target } = filter;
  const scope = { ...always, ...(from && to ? { from, to } : {}), unit, area, target };
  const { I12 } = await indicators(house.journal, scope, {});
  return I12.share;
}
