import { createContentChecksum } from './content-checksum.ts';
import { type FileHeader, type FileRecord, type RecordCounts, recordTypes } from './format.ts';

/** JSON is one array with a record a line; JSON Lines the records alone. */
export type FileLayout = 'json' | 'jsonl';

/** File name extension and media type of a layout. */
export const layouts: Record<FileLayout, { extension: string; type: string }> = {
  json: { extension: 'json', type: 'application/json' },
  jsonl: { extension: 'jsonl', type: 'application/jsonl' },
};

/** A file in pieces: its first record, the records as they come, and the last with counts and checksum. */
export async function* fileParts(
  header: FileHeader,
  batches: AsyncIterable<readonly FileRecord[]>,
  layout: FileLayout,
): AsyncGenerator<string> {
  const checksum = createContentChecksum();
  const counts: RecordCounts = {};
  const [open, between, close] = layout === 'json' ? ['[\n', ',\n', '\n]\n'] : ['', '\n', '\n'];
  const first = JSON.stringify(header);
  await checksum.add(first);
  yield `${open}${first}`;
  for await (const records of batches) {
    const lines: string[] = [];
    for (const record of records) {
      const line = JSON.stringify(record);
      counts[record.type] = (counts[record.type] ?? 0) + 1;
      const waiting = checksum.add(line);
      if (waiting) await waiting;
      lines.push(between, line);
    }
    yield lines.join('');
  }
  const sorted = Object.fromEntries(recordTypes.flatMap((type) => (counts[type] ? [[type, counts[type]]] : [])));
  yield `${between}${JSON.stringify({ type: 'end', counts: sorted, checksum: await checksum.end() })}${close}`;
}
