import { type JournalDatabase, onJournal } from '../log/database.ts';
import { createParts } from '../log/merge/parts.ts';
import type { ImportRecord } from '../log/record-schema.ts';
import { FileProblem } from './file-problem.ts';
import { type FileHeader, type FileRecord, isBeside, type JournalRecord, type Refusal } from './format.ts';
import type { ReadableFile } from './open-file.ts';
import { createPreview, type ImportPreview, type PreviewCount } from './preview.ts';
import { type FileBatch, readFile } from './read-file.ts';
import { againstJournal } from './table/against-journal.ts';
import { mayBeTable, readTable, type TableLanguages } from './table/read-table.ts';

/**
 * Records staged in one row, and later taken in by one transaction. Few large ones cost less than many small ones, but a
 * decision that is logged meanwhile waits for the one under way.
 */
const usualPart = 2_500;
/** Packs of the organisation's own that a backup brings back; nobody has as many. */
const mostPacks = 100;
/** Records compared with the journal at once; a file comes in smaller pieces. */
const comparedAtOnce = 1_000;

/** A pack of the organisation's own, as a backup keeps it. */
type KeptPack = Extract<FileRecord, { type: 'pack' }>['data'];

/** A file that was read to its end, with what taking it in would do; nothing of it is in the journal yet. */
export interface StagedFile {
  importId: string;
  name: string;
  header: FileHeader;
  preview: ImportPreview;
  /** What a backup holds beside the journal; unchecked. */
  beside: { settings?: Record<string, unknown>; policy?: Record<string, unknown>; packs?: KeptPack[] };
  /** Lets other pages clear it away; call it when it was dropped or committed. */
  release: () => void;
}

interface StageOptions {
  signal?: AbortSignal;
  /** Bytes read so far. */
  onProgress?: (read: number) => void;
  /** Bytes that the browser still gives; null when it does not say. */
  room?: number | null;
  /** Languages of tables; left out, only the dialect for programs is known. */
  languages?: TableLanguages;
  /** Records that go into the journal at once, if not the usual number. */
  partSize?: number;
}

/** The name of the lock that a page holds for an import it has staged, so that no other page clears it away. */
const lockOf = (importId: string) => `groent-lys/import/${importId}`;

/** Holds a staged import until `release` is called or the page goes. */
function holdStaged(importId: string): { release: () => void } {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks.request(lockOf(importId), () => held);
  return { release };
}

/**
 * Reads a file and lays its records beside the journal, chunk by chunk. The journal does not change; when the file is
 * refused or reading is cancelled, nothing of it stays.
 * @throws {FileProblem} when the file as a whole is refused
 * @throws {JournalError}
 */
export async function stageFile(
  db: JournalDatabase,
  file: ReadableFile & { name: string },
  options: StageOptions = {},
): Promise<StagedFile> {
  const { room } = options;
  // Staged as it is read, and then once more in the journal.
  if (typeof room === 'number' && file.size * 2 > room) throw new FileProblem('noRoom');
  const importId = crypto.randomUUID();
  const { release } = holdStaged(importId);
  try {
    return { ...(await stage(db, file, importId, options)), release };
  } catch (error) {
    release();
    await dropStaged(db, importId);
    throw error;
  }
}

async function stage(
  db: JournalDatabase,
  file: ReadableFile & { name: string },
  importId: string,
  { signal, onProgress, languages = async () => [], partSize = usualPart }: StageOptions,
): Promise<Omit<StagedFile, 'release'>> {
  const counts = { added: 0, known: 0, conflicts: 0, refused: 0 };
  const row: ImportRecord = {
    id: importId,
    at: new Date().toISOString(),
    source: 'file',
    name: file.name.slice(0, 300),
    device: null,
    state: 'staged',
    counts,
  };
  await onJournal(db, 'everything', () => db.imports.put(row));
  const count = createPreview(db);
  let header: FileHeader | null = null;
  const beside: StagedFile['beside'] = {};
  const sightings = new Set<string>();
  const parts = createParts(partSize);
  let seq = 0;
  const put = async (full: JournalRecord[][]) => {
    for (const rows of full) {
      const chunk = { importId, seq, rows };
      await onJournal(db, 'everything', () => db.staged.put(chunk));
      seq += 1;
    }
  };
  let unseen: { records: JournalRecord[]; refused: Refusal[] } = { records: [], refused: [] };
  const compare = async () => {
    const { records, refused } = unseen;
    unseen = { records: [], refused: [] };
    await count.look(records, refused);
  };
  const isTable = await mayBeTable(file);
  for await (const batch of isTable ? readTable(file, languages, signal) : readFile(file, signal)) {
    header = batch.header;
    const { records, refused } = isTable
      ? await ofTable(db, batch, count)
      : await withHome(db, batch, sightings, beside);
    unseen.records.push(...records);
    unseen.refused.push(...batch.refused, ...refused);
    if (unseen.records.length >= comparedAtOnce) await compare();
    await put(parts.add(records));
    onProgress?.(batch.read);
    signal?.throwIfAborted();
  }
  await compare();
  await put(parts.rest());
  // Never null: a file without its first record was refused.
  if (!header) throw new FileProblem('notOurs');
  const preview = await count.end();
  const { added, known, conflicts, refused } = preview;
  const source = header.content === 'backup' ? 'backup' : 'file';
  const device = isTable ? null : header.device;
  const read = { ...row, source, device, counts: { added, known, conflicts, refused } } as const;
  await onJournal(db, 'everything', () => db.imports.put(read));
  return { importId, name: file.name, header, preview, beside };
}

