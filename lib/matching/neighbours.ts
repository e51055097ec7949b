import { endBefore, readWord, startAfter, wordStart } from './fold.ts';
import { longestWord } from './scan.ts';

/** A phrase reaches no further to either side. */
const mostWords = 12;
/** Longer words are in no phrase. In symbols. */
const longest = 60;

/** The words on one side of a word, read when they are asked for. Number 0 is the word itself, 1 its neighbour. */
export interface Side {
  text: string;
  /** Highest number read so far. */
  count: number;
  /** Offsets at which the words begin and end. */
  starts: Int32Array;
  ends: Int32Array;
  lengths: Uint8Array;
  symbols: Uint8Array[];
}

export function createSide(): Side {
  return {
    text: '',
    count: 0,
    starts: new Int32Array(mostWords + 1),
    ends: new Int32Array(mostWords + 1),
    lengths: new Uint8Array(mostWords + 1),
    symbols: Array.from({ length: mostWords + 1 }, () => new Uint8Array(longest)),
  };
}

/** Sets out from the word between two offsets. */
export function standAt(side: Side, text: string, start: number, end: number): void {
  side.text = text;
  side.count = 0;
  side.starts[0] = start;
  side.ends[0] = end;
}

/** Whether there is a word so many words before; it is read by then. */
export function hasBefore(side: Side, number: number): boolean {
  if (number > mostWords) return false;
  while (side.count < number) {
    const end = endBefore(side.text, side.starts[side.count] as number);
    const start = end === 0 ? -1 : wordStart(side.text, end, longestWord);
    if (start < 0) return false;
    take(side, start);
  }
  return true;
}

/** Whether there is a word so many words behind; it is read by then. */
export function hasAfter(side: Side, number: number): boolean {
  if (number > mostWords) return false;
  while (side.count < number) {
    const start = startAfter(side.text, side.ends[side.count] as number);
    if (start === side.text.length) return false;
    take(side, start);
  }
  return true;
}

function take(side: Side, start: number): void {
  const number = ++side.count;
  const read = readWord(side.text, start, side.symbols[number] as Uint8Array);
  side.starts[number] = start;
  side.ends[number] = start + (read >>> 8);
  side.lengths[number] = read & 255;
}
