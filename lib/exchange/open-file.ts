import { FileProblem } from './file-problem.ts';
import { createElementSplitter, createLineSplitter, type Piece, type Splitter } from './split.ts';

/** What is needed of a file; the browser's `File` has it, and a test may claim any size. */
export type ReadableFile = Pick<Blob, 'size' | 'slice' | 'stream'>;

/** Bytes looked at to tell what a file is. */
const headSize = 512;

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, place) => bytes[place] === byte);

/**
 * The way to cut a file, by its first bytes.
 * @throws {FileProblem} empty, utf16, notOurs
 */
async function splitterFor(file: ReadableFile): Promise<{ splitter: Splitter; skip: number }> {
  const head = new Uint8Array(await file.slice(0, headSize).arrayBuffer());
  if (head.length === 0) throw new FileProblem('empty');
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) throw new FileProblem('utf16');
  // Every other byte is zero where Latin letters are written as UTF-16 without saying so.
  const first = head[0] === 0 ? head[1] : head[0];
  if (head.length > 1 && (head[0] === 0 || head[1] === 0) && (first === 0x7b || first === 0x5b)) {
    throw new FileProblem('utf16');
  }
  const skip = startsWith(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
  const start = head.subarray(skip).find((byte) => byte > 0x20);
  if (start === undefined) throw new FileProblem('empty');
  if (start === 0x7b) return { splitter: createLineSplitter(skip), skip };
  if (start === 0x5b) return { splitter: createElementSplitter(), skip };
  throw new FileProblem('notOurs');
}

/** Chunks of a stream; a signal ends it at once. */
export async function* chunksOf(file: Pick<Blob, 'stream'>, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (error) {
    signal?.throwIfAborted();
    // The file was changed, moved or taken away while it was read.
    throw error instanceof FileProblem ? error : new FileProblem('unreadable', null, error);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Records that came in with one chunk, and how much of the file has been read by then. */
export interface PieceBatch {
  pieces: Piece[];
  read: number;
}

/**
 * The records of a JSON or JSON Lines file, never more of it in memory than a chunk and one record. A last line without
 * a line break comes as well: who reads decides whether it is whole.
 * @throws {FileProblem}
 */
export async function* piecesOf(file: ReadableFile, signal?: AbortSignal): AsyncGenerator<PieceBatch> {
  const { splitter, skip } = await splitterFor(file);
  let read = skip;
  for await (const bytes of chunksOf(skip === 0 ? file : file.slice(skip), signal)) {
    read += bytes.length;
    yield { pieces: splitter.push(bytes), read };
  }
  const rest = splitter.rest();
  if (rest) yield { pieces: [rest], read };
}
