import type { Trie } from './trie.ts';
import { tailEnd } from './trie.ts';

/** A later part of a compound is looked up when its first symbols begin some pattern: one bit for each three symbols. */
export type Parts = Int32Array;

const bitsOfThree = 2 ** 18;

/** The bit of the three symbols from a place on. */
export const threeAt = (symbols: Uint8Array, at: number): number =>
  ((symbols[at] as number) << 12) | ((symbols[at + 1] as number) << 6) | (symbols[at + 2] as number);

/** Whether a part may begin with three symbols. */
export const mayBegin = (parts: Parts, three: number): boolean =>
  (((parts[three >>> 5] as number) >>> three) & 1) !== 0;

/**
 * The beginnings of a trie's patterns that may be later parts of compounds; none is shorter than three symbols.
 * @param mayBePart by a pattern's number
 */
export function partsOf({ base, check, word, tails }: Trie, mayBePart: (pattern: number) => boolean): Parts {
  const parts = new Int32Array(bitsOfThree / 32);
  const symbols = new Uint8Array(3);
  for (let leaf = 0; leaf < word.length; leaf++) {
    const pattern = word[leaf] as number;
    if (pattern < 0 || !mayBePart(pattern)) continue;
    // From the leaf back to the root: the last three symbols met are the first.
    let depth = 0;
    for (let node = leaf; node !== 0; node = check[node] as number) {
      symbols.copyWithin(1, 0);
      symbols[0] = node - (base[check[node] as number] as number);
      depth++;
    }
    for (let tail = -1 - (base[leaf] as number); depth < 3 && tails[tail] !== tailEnd; tail++) {
      symbols[depth++] = tails[tail] as number;
    }
    const three = threeAt(symbols, 0);
    parts[three >>> 5] = (parts[three >>> 5] as number) | (1 << three);
  }
  return parts;
}
