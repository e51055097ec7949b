import { createContentChecksum } from './content-checksum.ts';
import { FileProblem } from './file-problem.ts';
import {
  endSchema,
  type FileHeader,
  type FileRecord,
  formatName,
  formatVersion,
  headerSchema,
  type Refusal,
  readRecord,
} from './format.ts';
import { hiddenFault } from './inspect.ts';
import { piecesOf, type ReadableFile } from './open-file.ts';
import type { Piece } from './split.ts';

/** What came in with one chunk of a file. */
export interface FileBatch {
  header: FileHeader;
  records: FileRecord[];
  /** The line of each record. */
  lines: number[];
  refused: Refusal[];
  /** Bytes of the file read so far. */
  read: number;
}

/**
 * The value of one record's text.
 * @throws {FileProblem} syntax, nested, duplicateKey, forbiddenKey; truncated, when the file ends in the middle of it
 */
export function parsePiece({ text, line, unfinished }: Piece): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw new FileProblem('nested', line, error);
    throw new FileProblem(unfinished ? 'truncated' : 'syntax', line, error);
  }
  const fault = hiddenFault(text);
  if (fault) throw new FileProblem(fault, line);
  return value;
}

/**
 * What the first record says of its file.
 * @throws {FileProblem} notOurs; newer, when a later edition wrote it
 */
export function readHeader(value: unknown): FileHeader {
  const { format, version } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (format !== formatName) throw new FileProblem('notOurs');
  if (typeof version === 'number' && version > formatVersion) throw new FileProblem('newer');
  const parsed = headerSchema.safeParse(value);
  if (!parsed.success) throw new FileProblem('notOurs', 1, parsed.error);
  return parsed.data;
}

/** The first record's value; a text that is no JSON at all is no file of ours. @throws {FileProblem} */
function parseFirst(piece: Piece): unknown {
  try {
    return parsePiece(piece);
  } catch (error) {
    const other = error instanceof FileProblem && (error.code === 'syntax' || error.code === 'truncated');
    throw other ? new FileProblem('notOurs', piece.line, error) : error;
  }
}

const isEnd = (value: unknown) => (value as { type?: unknown } | null)?.type === 'end';

/**
 * Reads an export or backup, chunk by chunk. Whoever takes the records in must wait for the end: only there it shows
 * whether the file is whole and unchanged. A record that breaks a rule of the journal is left out and named.
 * @throws {FileProblem} for a file that as a whole is not what it says
 */
export async function* readFile(file: ReadableFile, signal?: AbortSignal): AsyncGenerator<FileBatch> {
  const checksum = createContentChecksum();
  const counts = new Map<string, number>();
  let header: FileHeader | null = null;
  let end: ReturnType<typeof endSchema.safeParse> | null = null;
  for await (const { pieces, read } of piecesOf(file, signal)) {
    const records: FileRecord[] = [];
    const lines: number[] = [];
    const refused: Refusal[] = [];
    for (const piece of pieces) {
      if (end) throw new FileProblem('syntax', piece.line);
      const value = header ? parsePiece(piece) : parseFirst(piece);
      if (isEnd(value)) {
        end = endSchema.safeParse(value);
        continue;
      }
      const waiting = checksum.add(JSON.stringify(value));
      if (waiting) await waiting;
      if (!header) {
        header = readHeader(value);
        continue;
      }
      const record = readRecord(value, piece.line);
      const name = 'why' in record ? String((value as { type?: unknown }).type) : record.type;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if ('why' in record) refused.push(record);
      else {
        records.push(record);
        lines.push(piece.line);
      }
    }
    if (header) yield { header, records, lines, refused, read };
  }
  if (!header) throw new FileProblem('notOurs');
  if (!end && header.content !== 'share') throw new FileProblem('truncated');
  if (!end) return;
  if (!end.success) throw new FileProblem('syntax', null, end.error);
  const claimed = new Map(Object.entries(end.data.counts));
  const names = new Set([...claimed.keys(), ...counts.keys()]);
  if ([...names].some((name) => (claimed.get(name) ?? 0) !== (counts.get(name) ?? 0))) throw new FileProblem('counts');
  if (end.data.checksum !== (await checksum.end())) throw new FileProblem('checksum');
}
