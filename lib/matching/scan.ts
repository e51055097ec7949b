import {
  bitFactor,
  mayBegin,
  openingOf,
  partSymbols,
  pushSymbol,
  runLength,
  runMask,
  shiftFor,
  wordSymbols,
} from './filter.ts';
import { firstSpecial, foldInLine, foldOf, folds, isMarkAt, separator, symbolAt, wordStart } from './fold.ts';
import type { Tables } from './tables.ts';
import { baseColumn, checkColumn, nodeWidth, tailEnd, wordColumn } from './trie.ts';

/** A longer run of letters is data and no word. In code units. */
export const longestWord = 240;

/** Symbols read one by one after an unusual one; then all that is looked back at is a code unit a symbol. */
const careful = runLength + 1;
/** Code units skimmed at a time. */
const stretch = 2048;

/** A pass over a text that can stop and go on. */
export interface Scan {
  readonly tables: Tables;
  readonly text: string;
  /** Next code unit to be read; beyond the text when that is done. */
  at: number;
  /** The last symbols, six bits each, the last one lowest. */
  run: number;
  /** How many of the last symbols are a code unit each, as far as that matters. */
  plain: number;
  /** Where the last symbols stand when they are not plain: symbol number `n` at `n % 8`. */
  places: Int32Array;
  count: number;
  /** The symbol before the run. */
  before: number;
}

/**
 * What is told of a pattern that stands in a text: its number, the offsets where its word begins, where itself begins
 * and where it ends.
 */
export type Report = (pattern: number, word: number, start: number, end: number) => void;

export function createScan(tables: Tables, text: string): Scan {
  const places = new Int32Array(8);
  return { tables, text, at: 0, run: 0, plain: careful, places, count: 0, before: separator };
}

/**
 * Reads on to `limit` and reports the patterns whose beginning was met; true when the text is at its end. One look at
 * each code unit and one at the filter; only where that lets through a word is looked up. Nothing is allocated.
 */
export function scanTo(scan: Scan, limit: number, report: Report): boolean {
  const { length } = scan.text;
  const end = Math.min(limit, length);
  while (scan.at < end) {
    if (scan.plain < careful || !skim(scan, end, report)) step(scan, report);
  }
  if (limit < length) return false;
  if (scan.at === length) {
    if (scan.plain >= careful) takePlaces(scan);
    // The last word is judged when symbols have come behind it.
    for (let number = 0; number < runLength; number++) take(scan, separator, length, report);
  }
  scan.at = length + 1;
  return true;
}

/** Offsets at which the filter let a run through, and the runs: shared by all scans, which never run at once. */
const passed = new Int32Array(stretch + 1);
const passedRuns = new Int32Array(stretch + 1);

/** Reads on over symbols that are a code unit each; false when it met another. */
function skim(scan: Scan, limit: number, report: Report): boolean {
  const { text, tables } = scan;
  const end = Math.min(limit, scan.at + stretch);
  while (scan.at < end) {
    const count = sift(scan, end);
    for (let number = 0; number < count; number++) {
      judge(tables, text, passedRuns[number] as number, passed[number] as number, report);
    }
    if (scan.at === end) break;
    // What stopped it may be no more than a unit that was not met before, or a hyphen within a line.
    const symbol = foldInLine(text, scan.at);
    if (symbol >= firstSpecial) return false;
    if (symbol === separator) {
      scan.run = pushSymbol(scan.run, separator);
      if (mayBegin(tables.filter, scan.run)) judge(tables, text, scan.run, scan.at, report);
      scan.at++;
    }
  }
  return true;
}

/**
 * Writes down what the filter lets through up to `end`, or to a code unit that needs more than a look: without a branch,
 * for no processor can foresee where that is, four units at a time, and without a call, so that all it needs stays at
 * hand. How many they are.
 */
function sift(scan: Scan, end: number): number {
  const { text } = scan;
  const { bits } = scan.tables.filter;
  const shift = shiftFor(bits.length * 32);
  const table = folds;
  const offsets = passed;
  const runs = passedRuns;
  let { at, run } = scan;
  let count = 0;
  for (; at + 3 < end; at += 4) {
    const first = table[text.charCodeAt(at)] as number;
    const second = table[text.charCodeAt(at + 1)] as number;
    const third = table[text.charCodeAt(at + 2)] as number;
    const fourth = table[text.charCodeAt(at + 3)] as number;
    if ((first | second | third | fourth) >= firstSpecial) break;
    run = ((run << 6) | first) & runMask;
    let bit = Math.imul(run, bitFactor) >>> shift;
    offsets[count] = at;
    runs[count] = run;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
    run = ((run << 6) | second) & runMask;
    bit = Math.imul(run, bitFactor) >>> shift;
    offsets[count] = at + 1;
    runs[count] = run;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
    run = ((run << 6) | third) & runMask;
    bit = Math.imul(run, bitFactor) >>> shift;
    offsets[count] = at + 2;
    runs[count] = run;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
    run = ((run << 6) | fourth) & runMask;
    bit = Math.imul(run, bitFactor) >>> shift;
    offsets[count] = at + 3;
    runs[count] = run;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
  }
  for (; at < end; at++) {
    const symbol = table[text.charCodeAt(at)] as number;
    if (symbol >= firstSpecial) break;
    run = ((run << 6) | symbol) & runMask;
    const bit = Math.imul(run, bitFactor) >>> shift;
    offsets[count] = at;
    runs[count] = run;
    count += ((bits[bit >>> 5] as number) >>> bit) & 1;
  }
  scan.at = at;
  scan.run = run;
  return count;
}

