import {
  aheadFactor,
  bitFactor,
  mostAhead,
  openingOf,
  partSymbols,
  pushSymbol,
  runLength,
  runMask,
  shiftFor,
  wordSymbols,
} from './filter.ts';
import { separator, symbolAt } from './fold.ts';
import { mostWords } from './neighbours.ts';
import type { Tables } from './tables.ts';
import { baseColumn, checkColumn, nodeWidth, tailEnd, wordColumn } from './trie.ts';
import { createWindow, margin, numberAt, readInto, startOf, type Window, wordStart, wordsBefore } from './window.ts';

/** A pass over a text that can stop and go on. */
export interface Scan {
  readonly tables: Tables;
  readonly text: string;
  /** What is read of the text when something is reported. */
  readonly window: Window;
  /** Where the next window begins: so many words before `at` that a phrase finds all of its own. */
  from: number;
  /** The next symbol to be judged begins here; beyond the text when that is done. */
  at: number;
}

/**
 * What is told of a pattern that stands in a window: its number, and the numbers of the symbols where its word begins,
 * where itself begins and where it ends.
 */
export type Report = (pattern: number, word: number, start: number, end: number) => void;

/** One is used for all, since there are many; scans never run at once. */
const shared = createWindow();

export function createScan(tables: Tables, text: string): Scan {
  return { tables, text, window: shared, from: 0, at: 0 };
}

/** Words around a symbol that may matter to it, its own among them. */
const reach = mostWords + 2;

/**
 * Reads on to `limit` and reports the patterns whose beginning was met; true when the text is at its end. Nothing is
 * allocated.
 */
export function scanTo(scan: Scan, limit: number, report: Report): boolean {
  const { text, window } = scan;
  const isWhole = limit >= text.length;
  while (scan.at < Math.min(limit, text.length) || (isWhole && scan.at === text.length)) {
    readInto(window, text, scan.from);
    const first = scan.at === text.length ? window.end : numberAt(window, scan.at);
    const isLast = window.next >= text.length;
    const settled = isLast ? window.end : wordsBefore(window.symbols, window.end, reach);
    const wanted = isWhole ? settled : Math.min(settled, numberAt(window, limit));
    if (isLast && isWhole) {
      // The last word is judged when symbols have come behind it.
      judge(scan, first, window.end + runLength, report);
      break;
    }
    judge(scan, first, wanted, report);
    goOn(scan, wanted);
  }
  if (isWhole) scan.at = text.length + 1;
  return isWhole;
}

/** Sets down where the next window begins when all before a symbol is judged. */
function goOn(scan: Scan, number: number): void {
  const { text, window } = scan;
  const { symbols, end } = window;
  if (number === end && wordStart(symbols, end) < 0 && window.next < text.length) {
    let at = window.next;
    while (at < text.length) {
      const read = symbolAt(text, at);
      if ((read & 63) === separator) break;
      at = read >>> 6;
    }
    scan.at = at;
    scan.from = at;
    return;
  }
  scan.at = number < end ? startOf(window, number) : window.next;
  scan.from = startOf(window, wordsBefore(symbols, Math.max(margin, number - runLength), reach));
}

/** Numbers of the symbols at which the filter lets through what ends there: shared by all scans. */
const passed = new Int32Array(shared.symbols.length);

function judge({ tables, window }: Scan, first: number, last: number, report: Report): void {
  const { symbols } = window;
  const count = siftFurther(tables, symbols, sift(tables, symbols, first, last));
  for (let place = 0; place < count; place++) lookUpRun(tables, symbols, passed[place] as number, report);
}

/**
 * Notes the symbols with which a run ends that the filter lets through: without a branch, for no processor can foresee
 * where that is. How many they are.
 */
function sift({ filter }: Tables, symbols: Uint8Array, first: number, last: number): number {
  const { bits } = filter;
  const shift = shiftFor(bits.length * 32);
  const places = passed;
  let run = 0;
  for (let number = first - runLength; number < first; number++) run = pushSymbol(run, symbols[number] as number);
  let count = 0;
  let number = first;
  for (; number + 3 < last; number += 4) {
    const one = ((run << 6) | (symbols[number] as number)) & runMask;
    let bit = Math.imul(one, bitFactor) >>> shift;
    places[count] = number;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
    const two = ((one << 6) | (symbols[number + 1] as number)) & runMask;
    bit = Math.imul(two, bitFactor) >>> shift;
    places[count] = number + 1;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
    const three = ((two << 6) | (symbols[number + 2] as number)) & runMask;
    bit = Math.imul(three, bitFactor) >>> shift;
    places[count] = number + 2;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
    run = ((three << 6) | (symbols[number + 3] as number)) & runMask;
    bit = Math.imul(run, bitFactor) >>> shift;
    places[count] = number + 3;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
  }
  for (; number < last; number++) {
    run = ((run << 6) | (symbols[number] as number)) & runMask;
    const bit = Math.imul(run, bitFactor) >>> shift;
    places[count] = number;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
  }
  return count;
}

