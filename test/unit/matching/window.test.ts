import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords, separator, symbolKey } from '../../../lib/matching/fold.ts';
import {
  createWindow,
  endOf,
  longestWord,
  margin,
  numberAt,
  readInto,
  startOf,
  type Window,
  widestGap,
  wordEnd,
  wordStart,
  wordsBefore,
} from '../../../lib/matching/window.ts';

function windowOf(text: string, from = 0): Window {
  const window = createWindow();
  readInto(window, text, from);
  return window;
}

/** The words of a window, each cut out of the text by the way back. */
function wordsOf(window: Window): string[] {
  const { text, symbols, end } = window;
  const words: string[] = [];
  for (let number = margin; number < end; number++) {
    if (symbols[number] === separator) continue;
    const first = number;
    while (symbols[number] !== separator) number++;
    words.push(text.slice(startOf(window, first), endOf(window, number - 1)));
  }
  return words;
}

const units = fc.oneof(
  fc.constantFrom(...'aåæøEoi stkb-\n\u00ad\u030a\u0308,.%1é'.split('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const anyText = fc.string({ unit: units, maxLength: 120 });

describe('a window on a text', () => {
  it('holds the words of any text, and the way back to them', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = wordsOf(windowOf(text)).map((word) => foldWords(word).map(symbolKey));
        expect(folded).toEqual(foldWords(text).map((word) => [symbolKey(word)]));
      }),
      { numRuns: 500 },
    );
  });

  it('leads back past what is not seen', () => {
    const text = 'Nye m\u00adøb\u00adler, mo\u0308bler\u00ad og mø-\nbler';
    expect(wordsOf(windowOf(text))).toEqual(['Nye', 'm\u00adøb\u00adler', 'mo\u0308bler', 'og', 'mø-\nbler']);
  });

  it('tells what stands at an offset, and before it where nothing does', () => {
    for (const text of ['nye borde og stole', 'ny\u00ade borde og stole']) {
      const window = windowOf(text);
      const number = numberAt(window, text.indexOf('borde'));
      expect(startOf(window, number)).toBe(text.indexOf('borde'));
      expect(numberAt(window, text.length)).toBe(window.end);
      expect(numberAt(window, 0)).toBe(margin);
    }
    expect(numberAt(windowOf('a\u00ad\u00adb'), 2)).toBe(margin + 1);
  });

  it('reads no more than it has room for, and says where the text goes on', () => {
    const text = 'borde og stole '.repeat(2000);
    const window = windowOf(text, 6);
    expect(window.next).toBe(6 + window.end - margin);
    expect(window.next).toBeLessThan(text.length);
    expect([...window.symbols.subarray(window.end, window.end + margin)]).toEqual(Array(margin).fill(separator));
  });

  it('finds the beginning and the end of a word, none of a run of letters longer than any', () => {
    const { symbols, end } = windowOf(`nye borde ${'a'.repeat(longestWord)} ${'b'.repeat(longestWord + 1)}`);
    expect(wordStart(symbols, margin + 9)).toBe(margin + 4);
    expect(wordEnd(symbols, margin + 5)).toBe(margin + 9);
    expect(wordEnd(symbols, margin + 10)).toBe(margin + 10 + longestWord);
    expect(wordStart(symbols, end)).toBe(-1);
    expect(wordEnd(symbols, end - longestWord - 1)).toBe(-1);
  });

  it('goes back by words, no further than its beginning or such a run', () => {
    const { symbols, end } = windowOf(`en ${'b'.repeat(longestWord + 1)} to, tre - fire`);
    expect(wordsBefore(symbols, end, 1)).toBe(end - 4);
    expect(wordsBefore(symbols, end, 3)).toBe(end - 'to, tre - fire'.length);
    expect(wordsBefore(symbols, end, 9)).toBe(end - ' to, tre - fire'.length);
    expect(wordsBefore(symbols, margin + 1, 3)).toBe(margin);
  });

  it('goes back by words over no more separators than may stand between two', () => {
    const { symbols, end } = windowOf(`en to${' '.repeat(widestGap)}tre`);
    expect(wordsBefore(symbols, end, 2)).toBe(margin + 3);
    const wide = windowOf(`en to${' '.repeat(widestGap + 1)}tre`);
    expect(wordsBefore(wide.symbols, wide.end, 2)).toBe(wide.end - 3);
  });
});
