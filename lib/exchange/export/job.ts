import type { Translator } from '../../i18n.ts';
import type { JournalDatabase } from '../../log/database.ts';
import { eachDecision, type LogFilter } from '../../log/find/queries.ts';
import type { CurrentRow } from '../../log/rows.ts';
import { completenessOf, type Days, daysOf, type ExportMeta } from '../../reporting/export-meta.ts';
import type { Catalogue } from '../../targets/apply-policy.ts';
import type { Publication } from './write-ocds.ts';

/** What the user asked for, whatever the format. */
export interface ExportRequest {
  /** Null for the whole log. */
  filter: LogFilter | null;
  /** The filter in words, for the file itself. */
  filterText: string;
  /** Includes the pseudonyms. */
  author: boolean;
}

/**
 * How far an export is: it counts decisions, then writes them. A workbook goes on with the procedures, of which it looks
 * at each, and with the figures, which say nothing before they are done.
 */
export interface ExportProgress {
  step: 'counting' | 'writing' | 'procedures' | 'figures';
  done: number;
  /** Null where nobody knows. */
  total: number | null;
}

/** What an export reads from and speaks with; the dashboard and the command line each bring their own. */
export interface ExportSource {
  journal: JournalDatabase;
  data: Catalogue;
  /** Texts of the namespaces in `exportNamespaces`. */
  texts: Translator;
  /** Today in the device's zone, `YYYY-MM-DD`. */
  today: string;
  now: Date;
  timezone: string;
  toolVersion: string;
  /** What a package for publication says of its publisher; left out, it says that nobody has named one. */
  publication?: Publication;
  /** Random per installation; only the formats that can be imported again carry it. */
  device: string;
  /** Areas of I11; left out, it is not computed. */
  priorityAreas?: readonly string[];
}

/** The files of `locales` that every export takes its words from. */
export const exportNamespaces = ['common', 'decision', 'dashboard', 'csv', 'handin', 'overview', 'sheets'] as const;

/** One export under way, as the writer of a format sees it. */
export interface ExportJob extends ExportSource {
  request: ExportRequest;
  meta: ExportMeta;
  /** The days it is about; null for an empty log. */
  days: Days | null;
  signal: AbortSignal;
  /** The decisions, batch by batch, as many as were counted; each batch tells how far it is. */
  rows: () => AsyncGenerator<CurrentRow[]>;
  /** How far a writer is that reads the journal by itself. */
  wrote: (decisions: number) => void;
  /** Tells of a step that follows the decisions. */
  tell: (progress: ExportProgress) => void;
}

/**
 * Counts what an export will hold, so that every format can say it, also before its first row. The log is walked twice,
 * batch by batch by primary key, and no table is ever held whole. It may grow meanwhile by single decisions: what was
 * counted is what is written.
 * @throws {JournalError}; the signal's reason when it was cancelled
 */
export async function beginExport(
  source: ExportSource,
  request: ExportRequest,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportJob> {
  const { journal, data, now, timezone, toolVersion } = source;
  const filter = request.filter ?? {};
  const completeness = await completenessOf(journal, filter);
  const days = await daysOf(journal, filter);
  let records = 0;
  for await (const rows of eachDecision(journal, filter)) {
    signal.throwIfAborted();
    records += rows.length;
    onProgress({ step: 'counting', done: records, total: null });
  }
  const wrote = (done: number) => onProgress({ step: 'writing', done: Math.min(done, records), total: records });
  async function* rows(): AsyncGenerator<CurrentRow[]> {
    let done = 0;
    for await (const batch of eachDecision(journal, filter)) {
      signal.throwIfAborted();
      const counted = batch.slice(0, records - done);
      done += counted.length;
      yield counted;
      wrote(done);
      if (done === records) return;
    }
  }
  return {
    ...source,
    request,
    days,
    signal,
    rows,
    wrote,
    tell: onProgress,
    meta: {
      from: filter.from ?? null,
      to: filter.to ?? null,
      filter: request.filterText,
      records,
      completeness,
      exportedAt: now,
      timezone,
      toolVersion,
      dataVersion: data.version,
    },
  };
}
