import { firstSpecial, foldInLine, folds, isMarkAt, separator, symbolAt } from './fold.ts';

/** A longer run of letters is data and no word: nothing is found in it or across it. In symbols. */
export const longestWord = 240;

/** Most symbols in a window: all that is looked at time and again stays near the processor. */
const size = 8192;
/** Separators on both sides, so that nothing has to ask where the window ends. */
export const margin = 16;

/**
 * A stretch of a text as symbols, each letter folded once, and the way back to the text. Its symbols have the numbers
 * from `margin` up to `end`; around them stand separators.
 */
export interface Window {
  text: string;
  symbols: Uint8Array;
  end: number;
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
  return { text: '', symbols: new Uint8Array(room), end: margin, next: 0, base: 0, isPlain: true, starts, ends };
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
}

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
export function numberAt(window: Window, offset: number): number {
  if (window.isPlain) return Math.max(margin, Math.min(window.end, offset - window.base + margin));
  let number = margin;
  while (number < window.end && (window.starts[number] as number) < offset) number++;
  return number;
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

/** Where so many words before a symbol begin, fewer where the window or a run of letters that is no word cuts them off. */
export function wordsBefore(symbols: Uint8Array, number: number, words: number): number {
  let at = number;
  for (let left = words; left > 0 && at > margin; left--) {
    while (at > margin && symbols[at - 1] === separator) at--;
    const start = wordStart(symbols, at);
    if (start < 0) return at;
    at = start;
  }
  return at;
}
