import { exportFileName } from '../../reporting/file-name.ts';
import type { ExportFormat } from './formats.ts';
import { beginExport, type ExportProgress, type ExportRequest, type ExportSource } from './job.ts';

/** Where the pieces of a file go, one after the other. */
export type FileSink = (part: string | Uint8Array<ArrayBuffer>) => Promise<void> | void;

/** What was written. */
export interface WrittenExport {
  /** Decisions in it. */
  records: number;
  /** I12 of the period; null when nothing was followed in it. */
  completeness: number | null;
}

/**
 * Writes one export into a sink, in whatever format: the only way that decisions leave as a file. Never more of it in
 * memory than a few batches of rows.
 * @throws {JournalError}; the signal's reason when it was cancelled; whatever the sink throws
 */
export async function runExport(
  format: ExportFormat,
  source: ExportSource,
  request: ExportRequest,
  sink: FileSink,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: ExportProgress) => void },
): Promise<WrittenExport> {
  const [job, write] = await Promise.all([beginExport(source, request, signal, onProgress), format.write()]);
  for await (const part of write(job)) {
    signal.throwIfAborted();
    await sink(part);
  }
  const { records, completeness } = job.meta;
  return { records, completeness };
}

/** The name of the file, known before anything is counted. */
export function nameOfExport(
  format: ExportFormat,
  { texts, today }: Pick<ExportSource, 'texts' | 'today'>,
  days: { from: string; to: string } | null,
): string {
  return exportFileName(texts('csv.fileTitle'), days, today, format.ending);
}