/**
 * Of the symbols noted, keeps those behind which a pattern may go on, and leaves out parts of compounds with no other
 * part before them; without a branch either. How many are left.
 */
function siftFurther({ filter }: Tables, symbols: Uint8Array, count: number): number {
  const { further, ahead, short } = filter;
  const shift = shiftFor(further.length * 32);
  const aheadShift = shiftFor(ahead.length);
  const places = passed;
  let kept = 0;
  for (let place = 0; place < count; place++) {
    const last = places[place] as number;
    const first = symbols[last - 4] as number;
    const run =
      (first << 24) |
      ((symbols[last - 3] as number) << 18) |
      ((symbols[last - 2] as number) << 12) |
      ((symbols[last - 1] as number) << 6) |
      (symbols[last] as number);
    const next =
      ((symbols[last + 1] as number) << 24) |
      ((symbols[last + 2] as number) << 18) |
      ((symbols[last + 3] as number) << 12) |
      ((symbols[last + 4] as number) << 6) |
      (symbols[last + 5] as number);
    const spread = Math.imul(run, bitFactor);
    const unseen = mostAhead - (ahead[spread >>> aheadShift] as number);
    const bit = (spread + Math.imul(next >>> (6 * unseen), aheadFactor)) >>> shift;
    const isPart = isLetter(first);
    const isShort = (short[(run >>> (12 + 6 * isPart)) & 4095] as number) >>> isPart;
    const isKnown = (((further[bit >>> 5] as number) >>> bit) | isShort) & 1;
    places[kept] = last;
    kept += isKnown & ((isPart ^ 1) | (isLetter(symbols[last - 5] as number) & isLetter(symbols[last - 6] as number)));
  }
  return kept;
}

/** 0 for a separator, 1 for all else. */
const isLetter = (symbol: number): number => (symbol + 63) >>> 6;

/** Looks up what begins in the run that ends with a symbol. */
function lookUpRun(tables: Tables, symbols: Uint8Array, last: number, report: Report): void {
  let run = 0;
  for (let number = last - runLength + 1; number <= last; number++) run = pushSymbol(run, symbols[number] as number);
  const isWord = run >>> 24 === separator;
  if (isWord && ((run >>> 18) & 63) === separator) return;
  const opening = openingOf(tables.filter, run);
  if (opening < 0) return;
  const start = last + 1 - (isWord ? wordSymbols : partSymbols);
  lookUp(tables, symbols, start, opening >>> 3, start + (opening & 7), isWord, report);
}

/**
 * Reports all patterns that begin at a symbol, which is where a word begins or a part of one may.
 * @param from the node that the symbols up to `rest` lead to
 */
function lookUp(
  { nodes, tails }: Tables,
  symbols: Uint8Array,
  start: number,
  from: number,
  rest: number,
  isWhole: boolean,
  report: Report,
): void {
  let node = from * nodeWidth;
  for (let at = rest; ; at++) {
    const word = nodes[node + wordColumn] as number;
    const children = nodes[node + baseColumn] as number;
    if (children < 0) {
      let tail = -1 - children;
      while (tails[tail] === symbols[at]) {
        tail++;
        at++;
      }
      if (tails[tail] === tailEnd) found(symbols, word, start, at, isWhole, report);
      return;
    }
    if (word >= 0) found(symbols, word, start, at, isWhole, report);
    const child = (children + (symbols[at] as number)) * nodeWidth;
    if (nodes[child + checkColumn] !== node) return;
    node = child;
  }
}

/** Reports a pattern with the word that it stands in; before a part of a compound there must be another part. */
function found(
  symbols: Uint8Array,
  pattern: number,
  start: number,
  end: number,
  isWhole: boolean,
  report: Report,
): void {
  const word = isWhole ? start : wordStart(symbols, start);
  // A pattern that closes its word ends with it, not behind the separator.
  if (isWhole || (word >= 0 && start - word > 1)) {
    report(pattern, word, start, symbols[end - 1] === separator ? end - 1 : end);
  }
}
