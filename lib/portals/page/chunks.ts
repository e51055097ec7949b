import type { Edit } from './edits.ts';

/** Which pieces of a text give way to which others. */
export interface ChunkChange {
  first: number;
  removed: number;
  added: string[];
}

/** Cuts a text behind line breaks into pieces of about a size; a line that is longer stays whole. Never empty. */
export function chunksOf(text: string, size: number): string[] {
  const chunks: string[] = [];
  let start = 0;
  while (text.length - start > size) {
    // The last break within the size, else the first one behind it.
    const within = text.lastIndexOf('\n', start + size - 1);
    const end = (within >= start ? within : text.indexOf('\n', start + size)) + 1;
    if (end === 0) break;
    chunks.push(text.slice(start, end));
    start = end;
  }
  chunks.push(text.slice(start));
  return chunks;
}

/**
 * Cuts a text that was changed anew, but only where it was: what is laid out of the other pieces stays as it is.
 * @param text as it is after the edit
 */
export function changeChunks(chunks: readonly string[], edit: Edit, text: string, size: number): ChunkChange {
  const lengthOf = (number: number): number => chunks[number]?.length ?? 0;
  let first = 0;
  let start = 0;
  while (first < chunks.length - 1 && start + lengthOf(first) <= edit.at) start += lengthOf(first++);
  let behind = first;
  let end = start;
  do end += lengthOf(behind++);
  while (behind < chunks.length && end < edit.at + edit.removed);
  const now = () => text.slice(start, end + edit.added - edit.removed);
  // A piece whose last break was deleted goes on in the next one.
  while (behind < chunks.length && !/(?:^|\n)$/.test(now())) end += lengthOf(behind++);
  const added = chunksOf(now(), size);
  // Only at the end of the text is there a last line with nothing in it.
  if (behind < chunks.length && added.at(-1) === '') added.pop();
  return { first, removed: behind - first, added };
}
