import { firstSpecial, foldInLine, folds, isMarkAt, separator, symbolAt } from './fold.ts';

/** A longer run of letters is data and no word: nothing is found in it or across it. In symbols. */
export const longestWord = 240;
/** Words further apart do not stand beside each other: no phrase reaches over that. In separators. */
export const widestGap = 240;

/**
 * Most symbols in a window: all that is looked at time and again stays near the processor, and a word has room in it
 * for all of its neighbours on both sides, however long and far apart.
 */
const size = 16_384;
/** Separators on both sides, so that nothing has to ask where the window ends. */
export const margin = 16;

/**
 * A stretch of a text as symbols, each letter folded once, and the way back to the text. Its symbols have the numbers
 * from `margin` up to `end`; around them stand separators.
 */
export interface Window {
  text: string;
  symbols: Uint8Array;
  /** The same, to read four at once. */
  view: DataView;
  end: number;
  /**
   * Numbers of its separators, `count` of them, from the one before its first symbol to the one behind its last: word
   * `n`, which may be empty, stands between those at `n - 1` and `n`.
   */
  gaps: Int32Array;
  count: number;
  /** Offset at which the text goes on behind the window. */
  next: number;
  /** Offset of the first symbol. */
  base: number;
  /** Whether each symbol is one code unit, right behind the one before. */
  isPlain: boolean;
  /** Where not, the offsets at which each symbol begins and ends: between them stands what is not seen. */
  starts: Int32Array;
  ends: Int32Array;
}

export function createWindow(): Window {
  const room = size + 2 * margin;
  const [starts, ends] = [new Int32Array(room), new Int32Array(room)];
  const symbols = new Uint8Array(room);
  const view = new DataView(symbols.buffer);
  const gaps = new Int32Array(room);
  return { text: '', symbols, view, end: margin, gaps, count: 0, next: 0, base: 0, isPlain: true, starts, ends };
}

/** Reads a text from an offset on until the window is full or the text at its end. */
export function readInto(window: Window, text: string, from: number): void {
  const { symbols } = window;
  window.text = text;
  window.base = from;
  window.isPlain = true;
  window.next = from;
  window.end = margin;
  while (window.next < text.length && window.end < size) {
    const first = window.end;
    readPlain(window);
    if (!window.isPlain) place(window, first, window.next);
    if (window.next < text.length && window.end < size) readUnusual(window);
  }
  symbols.fill(separator, window.end, window.end + margin);
  noteGaps(window);
}

/** Notes the separators: without a branch, for no processor can foresee where they are. */
function noteGaps(window: Window): void {
  const { view, gaps, end } = window;
  gaps[0] = margin - 1;
  let count = 1;
  for (let at = margin; at <= end; at += 4) {
    const found = separatorsIn(view.getInt32(at, true));
    gaps[count] = at;
    count += (found >> 6) & 1;
    gaps[count] = at + 1;
    count += (found >> 14) & 1;
    gaps[count] = at + 2;
    count += (found >> 22) & 1;
    gaps[count] = at + 3;
    count += found >> 30;
  }
  while ((gaps[count - 1] as number) > end) count--;
  window.count = count;
}

/** Marks those of four symbols that are separators: the seventh bit of each. Symbols have six, so nothing overflows. */
const separatorsIn = (four: number): number => ~(four + 0x3f3f3f3f) & 0x40404040;

/** Reads on as long as each code unit is a symbol: four at a time, and without a call. */
function readPlain(window: Window): void {
  const { text, symbols } = window;
  const table = folds;
  let at = window.next;
  let to = window.end;
  const end = Math.min(text.length, at + size - to);
  for (;;) {
    for (; at + 3 < end; at += 4, to += 4) {
      const first = table[text.charCodeAt(at)] as number;
      const second = table[text.charCodeAt(at + 1)] as number;
      const third = table[text.charCodeAt(at + 2)] as number;
      const fourth = table[text.charCodeAt(at + 3)] as number;
      if ((first | second | third | fourth) >= firstSpecial) break;
      symbols[to] = first;
      symbols[to + 1] = second;
      symbols[to + 2] = third;
      symbols[to + 3] = fourth;
    }
    // What stopped it may be no more than a unit that was not met before, or a hyphen within a line.
    const soon = Math.min(end, at + 4);
    for (; at < soon; at++, to++) {
      const symbol = foldInLine(text, at);
      if (symbol >= firstSpecial) break;
      symbols[to] = symbol;
    }
    if (at < soon || at === end) break;
  }
  window.next = at;
  window.end = to;
}

/** Sets down where plain symbols stand, from that number to the last, which ends at an offset. */
function place({ starts, ends, end }: Window, first: number, offset: number): void {
  for (let number = first, at = offset - (end - first); number < end; number++) {
    starts[number] = at++;
    ends[number] = at;
  }
}

/** Reads past a code unit that is no symbol, the one before it once more: a mark changes it. */
function readUnusual(window: Window): void {
  const { text, symbols, starts, ends } = window;
  const unusual = window.next;
  if (window.isPlain) place(window, margin, unusual);
  window.isPlain = false;
  if (window.end > margin) window.next = starts[--window.end] as number;
  while (window.next <= unusual) {
    const read = symbolAt(text, window.next);
    const end = read >>> 6;
    let start = end - 1;
    while (start > window.next && isMarkAt(text, start)) start--;
    symbols[window.end] = read & 63;
    starts[window.end] = start;
    ends[window.end] = end;
    window.end++;
    window.next = end;
  }
}

/** Offset in the text at which a symbol begins. */
export function startOf({ isPlain, base, starts }: Window, number: number): number {
  return isPlain ? base + number - margin : (starts[number] as number);
}

/** Offset in the text at which a symbol ends. */
export function endOf({ isPlain, base, ends }: Window, number: number): number {
  return isPlain ? base + number - margin + 1 : (ends[number] as number);
}

/** Number of the first symbol that begins at an offset or behind it; the window's end when none does. */
export function numberAt({ isPlain, base, starts, end }: Window, offset: number): number {
  if (isPlain) return Math.max(margin, Math.min(end, offset - base + margin));
  let [low, high] = [margin, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the word begins that goes on up to a symbol; -1 for a run of letters that is no word. */
export function wordStart(symbols: Uint8Array, end: number): number {
  let at = end;
  while (symbols[at - 1] !== separator) if (end - --at > longestWord) return -1;
  return at;
}

/** Where the word ends that goes on from a symbol; -1 for a run of letters that is no word. */
export function wordEnd(symbols: Uint8Array, start: number): number {
  let at = start;
  while (symbols[at] !== separator) if (++at - start > longestWord) return -1;
  return at;
}

/** Where the separators begin that stand before a symbol; -1 when they are more than may stand between two words. */
export function gapStart(symbols: Uint8Array, end: number): number {
  let at = end;
  while (symbols[at - 1] === separator && at > margin) if (end - --at > widestGap) return -1;
  return at;
}

/**
 * Where so many words before a symbol begin, fewer where the window, a wide gap or a run of letters that is no word cuts
 * them off.
 */
export function wordsBefore(symbols: Uint8Array, number: number, words: number): number {
  let at = number;
  for (let left = words; left > 0 && at > margin; left--) {
    const gap = gapStart(symbols, at);
    if (gap < 0) return at;
    const start = wordStart(symbols, gap);
    if (start < 0) return gap;
    at = start;
  }
  return at;
}
