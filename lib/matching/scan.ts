import { kindOf, kindOfUnit, mayBegin, pushKind } from './filter.ts';
import { firstSpecial, foldOf, mark, separator, symbolAt, wordStart } from './fold.ts';
import type { Tables } from './tables.ts';
import { tailEnd } from './trie.ts';

/** A longer run of letters is data and no word. In code units. */
export const longestWord = 240;

/** A pass over a text that can stop and go on. */
export interface Scan {
  readonly tables: Tables;
  readonly text: string;
  /** Next code unit to be read. */
  at: number;
  /** The last five symbols as kinds, the last one lowest. */
  run: number;
  /** Offset behind the last code unit that was not a symbol by itself. */
  unusual: number;
}

/**
 * What is told of a pattern that stands in a text: its number, the offsets where its word begins, where itself begins
 * and where it ends.
 */
export type Report = (pattern: number, word: number, start: number, end: number) => void;

export function createScan(tables: Tables, text: string): Scan {
  return { tables, text, at: 0, run: 0, unusual: 0 };
}

/**
 * Reads on to `limit` and reports the patterns whose beginning was met; true when the text is at its end. One look at
 * each code unit and one at the filter; only where that lets through a word is looked up. Nothing is allocated.
 */
export function scanTo(scan: Scan, limit: number, report: Report): boolean {
  const { text, tables } = scan;
  const { filter } = tables;
  const end = Math.min(limit, text.length);
  let { at, run, unusual } = scan;
  while (at < end) {
    const kind = kindOfUnit(text.charCodeAt(at));
    if (kind < firstSpecial) {
      run = pushKind(run, kind);
      if (mayBegin(filter, run)) meet(tables, text, run, at, at - unusual, report);
      at++;
      continue;
    }
    // A mark changes the letter before it, which is read once more; the rest is passed over with what comes next.
    const isMark = kind === mark && at > 0 && foldOf(text.charCodeAt(at - 1)) < firstSpecial;
    const read = symbolAt(text, isMark ? at - 1 : at);
    run = pushKind(isMark ? run >>> 5 : run, kindOf(read & 63));
    at = read >>> 6;
    unusual = at;
    if (mayBegin(filter, run)) meet(tables, text, run, at - 1, 0, report);
  }
  const isEnd = at >= text.length;
  if (isEnd && at === text.length) {
    run = pushKind(run, separator);
    if (mayBegin(filter, run)) meet(tables, text, run, at, at - unusual, report);
    at++;
  }
  scan.at = at;
  scan.run = run;
  scan.unusual = unusual;
  return isEnd;
}

/**
 * A run in which some pattern may begin was met; its last symbol stands at `at`, and the last `plain` code units are a
 * symbol each. A word is looked up at its fourth letter, a shorter one at its end.
 */
function meet(tables: Tables, text: string, run: number, at: number, plain: number, report: Report): void {
  const isEnded = (run & 31) === separator;
  const first = (run >>> 5) & 31;
  const second = (run >>> 10) & 31;
  const third = (run >>> 15) & 31;
  if (first === separator) return;
  let symbols = 4;
  if (isEnded) {
    symbols = 3;
    if (second === separator) symbols = 1;
    else if (third === separator) symbols = 2;
  } else if (second === separator || third === separator) return;
  const isWhole = symbols < 3 || run >>> 20 === separator;
  const end = isEnded ? at : at + 1;
  const start = plain > symbols ? end - symbols : placeBefore(text, end, symbols);
  lookUp(tables, text, start, isWhole, report);
}

/** The offset of the symbol that stands so many symbols before `end` in a word. */
function placeBefore(text: string, end: number, symbols: number): number {
  let start = end;
  for (let left = symbols; left > 0 && start > 0; ) {
    start--;
    const fold = foldOf(text.charCodeAt(start));
    if (fold !== separator && fold < firstSpecial) left--;
  }
  return start;
}

/** Reports all patterns that begin at an offset, which is where a word begins or a part of one may. */
function lookUp(tables: Tables, text: string, start: number, isWhole: boolean, report: Report): void {
  const { base, check, word, tails } = tables;
  let node = 0;
  let at = start;
  for (;;) {
    const children = base[node] as number;
    if (children < 0) {
      let tail = -1 - children;
      for (; tails[tail] !== tailEnd; tail++) {
        const read = symbolAt(text, at);
        if (tails[tail] !== (read & 63)) return;
        if ((read & 63) !== separator) at = read >>> 6;
      }
      found(text, word[node] as number, start, at, isWhole, report);
      return;
    }
    if ((word[node] as number) >= 0) found(text, word[node] as number, start, at, isWhole, report);
    const read = symbolAt(text, at);
    const next = children + (read & 63);
    if (check[next] !== node) return;
    node = next;
    // A pattern that closes its word ends with it, not behind the separator.
    if ((read & 63) !== separator) at = read >>> 6;
  }
}

/** Reports a pattern with the word that it stands in; before a part of a compound there must be another part. */
function found(text: string, pattern: number, start: number, end: number, isWhole: boolean, report: Report): void {
  const word = isWhole ? start : wordStart(text, start, longestWord);
  if (isWhole || (word >= 0 && symbolAt(text, word) >>> 6 < start)) report(pattern, word, start, end);
}
