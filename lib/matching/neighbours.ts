import { separator } from './fold.ts';
import { margin, type Window, wordEnd, wordStart } from './window.ts';

/** A phrase reaches no further to either side. */
export const mostWords = 12;

/** The words on one side of a word, found when they are asked for. Number 0 is the word itself, 1 its neighbour. */
export interface Side {
  symbols: Uint8Array;
  /** Where the window ends. */
  end: number;
  /** Highest number found so far. */
  count: number;
  /** Where the words begin and end, in symbols. */
  starts: Int32Array;
  ends: Int32Array;
  /** Where the listed words end that were met last; what follows in the word is an ending or another part of it. */
  until: number;
}

export function createSide(): Side {
  const [starts, ends] = [new Int32Array(mostWords + 1), new Int32Array(mostWords + 1)];
  return { symbols: new Uint8Array(), end: 0, count: 0, starts, ends, until: 0 };
}

/** Sets out from the word between two symbols. */
export function standAt(side: Side, { symbols, end }: Window, from: number, to: number): void {
  side.symbols = symbols;
  side.end = end;
  side.count = 0;
  side.starts[0] = from;
  side.ends[0] = to;
}

/** Whether there is a word so many words before; it is found by then. */
export function hasBefore(side: Side, number: number): boolean {
  if (number > mostWords) return false;
  const { symbols, starts, ends } = side;
  while (side.count < number) {
    let end = starts[side.count] as number;
    while (end > margin && symbols[end - 1] === separator) end--;
    const start = wordStart(symbols, end);
    if (end === margin || start < 0) return false;
    side.count++;
    starts[side.count] = start;
    ends[side.count] = end;
  }
  return true;
}

/** Whether there is a word so many words behind; it is found by then. */
export function hasAfter(side: Side, number: number): boolean {
  if (number > mostWords) return false;
  const { symbols, starts, ends } = side;
  while (side.count < number) {
    let start = ends[side.count] as number;
    while (start < side.end && symbols[start] === separator) start++;
    const end = wordEnd(symbols, start);
    if (start === side.end || end < 0) return false;
    side.count++;
    starts[side.count] = start;
    ends[side.count] = end;
  }
  return true;
}