/** The records of a part of a table that are new here; what is known is counted. */
async function ofTable(
  db: JournalDatabase,
  { records, lines }: Pick<FileBatch, 'records' | 'lines'>,
  count: PreviewCount,
): Promise<{ records: JournalRecord[]; refused: Refusal[] }> {
  const own = records.filter((record) => !isBeside(record));
  const { records: fresh, known, refused } = await againstJournal(db, own, lines);
  count.know(known);
  return { records: fresh, refused };
}

/**
 * The records of a batch that merge into the journal. What belongs to a procedure that nobody knows is refused: it would
 * stand in no table and count in no figure. What a backup holds beside the journal is laid aside.
 * @param sightings ids of those in the file so far
 */
async function withHome(
  db: JournalDatabase,
  { records, lines }: Pick<FileBatch, 'records' | 'lines'>,
  sightings: Set<string>,
  beside: StagedFile['beside'],
): Promise<{ records: JournalRecord[]; refused: Refusal[] }> {
  const kept: JournalRecord[] = [];
  const homeless: { record: JournalRecord; home: string; line: number }[] = [];
  for (const [place, record] of records.entries()) {
    if (isBeside(record)) layBeside(beside, record);
    else {
      if (record.type === 'sighting') sightings.add(record.data.id);
      const home = 'procedureId' in record.data && record.type !== 'sighting' ? record.data.procedureId : null;
      if (home === null || sightings.has(home)) kept.push(record);
      else homeless.push({ record, home, line: lines[place] ?? 0 });
    }
  }
  if (homeless.length === 0) return { records: kept, refused: [] };
  const known = await onJournal(db, 'everything', () => db.sightings.bulkGet(homeless.map(({ home }) => home)));
  const refused: Refusal[] = [];
  for (const [place, { record, line }] of homeless.entries()) {
    if (known[place]) kept.push(record);
    else refused.push({ line, why: 'orphan', path: '' });
  }
  return { records: kept, refused };
}

function layBeside(
  beside: StagedFile['beside'],
  record: Extract<FileRecord, { type: 'settings' | 'policy' | 'pack' }>,
) {
  if (record.type === 'pack') beside.packs = [...(beside.packs ?? []), record.data].slice(0, mostPacks);
  else beside[record.type] = record.data;
}

/** Takes a staged import away again. @throws {JournalError} */
export function dropStaged(db: JournalDatabase, importId: string): Promise<void> {
  return onJournal(db, 'everything', () =>
    db.transaction('rw', [db.imports, db.staged], async () => {
      await db.staged.where(':id').between([importId, Number.NEGATIVE_INFINITY], [importId, []]).delete();
      await db.imports.delete(importId);
    }),
  );
}

/**
 * Clears away what pages have staged, as soon as they are gone; one that is still there may yet decide. Resolves when
 * nothing staged before is left, which may take as long as such a page is open.
 * @throws {JournalError}
 */
export async function clearAbandoned(db: JournalDatabase): Promise<void> {
  const rows = await onJournal(db, 'everything', () => db.imports.filter(({ state }) => state === 'staged').toArray());
  await Promise.all(
    rows.map(({ id }) =>
      navigator.locks.request(lockOf(id), async () => {
        const row = await onJournal(db, 'everything', () => db.imports.get(id));
        if (row?.state === 'staged') await dropStaged(db, id);
      }),
    ),
  );
}
