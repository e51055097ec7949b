import { createCollector } from './collect.ts';
import type { DocumentText } from './document.ts';

/**
 * The letters of a text file: by the mark at its beginning, else UTF-8, else the old Western encoding, which reads any
 * bytes.
 */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A line this long was broken by the program that wrote it, not by its writer. */
const wrappedFrom = 55;

/** Whether a line goes on in the next: it is long, ends no sentence, and the next begins in the middle of one. */
function goesOn(line: string, next: string): boolean {
  return line.length >= wrappedFrom && !/[.:;!?|]\s*$/.test(line) && /^\p{Ll}/u.test(next) && !line.includes('\t');
}

/** Reads a plain text, Markdown or CSV. Lines that were wrapped are put together again, so that a sentence is one. */
export function readPlainText(bytes: Uint8Array): DocumentText {
  const collector = createCollector();
  const lines = decoded(bytes).split(/\r\n?|\n|\f/);
  for (let at = 0; at < lines.length && !collector.isFull(); at++) {
    const line = at + 1;
    let text = lines[at] ?? '';
    for (let next = lines[at + 1]; next !== undefined && goesOn(lines[at] ?? '', next.trim()); next = lines[at + 1]) {
      text = `${text.trimEnd()} ${next.trim()}`;
      at++;
    }
    collector.add(text, { kind: 'line', line });
  }
  const document = collector.document('text', null);
  // A heading of Markdown; the first cell of a table.
  const title = document.title
    ?.replace(/^#+\s*/, '')
    .split(/;|\t/)[0]
    ?.trim();
  return { ...document, title: title || null };
}
