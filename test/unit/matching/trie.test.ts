import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTrie, type Trie, tailEnd } from '../../../lib/matching/trie.ts';

/** Numbers of the words that a text begins with. */
function found({ base, check, word, tails }: Trie, text: Uint8Array): number[] {
  const numbers: number[] = [];
  let node = 0;
  for (let at = 0; ; at++) {
    const children = base[node] as number;
    if (children < 0) {
      const tail = tails.subarray(-1 - children, tails.indexOf(tailEnd, -1 - children));
      return tail.every((symbol, i) => text[at + i] === symbol) ? [...numbers, word[node] as number] : numbers;
    }
    if ((word[node] as number) >= 0) numbers.push(word[node] as number);
    const symbol = text[at];
    if (symbol === undefined || check[children + symbol] !== node) return numbers;
    node = children + symbol;
  }
}

describe('the trie', () => {
  it('finds every word that a text begins with, like a comparison with each', () => {
    const word = fc.uint8Array({ max: 3, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { selector: String, maxLength: 20 }),
        fc.uint8Array({ max: 3, maxLength: 8 }),
        (words, text) => {
          const expected = words.flatMap((own, number) =>
            own.every((symbol, i) => text[i] === symbol) ? [number] : [],
          );
          expect(found(buildTrie(words), text).sort()).toEqual(expected.sort());
        },
      ),
    );
  });
});
