import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAutomaton, walk } from '../../../lib/matching/automaton.ts';

describe('the automaton', () => {
  it('reports every pattern at every place, overlapping ones too, like a search for each', () => {
    const word = fc.uint8Array({ min: 1, max: 3, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { selector: String, maxLength: 12 }),
        fc.uint8Array({ max: 3 }),
        (words, text) => {
          const found: string[] = [];
          walk(buildAutomaton(words), text, (pattern, last) => found.push(`${pattern}@${last}`));
          const expected = words.flatMap((pattern, number) =>
            [...text.keys()]
              .filter((last) => last + 1 >= pattern.length)
              .filter((last) => pattern.every((symbol, i) => text[last - pattern.length + 1 + i] === symbol))
              .map((last) => `${number}@${last}`),
          );
          expect(found.sort()).toEqual(expected.sort());
        },
      ),
    );
  });
});
