import { firstSpecial, foldOf, separator } from './fold.ts';

/**
 * One bit for each run of five symbols that a pattern may begin with, the symbol before it included: the separator for
 * a word, any letter for a part of a compound. Several runs share a bit, so a set one proves nothing; most of a text
 * meets none. Reading it is all that is done for each character.
 */
const filterBits = 19;
/** Digits, and what is no Latin letter, each fall into one kind; a run of five has 25 bits. */
const runMask = (1 << 25) - 1;

/** A symbol as one of 32 kinds. */
export function kindOf(symbol: number): number {
  if (symbol < 30) return symbol;
  return symbol < 40 ? 30 : 31;
}

const unitKinds = Uint8Array.from({ length: 0x250 }, (_, unit) => kindOfFold(foldOf(unit)));

function kindOfFold(fold: number): number {
  return fold < firstSpecial ? kindOf(fold) : fold;
}

/** The kind of a code unit, or a special of `fold.ts` for what needs a look at its neighbours. */
export function kindOfUnit(unit: number): number {
  return unit < unitKinds.length ? (unitKinds[unit] as number) : kindOfFold(foldOf(unit));
}

/** The run that a kind is added to, 25 bits. */
export function pushKind(run: number, kind: number): number {
  return ((run << 5) | kind) & runMask;
}

/** The bit of a run. The factor spreads neighbours (Knuth's multiplicative hashing). */
function bitOf(run: number): number {
  return Math.imul(run, 0x9e3779b1) >>> (32 - filterBits);
}

/** Whether some pattern may begin in a run. */
export function mayBegin(filter: Int32Array, run: number): boolean {
  const bit = bitOf(run);
  return (((filter[bit >>> 5] as number) >>> (bit & 31)) & 1) !== 0;
}

/** The filter of patterns; `inside` for those that may be a later part of a compound. */
export function markStarts(patterns: readonly { symbols: Uint8Array; inside: boolean }[]): Int32Array {
  const filter = new Int32Array(1 << (filterBits - 5));
  const mark = (run: number): void => {
    const bit = bitOf(run);
    filter[bit >>> 5] = (filter[bit >>> 5] as number) | (1 << (bit & 31));
  };
  /** Marks all runs of these kinds; a place may stand for several. */
  const markAll = (given: readonly (readonly number[])[], run = 0, place = 0): void => {
    const here = given[place];
    if (here) for (const kind of here) markAll(given, pushKind(run, kind), place + 1);
    else mark(run);
  };
  for (const { symbols, inside } of patterns) {
    const kinds = Array.from(symbols, (symbol) => [kindOf(symbol)]);
    const before = inside ? [0, ...letters] : [0];
    if (kinds.length >= 4 && !symbols.subarray(0, 3).includes(separator)) markAll([before, ...kinds.slice(0, 4)]);
    else if (kinds.length === 3 && !symbols.includes(separator)) markAll([before, ...kinds, any]);
    else {
      // A short word is met at its end, whatever stands before it, and where it goes on, if it may.
      const closed = symbols.includes(separator) ? kinds : [...kinds, [0]];
      markAll([...Array.from({ length: 4 - closed.length }, () => any), [0], ...closed]);
      if (closed !== kinds)
        markAll([
          [0],
          ...kinds,
          ...Array.from({ length: 4 - kinds.length }, (_, place) => (place === 0 ? letters : any)),
        ]);
    }
  }
  return filter;
}

const any = Array.from({ length: 32 }, (_, kind) => kind);
const letters = any.slice(1);
