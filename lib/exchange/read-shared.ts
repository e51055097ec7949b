import { type JournalDatabase, onJournal } from '../log/database.ts';
import { digest } from '../log/digest.ts';
import { batchFrom } from '../log/journal-record.ts';
import { mergeRevisions } from '../log/merge/merge.ts';
import { FileProblem } from './file-problem.ts';
import { isBeside, type JournalRecord, readRecord } from './format.ts';
import { parsePiece, readHeader } from './read-file.ts';
import { isForReading, type SharedFile } from './shared-files.ts';
import { keepSharedState, type ReadFileState, type SharedState } from './shared-state.ts';
import { createLineSplitter, type Piece } from './split.ts';

/** Records taken in by one transaction. */
const chunkSize = 1_000;
/** Bytes compared at the head of a file and before the place reached in it. */
const headSize = 512;
const tailSize = 1_024;

/** What a visit to the folder brought. */
export interface ReadShared {
  /** Revisions that are new here. */
  added: number;
  conflicts: number;
  /** Files that could not be read to their end, with the reason. */
  problems: { name: string; code: string; line: number | null }[];
}

async function mark(file: Blob, from: number, to: number): Promise<string> {
  const bytes = new Uint8Array(await file.slice(Math.max(0, from), to).arrayBuffer());
  return digest(String.fromCharCode(...bytes));
}

const marksOf = async (file: Blob, offset: number): Promise<ReadFileState['marks']> => [
  await mark(file, 0, Math.min(headSize, offset)),
  await mark(file, offset - tailSize, offset),
];

/** The place to go on from: where reading stopped, if what was read still stands there, else the beginning. */
async function placeIn(file: File, known: ReadFileState | undefined): Promise<number> {
  if (!known || known.offset === 0 || file.size < known.offset) return 0;
  const [head, tail] = await marksOf(file, known.offset);
  return head === known.marks[0] && tail === known.marks[1] ? known.offset : 0;
}

/**
 * Reads what other browsers have laid into the shared folder since the last visit. A file that is only half copied is
 * read up to its last whole line, and from there when it has grown; one that was replaced, shortened or renamed is read
 * anew, which changes nothing twice. Only under the journal's lock.
 * @param state is brought up to date and kept after each part, so that a page that goes loses nothing
 * @throws {JournalError}
 */
export async function readShared(
  db: JournalDatabase,
  files: AsyncIterable<SharedFile>,
  device: string,
  state: SharedState,
  signal?: AbortSignal,
): Promise<ReadShared> {
  const result: ReadShared = { added: 0, conflicts: 0, problems: [] };
  for await (const { name, open } of files) {
    if (!isForReading(name, device)) continue;
    signal?.throwIfAborted();
    try {
      await readOne(db, name, await open(), state, result, signal);
    } catch (error) {
      signal?.throwIfAborted();
      const gone = error instanceof DOMException;
      if (!(error instanceof FileProblem) && !gone) throw error;
      const problem = gone ? new FileProblem('unreadable', null, error) : error;
      const { code, line } = problem;
      const known = state.files[name];
      if (known) known.problem = { code, line };
      result.problems.push({ name, code, line });
    }
  }
  await keepSharedState(db, state);
  return result;
}

async function readOne(
  db: JournalDatabase,
  name: string,
  file: File,
  state: SharedState,
  result: ReadShared,
  signal: AbortSignal | undefined,
): Promise<void> {
  const known = state.files[name];
  const { size, lastModified } = file;
  if (known && known.size === size && known.lastModified === lastModified) {
    if (known.problem) result.problems.push({ name, ...known.problem });
    return;
  }
  const start = await placeIn(file, known);
  const reading: ReadFileState = {
    size,
    lastModified,
    offset: start,
    line: start === 0 ? 1 : (known?.line ?? 1),
    marks: ['', ''],
    importId: known?.importId ?? crypto.randomUUID(),
    problem: null,
  };
  state.files[name] = reading;
  let expectsHeader = start === 0;
  let sender: string | null = null;
  for await (const pieces of linesOf(file, reading, signal)) {
    const records: JournalRecord[] = [];
    let refused = 0;
    for (const piece of pieces) {
      const value = parsePiece(piece);
      if (expectsHeader) {
        const header = readHeader(value);
        if (header.content !== 'share') throw new FileProblem('notOurs');
        sender = header.device;
        expectsHeader = false;
        continue;
      }
      // A file that was written anew begins with another first record.
      if (isHeader(value)) continue;
      const record = readRecord(value, piece.line);
      if ('why' in record || isBeside(record)) refused += 1;
      else records.push(record);
    }
    const merged = await takeInPart(db, records, reading.importId);
    result.added += merged.added;
    result.conflicts += merged.conflicts;
    await noteImport(db, name, reading.importId, sender, { ...merged, refused });
    const last = pieces.at(-1);
    if (last) {
      reading.offset = last.end;
      reading.line = last.line + 1;
    }
    reading.marks = await marksOf(file, reading.offset);
    await keepSharedState(db, state);
  }
}

const isHeader = (value: unknown) => (value as { format?: unknown } | null)?.format !== undefined;

/** Whole lines from a place on, some hundred at a time; a last line that is not finished stays for the next visit. */
async function* linesOf(
  file: File,
  { offset, line }: Pick<ReadFileState, 'offset' | 'line'>,
  signal?: AbortSignal,
): AsyncGenerator<Piece[]> {
  const splitter = createLineSplitter(offset, line);
  const reader = file.slice(offset).stream().getReader();
  let waiting: Piece[] = [];
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      waiting.push(...splitter.push(value));
      while (waiting.length >= chunkSize) {
        yield waiting.slice(0, chunkSize);
        waiting = waiting.slice(chunkSize);
      }
    }
    if (waiting.length > 0) yield waiting;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function takeInPart(db: JournalDatabase, records: readonly JournalRecord[], importId: string) {
  if (records.length === 0) return { added: 0, conflicts: 0, known: 0 };
  const batch = batchFrom(records);
  const merged = await mergeRevisions(db, batch, importId);
  const fresh = new Set(merged.added);
  const added = new Set(batch.revisions.map(({ id }) => id).filter((id) => fresh.has(id))).size;
  return { added, conflicts: merged.conflicts.length, known: merged.known };
}

/** One line in the list of imports for each file of the folder, brought up to date whenever it brought something. */
async function noteImport(
  db: JournalDatabase,
  name: string,
  id: string,
  sender: string | null,
  counts: { added: number; known: number; conflicts: number; refused: number },
): Promise<void> {
  await onJournal(db, 'earlierDecisions', () =>
    db.transaction('rw', db.imports, async () => {
      const before = await db.imports.get(id);
      if (before && counts.added + counts.conflicts === 0) return;
      const sum = before?.counts ?? { added: 0, known: 0, conflicts: 0, refused: 0 };
      await db.imports.put({
        id,
        at: new Date().toISOString(),
        source: 'folder',
        name,
        device: sender ?? before?.device ?? null,
        state: 'done',
        counts: {
          added: sum.added + counts.added,
          known: sum.known + counts.known,
          conflicts: sum.conflicts + counts.conflicts,
          refused: sum.refused + counts.refused,
        },
      });
    }),
  );
}
