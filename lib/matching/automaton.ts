import { symbolCount } from './fold.ts';

/**
 * All patterns in one automaton (Aho-Corasick, made deterministic): a text is walked once, one table look-up a
 * symbol, however many patterns there are.
 */
export interface Automaton {
  /** `next[state * symbolCount + symbol]`: the state after that symbol. Two bytes a cell while the states allow it. */
  next: Uint16Array | Int32Array;
  /** Pattern that ends in a state, or -1. */
  pattern: Int32Array;
  /** The next shorter state in which a pattern ends too, or 0 for none. */
  shorter: Int32Array;
}

/** Builds the automaton; pattern numbers are the positions in `patterns`, which must differ from each other. */
export function buildAutomaton(patterns: readonly Uint8Array[]): Automaton {
  const trie = buildTrie(patterns);
  const { states } = trie;
  const next = states <= 0xffff ? new Uint16Array(states * symbolCount) : new Int32Array(states * symbolCount);
  const pattern = trie.pattern.slice(0, states);
  const shorter = new Int32Array(states);
  const fallback = new Int32Array(states);
  const queue = new Int32Array(states);
  let tail = 1;
  // Breadth first: a state's row is that of its fallback, which is done, with its own children on top.
  for (let head = 0; head < tail; head++) {
    const state = queue[head] as number;
    const back = fallback[state] as number;
    if (state !== 0) {
      next.copyWithin(state * symbolCount, back * symbolCount, (back + 1) * symbolCount);
      shorter[state] = (pattern[back] as number) >= 0 ? back : (shorter[back] as number);
    }
    for (let child = trie.firstChild[state] as number; child !== 0; child = trie.sibling[child] as number) {
      const symbol = trie.symbol[child] as number;
      fallback[child] = state === 0 ? 0 : (next[back * symbolCount + symbol] as number);
      next[state * symbolCount + symbol] = child;
      queue[tail++] = child;
    }
  }
  return { next, pattern, shorter };
}

interface Trie {
  states: number;
  /** By state; 0 is none, since the root is nobody's child. */
  firstChild: Int32Array;
  sibling: Int32Array;
  symbol: Uint8Array;
  pattern: Int32Array;
}

function buildTrie(patterns: readonly Uint8Array[]): Trie {
  const room = patterns.reduce((sum, { length }) => sum + length, 1);
  const firstChild = new Int32Array(room);
  const sibling = new Int32Array(room);
  const symbol = new Uint8Array(room);
  const pattern = new Int32Array(room).fill(-1);
  let states = 1;
  patterns.forEach((symbols, number) => {
    let state = 0;
    for (const wanted of symbols) {
      let child = firstChild[state] as number;
      while (child !== 0 && symbol[child] !== wanted) child = sibling[child] as number;
      if (child === 0) {
        child = states++;
        symbol[child] = wanted;
        sibling[child] = firstChild[state] as number;
        firstChild[state] = child;
      }
      state = child;
    }
    pattern[state] = number;
  });
  return { states, firstChild, sibling, symbol, pattern };
}

/** Walks the symbols once and reports each pattern with the position of its last symbol. */
export function walk(automaton: Automaton, symbols: Uint8Array, report: (pattern: number, last: number) => void): void {
  const { next, pattern, shorter } = automaton;
  let state = 0;
  for (let i = 0; i < symbols.length; i++) {
    state = next[state * symbolCount + (symbols[i] as number)] as number;
    for (let ending = state; ending !== 0; ending = shorter[ending] as number) {
      const number = pattern[ending] as number;
      if (number >= 0) report(number, i);
    }
  }
}
