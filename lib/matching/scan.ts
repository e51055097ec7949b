import { separator, symbolAt } from './fold.ts';
import { mostWords } from './neighbours.ts';
import { createWindow, longestWord, numberAt, readInto, startOf, type Window, wordsBefore } from './window.ts';
import { itemsOfLong, itemsOfShort, longestShort, shortRow, type WordMemory } from './word-memory.ts';

/** A pass over a text that can stop and go on. */
export interface Scan {
  readonly text: string;
  /** What is read of the text when something is reported. */
  readonly window: Window;
  /** Where the next window begins: so many words before `at` that a phrase finds all of its own. */
  from: number;
  /** The next word to be judged begins here or later. */
  at: number;
}

/** What is told of a word in which something stands: its number in the window, and the place of its items. */
export type Report = (word: number, items: number) => void;

/** One is used for all, since there are many; scans never run at once. */
const shared = createWindow();

export function createScan(text: string): Scan {
  return { text, window: shared, from: 0, at: 0 };
}

/** Words around a word that may matter to it, its own among them. */
const reach = mostWords + 2;

/**
 * Reads on to `limit` and reports the words that begin before it; true when the text is at its end. Nothing is allocated.
 */
export function scanTo(scan: Scan, limit: number, memory: WordMemory, report: Report): boolean {
  const { text, window } = scan;
  while (scan.at < Math.min(limit, text.length)) {
    readInto(window, text, scan.from);
    const { symbols, end, next } = window;
    const settled = next >= text.length ? end : wordsBefore(symbols, end, reach);
    const wanted = Math.min(settled, numberAt(window, limit));
    judge(memory, window, numberAt(window, scan.at), wanted, report);
    goOn(scan, wanted);
  }
  return limit >= text.length;
}

/** Sets down where the next window begins when all words are judged that begin before a symbol. */
function goOn(scan: Scan, number: number): void {
  const { text, window } = scan;
  const { symbols, end } = window;
  const isInWord = symbols[number - 1] !== separator;
  let at = number;
  while (isInWord && at < end && symbols[at] !== separator) at++;
  if (at < end) {
    scan.at = startOf(window, at);
    scan.from = startOf(window, wordsBefore(symbols, at, reach));
    return;
  }
  // All of the window is judged: what comes behind it has no neighbours in it.
  scan.at = isInWord ? behindRun(text, window.next) : window.next;
  scan.from = scan.at;
}

/** Where a run of letters ends that goes on at an offset. */
function behindRun(text: string, offset: number): number {
  let at = offset;
  while (at < text.length) {
    const read = symbolAt(text, at);
    if ((read & 63) === separator) break;
    at = read >>> 6;
  }
  return at;
}

/** What of four symbols belongs to a word, by its length; a step further what of the next four does, then of those behind. */
const maskStep = longestShort + 1;
const masks = Int32Array.from({ length: 3 * maskStep }, (_, place) => {
  const symbols = Math.min(4, Math.max(0, (place % maskStep) - 4 * Math.floor(place / maskStep)));
  return symbols === 4 ? -1 : 2 ** (8 * symbols) - 1;
});

/** Reports the words in which something stands, of those that begin between two symbols. */
function judge(memory: WordMemory, window: Window, first: number, last: number, report: Report): void {
  const { symbols, view, gaps, count } = window;
  const { short } = memory;
  const own = masks;
  let number = wordFrom(window, first);
  let start = (gaps[number - 1] as number) + 1;
  for (; number < count && start < last; number++) {
    const end = gaps[number] as number;
    const length = end - start;
    if (length > longestShort) {
      const items = length > longestWord ? 0 : itemsOfLong(memory, symbols, view, start, end);
      if (items !== 0) report(number, items);
      start = end + 1;
      continue;
    }
    const one = view.getInt32(start, true) & (own[length] as number);
    const two = view.getInt32(start + 4, true) & (own[length + maskStep] as number);
    const three = view.getInt32(start + 8, true) & (own[length + 2 * maskStep] as number);
    const row = shortRow(one, two, three);
    const others =
      ((short[row] as number) ^ one) | ((short[row + 1] as number) ^ two) | ((short[row + 2] as number) ^ three);
    const items =
      others === 0 ? (short[row + 3] as number) : itemsOfShort(memory, symbols, start, end, one, two, three);
    if (items !== 0) report(number, items);
    start = end + 1;
  }
}

/** Number of the first word that begins at a symbol or behind it. */
function wordFrom({ gaps, count }: Window, first: number): number {
  let [low, high] = [1, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((gaps[middle - 1] as number) + 1 < first) low = middle + 1;
    else high = middle;
  }
  return low;
}
