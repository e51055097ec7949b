import type { FileHeader, JournalRecord } from '../format.ts';
import { formatName, formatVersion } from '../format.ts';
import { journalRecords } from '../journal-records.ts';
import { type FileLayout, fileParts } from '../write-file.ts';
import type { FileParts } from './formats.ts';
import type { ExportJob } from './job.ts';

/** The first record of a file that holds a job's part of the log. */
function headerOf({ request, meta, device }: ExportJob): FileHeader {
  const { from, to, filter } = meta;
  return {
    format: formatName,
    version: formatVersion,
    content: 'export',
    exportedAt: meta.exportedAt.toISOString(),
    timezone: meta.timezone,
    device,
    tool: { version: meta.toolVersion, data: meta.dataVersion },
    scope: request.filter && { from, to, filter },
    completeness: meta.completeness,
    authors: request.author,
  };
}

/** Everything that was said of the chosen decisions, so that another browser can take it in. */
function writeJournal(job: ExportJob, layout: FileLayout): FileParts {
  const { journal, request, signal, wrote } = job;
  async function* records(): AsyncGenerator<JournalRecord[]> {
    let decisions = 0;
    for await (const batch of journalRecords(journal, { filter: request.filter, authors: request.author })) {
      signal.throwIfAborted();
      yield batch;
      // A procedure comes whole, and with it every revision of its decisions.
      decisions += new Set(batch.flatMap(({ type, data }) => (type === 'revision' ? [data.recordId] : []))).size;
      wrote(decisions);
    }
  }
  return fileParts(headerOf(job), records(), layout);
}

export const writeJson = (job: ExportJob): FileParts => writeJournal(job, 'json');

export const writeJsonLines = (job: ExportJob): FileParts => writeJournal(job, 'jsonl');
