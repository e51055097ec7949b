import { type Cursor, cursorOf, type Stretch } from '../../../lib/log/find/queries.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';

/** Rows that are read, drawn and let go of together. */
export const chunkSize = 50;
/** Chunks kept in memory; those furthest from the reader go first and are read again when they come near. */
export const chunksKept = 40;

/** Neighbouring rows of the log. */
export interface Chunk {
  /** The same for as long as the chunk is kept, whatever happens to its rows. */
  key: string;
  rows: readonly CurrentRow[];
}

/** The stretch of the log that is in memory: a few thousand rows around the reader, of however many there are. */
export interface LogWindow {
  chunks: readonly Chunk[];
  /** Where to read on towards newer rows; null when the first row is the newest of all. */
  newer: Cursor | null;
  /** Where to read on towards older rows; null when the last row is the oldest of all. */
  older: Cursor | null;
  /** How many rows are newer than the first one; null when that is not known. */
  before: number | null;
}

/** Every row of a window, the newest first. */
export function rowsOf({ chunks }: Pick<LogWindow, 'chunks'>): CurrentRow[] {
  return chunks.flatMap(({ rows }) => rows);
}

function chunkOf(rows: readonly CurrentRow[]): Chunk[] {
  const [first] = rows;
  return first ? [{ key: `${first.id} ${rows.length}`, rows }] : [];
}

/** Chunks without the rows that have come to stand elsewhere, as a corrected decision moves to the top. */
function without(chunks: readonly Chunk[], moved: readonly CurrentRow[]): Chunk[] {
  const ids = new Set(moved.map(({ recordId }) => recordId));
  return chunks.flatMap((chunk) => {
    const rows = chunk.rows.filter(({ recordId }) => !ids.has(recordId));
    if (rows.length === chunk.rows.length) return chunk;
    return rows.length === 0 ? [] : { ...chunk, rows };
  });
}

/** A window with the next older rows read. */
export function withOlder(window: LogWindow, { rows, more }: Stretch): LogWindow {
  const chunks = [...without(window.chunks, rows), ...chunkOf(rows)];
  const dropped = chunks.slice(0, Math.max(0, chunks.length - chunksKept));
  const kept = chunks.slice(dropped.length);
  const [first] = kept[0]?.rows ?? [];
  if (dropped.length === 0 || !first) return { ...window, chunks, older: more };
  const before = window.before === null ? null : window.before + rowsOf({ chunks: dropped }).length;
  return { chunks: kept, newer: cursorOf(first), older: more, before };
}

/** A window with the next newer rows read. */
export function withNewer(window: LogWindow, { rows, more }: Stretch): LogWindow {
  const chunks = [...chunkOf(rows), ...without(window.chunks, rows)];
  const kept = chunks.slice(0, chunksKept);
  const last = kept.at(-1)?.rows.at(-1);
  const older = kept.length < chunks.length && last ? cursorOf(last) : window.older;
  const before = window.before === null ? null : Math.max(0, window.before - rows.length);
  return { chunks: kept, newer: more, older, before: more === null ? 0 : before };
}

/**
 * A window with the number of rows before it, which takes longer to count than the rows take to read.
 * @param record a row that has been read
 * @param newer how many rows of the log are newer than that one
 */
export function withNumber(window: LogWindow, record: string, newer: number): LogWindow {
  const index = rowsOf(window).findIndex(({ recordId }) => recordId === record);
  if (window.before !== null || index < 0) return window;
  return { ...window, before: Math.max(0, newer - index) };
}

/** A window whose rows say what the journal says now, each in its place. The same window when nothing has changed. */
export function withFresh(window: LogWindow, fresh: ReadonlyMap<string, CurrentRow>): LogWindow {
  let changed = false;
  const chunks = window.chunks.map((chunk) => {
    const rows = chunk.rows.map((row) => {
      const now = fresh.get(row.recordId);
      return now && JSON.stringify(now) !== JSON.stringify(row) ? now : row;
    });
    if (rows.every((row, index) => row === chunk.rows[index])) return chunk;
    changed = true;
    return { ...chunk, rows };
  });
  return changed ? { ...window, chunks } : window;
}