/** Judges a run of symbols that are a code unit each, the last of them at an offset. */
function judge(tables: Tables, text: string, run: number, last: number, report: Report): void {
  const isWord = run >>> 24 === separator;
  if (isWord && ((run >>> 18) & 63) === separator) return;
  const opening = openingOf(tables.filter, run);
  // A mark belongs to the letter before it, which is read once more with it.
  if (opening < 0 || isMarkAt(text, last + 1)) return;
  const start = last + 1 - (isWord ? wordSymbols : partSymbols);
  if (!isWord && !isLetterAt(text, start - 1)) return;
  lookUp(tables, text, start, opening >>> 3, start + (opening & 7), isWord, report);
}

/** Whether a word goes on behind an offset at which a plain symbol stands. */
function isLetterAt(text: string, offset: number): boolean {
  if (offset < 0) return false;
  const fold = foldOf(text.charCodeAt(offset));
  return fold !== separator && fold < firstSpecial;
}

/** Reads one symbol, however it is written. */
function step(scan: Scan, report: Report): void {
  const { text, at } = scan;
  // A mark changes the letter before it, which is read once more; the rest is passed over with what comes next.
  const isMark = scan.plain >= careful && at > 0 && isMarkAt(text, at) && foldInLine(text, at - 1) < firstSpecial;
  if (scan.plain >= careful) takePlaces(scan);
  const from = isMark ? at - 1 : at;
  const read = symbolAt(text, from);
  const next = read >>> 6;
  let place = next - 1;
  while (place > from && isMarkAt(text, place)) place--;
  scan.at = next;
  scan.plain = next === at + 1 && place === at && foldInLine(text, at) < firstSpecial ? scan.plain + 1 : 0;
  if (isMark) takeBack(scan);
  take(scan, read & 63, place, report);
}

/** Sets down where the last plain symbols stand. */
function takePlaces(scan: Scan): void {
  const { text, at, places } = scan;
  for (let back = 1; back < careful; back++) places[(scan.count - back) & 7] = at - back;
  scan.before = isLetterAt(text, at - careful) ? 1 : separator;
  scan.plain = 0;
}

/** Takes the last symbol away; the one before the run is kept in the room above it. */
function takeBack(scan: Scan): void {
  scan.run = (scan.before << 24) | (scan.run >>> 6);
  scan.count--;
}

/** Adds a symbol that stands at an offset, and looks up what may begin in the run that it ends. */
function take(scan: Scan, symbol: number, place: number, report: Report): void {
  const { tables, text, places } = scan;
  scan.before = scan.run >>> 24;
  scan.run = pushSymbol(scan.run, symbol);
  places[scan.count++ & 7] = place;
  if (!mayBegin(tables.filter, scan.run)) return;
  const isWord = scan.run >>> 24 === separator;
  if (isWord ? ((scan.run >>> 18) & 63) === separator : scan.before === separator) return;
  if (openingOf(tables.filter, scan.run) < 0) return;
  const start = places[(scan.count - (isWord ? wordSymbols : partSymbols)) & 7] as number;
  lookUp(tables, text, start, 0, start, isWord, report);
}

/**
 * Reports all patterns that begin at an offset, which is where a word begins or a part of one may. Each code unit is
 * looked at once, with the one behind it, which may be a mark that belongs to it.
 * @param from the node that the symbols up to `rest` lead to
 */
function lookUp(
  tables: Tables,
  text: string,
  start: number,
  from: number,
  rest: number,
  isWhole: boolean,
  report: Report,
): void {
  const { nodes, tails } = tables;
  const { length } = text;
  let node = from * nodeWidth;
  let tail = -1;
  let at = rest;
  let ahead = at < length ? (folds[text.charCodeAt(at)] as number) : separator;
  for (;;) {
    if (tail < 0) {
      const word = nodes[node + wordColumn] as number;
      const children = nodes[node + baseColumn] as number;
      if (children < 0) tail = -1 - children;
      else if (word >= 0) found(text, word, start, at, isWhole, report);
    }
    if (tail >= 0 && tails[tail] === tailEnd) {
      found(text, nodes[node + wordColumn] as number, start, at, isWhole, report);
      return;
    }
    let symbol = ahead;
    let next = at + 1;
    ahead = next < length ? (folds[text.charCodeAt(next)] as number) : separator;
    if ((symbol | ahead) >= firstSpecial) {
      const read = symbolAt(text, at);
      symbol = read & 63;
      next = read >>> 6;
      ahead = next < length ? (folds[text.charCodeAt(next)] as number) : separator;
    }
    if (tail >= 0) {
      if (tails[tail++] !== symbol) return;
    } else {
      const child = ((nodes[node + baseColumn] as number) + symbol) * nodeWidth;
      if (nodes[child + checkColumn] !== node) return;
      node = child;
    }
    // A pattern that closes its word ends with it, not behind the separator.
    if (symbol !== separator) at = next;
  }
}

/** Reports a pattern with the word that it stands in; before a part of a compound there must be another part. */
function found(text: string, pattern: number, start: number, end: number, isWhole: boolean, report: Report): void {
  const word = isWhole ? start : wordStart(text, start, longestWord);
  if (isWhole || (word >= 0 && symbolAt(text, word) >>> 6 < start)) report(pattern, word, start, end);
}
