import { longestWord, type Window, widestGap } from './window.ts';

/** A phrase reaches no further to either side. */
export const mostWords = 12;

/** The words on one side of a word, found when they are asked for. Number 0 is the word itself, 1 its neighbour. */
export interface Side {
  symbols: Uint8Array;
  gaps: Int32Array;
  /** Words of the window. */
  words: number;
  /** Number in the window of the word found last. */
  word: number;
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
  return { symbols: new Uint8Array(), gaps: new Int32Array(), words: 0, word: 0, count: 0, starts, ends, until: 0 };
}

/** Sets out from a word of a window. */
export function standAt(side: Side, { symbols, gaps, count }: Window, word: number): void {
  side.symbols = symbols;
  side.gaps = gaps;
  side.words = count;
  side.word = word;
  side.count = 0;
  side.starts[0] = (gaps[word - 1] as number) + 1;
  side.ends[0] = gaps[word] as number;
}

/** Whether there is a word so many words before; it is found by then. */
export function hasBefore(side: Side, number: number): boolean {
  return number <= side.count || findTo(side, number, -1);
}

/** Whether there is a word so many words behind; it is found by then. */
export function hasAfter(side: Side, number: number): boolean {
  return number <= side.count || findTo(side, number, 1);
}

function findTo(side: Side, number: number, step: -1 | 1): boolean {
  if (number > mostWords) return false;
  const { gaps, starts, ends, words } = side;
  while (side.count < number) {
    let { word } = side;
    let start: number;
    let end: number;
    do {
      word += step;
      if (word < 1 || word >= words) return false;
      start = (gaps[word - 1] as number) + 1;
      end = gaps[word] as number;
    } while (start === end);
    const before = step < 0 ? end : (ends[side.count] as number);
    const behind = step < 0 ? (starts[side.count] as number) : start;
    if (behind - before > widestGap || end - start > longestWord) return false;
    side.word = word;
    side.count++;
    starts[side.count] = start;
    ends[side.count] = end;
  }
  return true;
}
