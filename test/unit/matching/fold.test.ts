import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords, separator, spellings, symbolAt, symbolKey } from '../../../lib/matching/fold.ts';

const key = (text: string) => foldWords(text).map(symbolKey).join(' ');

describe('folding a text', () => {
  it('reads case, accents and Nordic spellings of one letter alike', () => {
    expect(key('MØBLER')).toBe(key('möbler'));
    expect(key('Kläder')).toBe(key('klæder'));
    expect(key('idé')).toBe(key('IDE'));
  });

  it('reads composed and decomposed letters alike', () => {
    for (const word of ['gårdhave', 'kläder', 'möbler', 'idé']) expect(key(word.normalize('NFD'))).toBe(key(word));
  });

  it('reads raised and lowered digits as digits', () => {
    expect(key('kg CO₂ pr. m²')).toBe(key('kg CO2 pr. m2'));
  });

  it('keeps å, a and aa apart, and tells how å may be spelt', () => {
    expect(key('gas')).not.toBe(key('gås'));
    expect(key('på')).not.toBe(key('paa'));
    expect(foldWords('pærebåd').flatMap(spellings).map(symbolKey)).toEqual([key('pærebåd'), key('paerebaad')]);
    expect(foldWords('stol').flatMap(spellings).map(symbolKey)).toEqual([key('stol')]);
  });

  it('joins soft hyphens and words broken at the end of a line', () => {
    expect(key('rengørings\u00admidler')).toBe(key('rengøringsmidler'));
    expect(key('rengørings-\n   midler')).toBe(key('rengøringsmidler'));
    expect(key('rengørings-\r\n\r\nmidler')).toBe(key('rengøringsmidler'));
  });

  it('does not join a hanging hyphen before a conjunction or a capital, nor a dash', () => {
    expect(key('kontor-\nog mødestole')).toBe(key('kontor og mødestole'));
    expect(key('Nord-\nJylland')).toBe(key('nord jylland'));
    expect(key('møbler -\nnye')).toBe(key('møbler nye'));
  });

  it('reads a run of blanks and punctuation as one separator', () => {
    expect(key('borde,\u00a0 (stole)')).toBe(key('borde stole'));
  });

  it('tells words apart wherever a plain split does', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'ø', 'é', '7'), minLength: 1, maxLength: 6 });
    const gap = fc.string({
      unit: fc.constantFrom(' ', ',', '.', '–', '\n', '(', '\u00a0'),
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, gap)), (pieces) => {
        const text = pieces.flat().join('');
        expect(foldWords(text)).toHaveLength(pieces.length);
      }),
    );
  });

  it('goes forward through any text, to its end, in symbols alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let at = 0;
        while (at < text.length) {
          const read = symbolAt(text, at);
          expect(read >>> 6).toBeGreaterThan(at);
          expect(read & 63).toBeLessThan(42);
          at = read >>> 6;
        }
        expect(symbolAt(text, at) & 63).toBe(separator);
      }),
    );
  });
});
