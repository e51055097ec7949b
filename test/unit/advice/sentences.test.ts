import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../lib/advice/sentences.ts';
import type { Block } from '../../../lib/portals/tender.ts';

const block = (text: string): Block => ({ where: 'description', lot: null, text, source: null });

/** The sentence around some words, with so many before and after. */
function around(text: string, words: string, before = 0, after = 0): string {
  const start = text.indexOf(words);
  const found = sentencesOf([block(text)])({ block: 0, start, end: start + words.length }, before, after);
  return text.slice(found.from, found.to);
}

describe('the sentence that words stand in', () => {
  const text = 'Stole skal holde. Mindst 30 pct. af træet er FSC-mærket, jf. bilag 2. Priser oplyses!';

  it('ends at its own mark, and not at an abbreviation or inside a number', () => {
    expect(around(text, 'holde')).toBe('Stole skal holde.');
    expect(around(text, 'træet')).toBe(' Mindst 30 pct. af træet er FSC-mærket, jf. bilag 2.');
    expect(around('Højst 3.5 kg. Let.', 'Højst')).toBe('Højst 3.5 kg.');
    expect(around('Stole\n\nBorde', 'Borde')).toBe('\nBorde');
  });

  it('takes neighbours along, as far as the text goes', () => {
    expect(around(text, 'træet', 1, 1)).toBe(text);
    expect(around(text, 'holde', 1, 0)).toBe('Stole skal holde.');
    expect(around(text, 'oplyses', 0, 3)).toBe(' Priser oplyses!');
  });

  it('is the same for one that remembers as for one that asks anew', () => {
    const words = fc.constantFrom('a', ' ', '. ', '.', '! ', '\n\n', 'ca. ', 'pct.', '3.5', 'f.eks. ');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (parts, one, other) => {
        const text = parts.join('');
        const sentenceOf = sentencesOf([block('Andet. Helt.'), block(text)]);
        sentenceOf({ block: 1, start: 0, end: 1 }, 0, 0);
        const start = one % text.length;
        const end = Math.min(text.length, start + 1 + (other % 5));
        const kept = sentenceOf({ block: 1, start, end }, 1, 1);
        const anew = sentencesOf([block(''), block(text)])({ block: 1, start, end }, 1, 1);
        expect(kept).toEqual(anew);
        expect(kept.from <= start && kept.to >= end).toBe(true);
      }),
    );
  });

  it('is looked for once in a text, however many places are asked about', () => {
    let read = 0;
    const long = 'Stole skal holde. '.repeat(50);
    const matchAll = (end: RegExp) => {
      read += 1;
      return long.matchAll(end);
    };
    const counted = { toString: () => long, length: long.length, matchAll };
    const sentenceOf = sentencesOf([{ ...block(''), text: counted as unknown as string }]);
    for (let start = 0; start < long.length; start += 6) sentenceOf({ block: 0, start, end: start + 5 }, 1, 1);
    expect(read).toBe(1);
  });
});
