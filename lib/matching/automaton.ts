import { symbolCount } from './fold.ts';

/**
 * All patterns in one automaton (Aho-Corasick, made deterministic): a text is walked once, one table look-up a
 * symbol, however many patterns there are.
 */
export interface Automaton {
  /** `next[state * symbolCount + symbol]`: the state after that symbol. */
  next: Int32Array;
  /** Pattern that ends in a state, or -1. */
  pattern: Int32Array;
  /** The next shorter state in which a pattern ends too, or 0 for none. */
  shorter: Int32Array;
  lengths: Int32Array;
}

/** Builds the automaton; pattern numbers are the positions in `patterns`, which must differ from each other. */
export function buildAutomaton(patterns: readonly Uint8Array[]): Automaton {
  const room = patterns.reduce((sum, pattern) => sum + pattern.length, 1);
  const next = new Int32Array(room * symbolCount);
  const pattern = new Int32Array(room).fill(-1);
  let states = 1;
  patterns.forEach((symbols, number) => {
    let state = 0;
    for (const symbol of symbols) {
      const at = state * symbolCount + symbol;
      if (next[at] === 0) next[at] = states++;
      state = next[at] ?? 0;
    }
    pattern[state] = number;
  });
  const shorter = linkStates(next, pattern, states);
  return {
    next: next.slice(0, states * symbolCount),
    pattern: pattern.slice(0, states),
    shorter,
    lengths: Int32Array.from(patterns, (symbols) => symbols.length),
  };
}

/** Fills in the transitions that fall back to a shorter suffix, breadth first, and links the states that report. */
function linkStates(next: Int32Array, pattern: Int32Array, states: number): Int32Array {
  const fallback = new Int32Array(states);
  const shorter = new Int32Array(states);
  const queue = new Int32Array(states);
  let head = 0;
  let tail = 0;
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    const child = next[symbol] ?? 0;
    if (child !== 0) queue[tail++] = child;
  }
  while (head < tail) {
    const state = queue[head++] ?? 0;
    const back = fallback[state] ?? 0;
    shorter[state] = (pattern[back] ?? -1) >= 0 ? back : (shorter[back] ?? 0);
    for (let symbol = 0; symbol < symbolCount; symbol++) {
      const at = state * symbolCount + symbol;
      const child = next[at] ?? 0;
      const viaBack = next[back * symbolCount + symbol] ?? 0;
      if (child === 0) next[at] = viaBack;
      else {
        fallback[child] = viaBack;
        queue[tail++] = child;
      }
    }
  }
  return shorter;
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
