import { FileProblem } from './file-problem.ts';

/** The text of one record with where it stands in its file. */
export interface Piece {
  text: string;
  /** The line it begins in, from 1. */
  line: number;
  /** Bytes of the file up to its end, the line break included. */
  end: number;
  /** It stands at the very end without a line break: perhaps a part only. */
  unfinished?: true;
}

/** Cuts the bytes of a file into records as they come in. */
export interface Splitter {
  push(bytes: Uint8Array): Piece[];
  /** What stands after the last whole record, if anything does. @throws {FileProblem} */
  rest(): Piece | null;
}

/** Bytes that one record may have. The largest thinkable one, a tender of 500 lots, has a quarter of it. */
export const longestRecord = 4_194_304;

const newline = 0x0a;
const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

const isSpace = (byte: number) => byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;

/** A record whose bytes come in several chunks. */
function createHeld() {
  let parts: Uint8Array[] = [];
  let size = 0;
  return {
    add(bytes: Uint8Array, line: number) {
      size += bytes.length;
      if (size > longestRecord) throw new FileProblem('tooLong', line);
      // Copied, because a part of a chunk would keep the whole chunk in memory.
      if (bytes.length > 0) parts.push(bytes.slice());
    },
    take(last: Uint8Array, line: number): Uint8Array {
      if (size === 0 && last.length <= longestRecord) return last;
      this.add(last, line);
      const whole = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      parts = [];
      size = 0;
      return whole;
    },
  };
}

/**
 * The text of some bytes.
 * @throws {FileProblem} encoding, when they are not UTF-8
 */
function decode(bytes: Uint8Array, line: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new FileProblem('encoding', line, error);
  }
}

/** Cuts JSON Lines: at line breaks, whatever stands between them, so that one bad line takes no other along. */
export function createLineSplitter(start = 0, firstLine = 1): Splitter {
  const held = createHeld();
  let line = firstLine;
  let read = start;
  return {
    push(bytes) {
      const pieces: Piece[] = [];
      let from = 0;
      for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
        const text = decode(held.take(bytes.subarray(from, at), line), line).trim();
        if (text !== '') pieces.push({ text, line, end: read + at + 1 });
        from = at + 1;
        line += 1;
      }
      held.add(bytes.subarray(from), line);
      read += bytes.length;
      return pieces;
    },
    rest() {
      const text = decode(held.take(new Uint8Array(), line), line).trim();
      return text === '' ? null : { text, line, end: read, unfinished: true };
    },
  };
}

/**
 * Cuts the elements of one JSON array, however it is laid out: an editor may have put a line break behind every brace.
 * Only objects are elements of ours; anything else between them is no file of ours.
 */
export function createElementSplitter(): Splitter {
  const held = createHeld();
  let line = 1;
  let begun = 0;
  let depth = 0;
  let read = 0;
  let inString = false;
  let escaped = false;
  let state: 'before' | 'inside' | 'after' = 'before';

  /** A byte between two elements. @returns whether an element begins here */
  function between(byte: number): boolean {
    if (isSpace(byte)) return false;
    if (state === 'before' && byte === openBracket) state = 'inside';
    else if (state === 'inside' && byte === closeBracket) state = 'after';
    else if (state === 'inside' && byte === openBrace) return true;
    else if (state !== 'inside' || byte !== comma) throw new FileProblem('syntax', line);
    return false;
  }

  return {
    push(bytes) {
      const pieces: Piece[] = [];
      let from = depth > 0 ? 0 : -1;
      for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at] ?? 0;
        if (byte === newline) line += 1;
        if (depth === 0) {
          if (!between(byte)) continue;
          from = at;
          begun = line;
          depth = 1;
        } else if (escaped) escaped = false;
        else if (inString) {
          if (byte === backslash) escaped = true;
          else if (byte === quote) inString = false;
        } else if (byte === quote) inString = true;
        else if (byte === openBrace || byte === openBracket) depth += 1;
        else if (byte === closeBrace || byte === closeBracket) {
          depth -= 1;
          if (depth > 0) continue;
          const text = decode(held.take(bytes.subarray(from, at + 1), begun), begun);
          pieces.push({ text, line: begun, end: read + at + 1 });
          from = -1;
        }
      }
      if (from !== -1) held.add(bytes.subarray(from), begun);
      read += bytes.length;
      return pieces;
    },
    rest() {
      if (state !== 'after') throw new FileProblem('truncated', line);
      return null;
    },
  };
}
