declare module 'ahocorasick' {
  /** Finds words by the automaton of Aho and Corasick; each result is the place of the last character and the words. */
  export default class AhoCorasick {
    constructor(words: readonly string[]);
    search(text: string): [end: number, words: string[]][];
  }
}
