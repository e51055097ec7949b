import type { FileHeader } from '../../../lib/exchange/format.ts';
import { journalRecords } from '../../../lib/exchange/journal-records.ts';
import { type FileLayout, fileParts, layouts } from '../../../lib/exchange/write-file.ts';
import { writeContext } from '../../../lib/log/write-context.ts';
import type { House } from '../house.ts';
import { completenessOf, type ExportFile, type ExportProgress, type ExportRequest } from './export-request.ts';

interface JournalRequest extends ExportRequest {
  layout: FileLayout;
}

/** The first record of a file that this browser writes now. */
export async function fileHeader(
  { journal, data, settings, edge }: House,
  part: Pick<FileHeader, 'content' | 'scope' | 'completeness' | 'authors'>,
): Promise<FileHeader> {
  const context = await writeContext(journal, data, settings, edge.toolVersion);
  return {
    format: 'groent-lys',
    version: 1,
    content: part.content,
    exportedAt: context.now.toISOString(),
    timezone: context.timezone,
    device: context.device,
    tool: { version: context.toolVersion, data: context.dataVersion },
    scope: part.scope,
    completeness: part.completeness,
    authors: part.authors,
  };
}

/**
 * Writes a part of the log, or all of it, with the whole history, so that another browser can take it in.
 * @throws the signal's reason when the export was cancelled
 */
export async function exportJournal(
  house: House,
  { filter, filterText, author, layout }: JournalRequest,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportFile> {
  const completeness = await completenessOf(house, filter ?? {});
  const scope = filter && { from: filter.from ?? null, to: filter.to ?? null, filter: filterText };
  const header = await fileHeader(house, { content: 'export', scope, completeness, authors: author });
  const decided = new Set<string>();
  async function* counted() {
    for await (const records of journalRecords(house.journal, { filter, authors: author })) {
      signal.throwIfAborted();
      for (const { type, data } of records) if (type === 'revision') decided.add(data.recordId);
      yield records;
      onProgress({ step: 'counting', done: decided.size, total: null });
    }
  }
  const chunks: Blob[] = [];
  for await (const part of fileParts(header, counted(), layout)) {
    signal.throwIfAborted();
    // Bytes in a Blob may go to disk; the text would stay in memory.
    chunks.push(new Blob([part]));
  }
  const { extension, type } = layouts[layout];
  return {
    blob: new Blob(chunks, { type }),
    name: `groent-lys-${house.today}.${extension}`,
    records: decided.size,
    completeness,
  };
}
