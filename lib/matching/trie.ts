import { symbolCount } from './fold.ts';

/**
 * A set of words to look up from any place of a text, as four flat tables (a double-array trie after Aoe, 1989).
 * A node is a slot: its child by symbol `s` is the slot `base + s` where `check` names the node as parent. From where
 * one word alone is left, the rest of it stands in `tails`, so few nodes serve thousands of words.
 */
export interface Trie {
  /** By slot: where its children begin; below 0 for a leaf, -1 - its place in `tails`. */
  base: Int32Array;
  /** By slot: its parent, or -1 for a free one. */
  check: Int32Array;
  /** By slot: number of the word that ends in it, or -1. A leaf has its word here, wherever that ends. */
  word: Int32Array;
  /** The rests of words, each ended by `tailEnd`. */
  tails: Uint8Array;
}

/**
 * The three numbers of each slot side by side, for where one is read the others mostly are. `check` is the parent's
 * row here, not its slot.
 */
export const nodeWidth = 4;
export const baseColumn = 0;
export const checkColumn = 1;
export const wordColumn = 2;

/** The rows of a trie's slots. */
export function nodesOf({ base, check, word }: Trie): Int32Array {
  const nodes = new Int32Array(base.length * nodeWidth);
  for (let slot = 0; slot < base.length; slot++) {
    nodes[slot * nodeWidth + baseColumn] = base[slot] as number;
    nodes[slot * nodeWidth + checkColumn] = (check[slot] as number) * nodeWidth;
    nodes[slot * nodeWidth + wordColumn] = word[slot] as number;
  }
  return nodes;
}

/** No symbol of a word. */
export const tailEnd = 255;

/** Builds the trie; word numbers are the positions in `words`, which must differ, and none may be empty. */
export function buildTrie(words: readonly Uint8Array[]): Trie {
  const wordOf = (number: number) => words[number] as Uint8Array;
  const order = words.map((_, number) => number).sort((a, b) => compare(wordOf(a), wordOf(b)));
  const slots = createSlots();
  const tails: number[] = [];
  /** The words from `low` to `high` in order share their first `depth` symbols, which lead to `slot`. */
  const fill = (slot: number, low: number, high: number, depth: number): void => {
    const first = order[low] as number;
    if (high - low === 1 && depth > 0) {
      slots.word[slot] = first;
      slots.base[slot] = -1 - tails.length;
      tails.push(...wordOf(first).subarray(depth), tailEnd);
      return;
    }
    let from = low;
    if (wordOf(first).length === depth) {
      slots.word[slot] = first;
      from++;
    }
    const groups: { symbol: number; low: number; high: number }[] = [];
    for (let i = from; i < high; i++) {
      const symbol = wordOf(order[i] as number)[depth] as number;
      const last = groups.at(-1);
      if (last?.symbol === symbol) last.high = i + 1;
      else groups.push({ symbol, low: i, high: i + 1 });
    }
    const base = slots.place(
      slot,
      groups.map(({ symbol }) => symbol),
    );
    for (const group of groups) fill(base + group.symbol, group.low, group.high, depth + 1);
  };
  if (order.length > 0) fill(0, 0, order.length, 0);
  return { ...slots.tables(), tails: Uint8Array.from(tails) };
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The growing tables, and where children may still be put. */
function createSlots() {
  const base: number[] = [];
  const check: number[] = [];
  const word: number[] = [];
  /** No free slot stands before it. */
  let free = 1;
  const grow = (size: number): void => {
    while (base.length < size) {
      base.push(0);
      check.push(-1);
      word.push(-1);
    }
  };
  const isFree = (slot: number): boolean => slot >= check.length || check[slot] === -1;
  grow(symbolCount);
  return {
    base,
    word,
    /** Finds room for the children of a node and takes it. */
    place(parent: number, symbols: readonly number[]): number {
      while (!isFree(free)) free++;
      let start = Math.max(1, free - (symbols[0] as number));
      while (!symbols.every((symbol) => isFree(start + symbol))) start++;
      grow(start + symbolCount);
      base[parent] = start;
      for (const symbol of symbols) check[start + symbol] = parent;
      return start;
    },
    tables: () => ({ base: Int32Array.from(base), check: Int32Array.from(check), word: Int32Array.from(word) }),
  };
}
