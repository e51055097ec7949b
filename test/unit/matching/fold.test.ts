import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldPattern, separator, symbolKey } from '../../../lib/matching/fold.ts';

const key = (text: string) => symbolKey(foldPattern(text));

describe('folding a text', () => {
  it('reads case, accents and Nordic spellings of one letter alike', () => {
    expect(key('MØBLER')).toBe(key('möbler'));
    expect(key('Kläder')).toBe(key('klæder'));
    expect(key('idé')).toBe(key('IDE'));
    expect(key('a\u030a')).toBe(key('å'));
  });

  it('reads raised and lowered digits as digits', () => {
    expect(key('kg CO₂ pr. m²')).toBe(key('kg CO2 pr. m2'));
  });

  it('keeps å, a and aa apart', () => {
    expect(key('gas')).not.toBe(key('gås'));
    expect(key('på')).not.toBe(key('pa'));
  });

  it('joins soft hyphens and words broken at the end of a line', () => {
    expect(key('rengørings\u00admidler')).toBe(key('rengøringsmidler'));
    expect(key('rengørings-\n   midler')).toBe(key('rengøringsmidler'));
  });

  it('does not join a hanging hyphen before a conjunction or a capital', () => {
    expect(key('kontor-\nog mødestole')).toBe(key('kontor og mødestole'));
    expect(key('Nord-\nJylland')).toBe(key('nord jylland'));
  });

  it('reads a run of blanks and punctuation as one separator', () => {
    expect(key('borde,\u00a0 (stole)')).toBe(key('borde stole'));
  });

  it('leads every symbol back to its own character, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { symbols, offsets, length } = fold(text);
        expect(symbols[0]).toBe(separator);
        expect(symbols[length - 1]).toBe(separator);
        for (let i = 1; i < length - 1; i++) {
          expect(offsets[i]).toBeLessThan(text.length);
          if (i > 1) expect(offsets[i]).toBeGreaterThan(offsets[i - 1] ?? -1);
        }
      }),
    );
  });
});
