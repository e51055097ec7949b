import type { TextLanguage } from '../targets/schema.ts';
import { commonness } from './common-words.ts';
import type { MatchIndex, MatchTerm } from './finding.ts';
import { foldWords, separator, spellings, symbolKey } from './fold.ts';
import { agreement, matchedLanguages } from './inflection.ts';
import { denials } from './left-out.ts';
import { mostWords } from './neighbours.ts';
import { type Parts, partsOf } from './parts.ts';
import { againstTermsOf, inFull } from './short-terms.ts';
import { buildTrie, nodesOf, type Trie } from './trie.ts';

/** What a term speaks for; its number in a rule is its position here. */
export const roles = ['target', 'coverage', 'ecolabel', 'tip', 'area', 'against', 'denial'] as const;
export type TermRole = (typeof roles)[number];

/** Columns of a rule: flags, places in `lists` of the words before and after it and of its false friends, first use. */
export const ruleWidth = 5;
export const beforeColumn = 1;
export const afterColumn = 2;
export const friendsColumn = 3;
export const useColumn = 4;
/** Columns of a use: position of its owner in the index's list, and the number of the owner's term. */
export const useWidth = 2;
/** Bits of a rule's flags, over the role (3 bits) and the language (4 bits, 0 for any). */
export const roleMask = 7;
export const languageShift = 3;
export const isTail = 1 << 8;
export const isHead = 1 << 9;
export const isInflected = 1 << 10;
export const isWeak = 1 << 11;
export const isExact = 1 << 12;

/** Shortest part of a compound, and shortest word that takes an ending: "d" of "klasse d" is a letter. In symbols. */
export const shortestPart = 3;
export const shortestInflected = 3;
/** Shortest inner word of a phrase that may take an ending to agree with the last one, in symbols. */
const shortestAgreeing = 4;

/**
 * The compiled index: flat tables, quick to copy and to load. A pattern is a single word; of a phrase it is the longest
 * one, as the rarest by all odds, and the words around it are compared when that is met. A pattern after which nothing
 * may follow in its word ends in a separator.
 */
export interface Tables extends Trie {
  /** The trie's slots as rows, see `nodesOf`. */
  nodes: Int32Array;
  /** What later parts of compounds begin with. */
  parts: Parts;
  /** Rules of pattern `n`: rows `firstRule[n]` up to `firstRule[n + 1]` of `rules`. */
  firstRule: Int32Array;
  /** Rows of `ruleWidth`: how a pattern must stand. All that ask for the same share one. Ended by one more first use. */
  rules: Int32Array;
  /** Rows of `useWidth`: for whom a rule speaks. */
  uses: Int32Array;
  /** Lists of words: how many, then each as its length and symbols; those around a phrase's pattern from the nearest on. */
  lists: Uint8Array;
  /** Spelling that an exact rule asks of the text, by its row. */
  exact: ReadonlyMap<number, string>;
}

interface Rule {
  flags: number;
  before: number;
  after: number;
  friends: number;
  spelling: string | null;
  uses: number[];
}

interface Pattern {
  symbols: Uint8Array;
  rules: Map<string, Rule>;
}

/** Compiles the index's terms, coverage phrases, ecolabel spellings and tip triggers. */
export function buildTables(index: Pick<MatchIndex, 'areas' | 'targets' | 'tips' | 'ecolabels'>): Tables {
  const patterns = new Map<string, Pattern>();
  const lists = createLists();
  const addPhrase = (
    words: readonly Uint8Array[],
    role: TermRole,
    term: MatchTerm,
    form: string,
    use: number[],
  ): void => {
    const place = anchorOf(words);
    const word = words[place] as Uint8Array;
    // Counted in symbols: in a text a short word may be long by its marks.
    const isTooShort = (words[0] as Uint8Array).length < shortestPart;
    const flags = flagsOf(role, term) & (isTooShort ? ~isTail : -1);
    const symbols = isOpen(flags, word, place === words.length - 1) ? word : Uint8Array.of(...word, separator);
    const key = symbolKey(symbols);
    const pattern = patterns.get(key) ?? { symbols, rules: new Map<string, Rule>() };
    patterns.set(key, pattern);
    const rule: Rule = {
      flags,
      before: lists.add(words.slice(0, place).reverse()),
      after: lists.add(words.slice(place + 1)),
      friends: lists.add((term.not ?? []).flatMap(friendsOf)),
      spelling: term.exact ? form : null,
      uses: [],
    };
    const ruleKey = Object.values(rule).join(' ');
    const known = pattern.rules.get(ruleKey) ?? rule;
    pattern.rules.set(ruleKey, known);
    known.uses.push(...use);
  };
  const addTerms = (role: TermRole, terms: readonly MatchTerm[], owner: number): void => {
    terms.forEach((term, number) => {
      for (const form of new Set([term.word, ...(term.forms ?? [])])) {
        for (const words of phrasesOf(form)) if (words.length > 0) addPhrase(words, role, term, form, [owner, number]);
      }
    });
  };
  index.targets.forEach(({ terms, coverage }, owner) => {
    addTerms('target', terms, owner);
    const phrases = coverage.map(({ phrase, ...rest }) => ({ ...rest, word: phrase }));
    addTerms('coverage', phrases, owner);
  });
  index.ecolabels.forEach((label, owner) => {
    addTerms('ecolabel', label.spellings, owner);
  });
  index.tips.forEach(({ terms }, owner) => {
    addTerms('tip', terms, owner);
  });
  index.areas.forEach((area, owner) => {
    addTerms('area', inFull(area.terms), owner);
    addTerms('against', againstTermsOf(area), owner);
  });
  // Behind another part of a word, too: pages run words together.
  const words = denials.split(' ').map((word): MatchTerm => ({ language: null, word, compound: 'tail' }));
  addTerms('denial', words, 0);
  return { ...tabled([...patterns.values()]), lists: lists.bytes() };
}

function tabled(patterns: readonly Pattern[]): Omit<Tables, 'lists'> {
  const firstRule: number[] = [];
  const rules: number[] = [];
  const uses: number[] = [];
  const exact = new Map<number, string>();
  const row = () => rules.length / ruleWidth;
  for (const pattern of patterns) {
    firstRule.push(row());
    for (const rule of pattern.rules.values()) {
      if (rule.spelling !== null) exact.set(row(), rule.spelling);
      rules.push(rule.flags, rule.before, rule.after, rule.friends, uses.length / useWidth);
      uses.push(...rule.uses);
    }
  }
  firstRule.push(row());
  rules.push(0, 0, 0, 0, uses.length / useWidth);
  const written = {
    ...buildTrie(patterns.map(({ symbols }) => symbols)),
    firstRule: Int32Array.from(firstRule),
    rules: Int32Array.from(rules),
    uses: Int32Array.from(uses),
  };
  return { ...written, exact, ...derived(written) };
}

/** What follows from the other tables, and is quicker made than packed and unpacked. */
export function derived(tables: Trie & Pick<Tables, 'firstRule' | 'rules'>): Pick<Tables, 'nodes' | 'parts'> {
  const { firstRule, rules } = tables;
  const parts = partsOf(tables, (pattern) => {
    const last = firstRule[pattern + 1] as number;
    for (let rule = firstRule[pattern] as number; rule < last; rule++) {
      const row = rule * ruleWidth;
      if (rules[row + beforeColumn] === 0 && ((rules[row] as number) & isTail) !== 0) return true;
    }
    return false;
  });
  return { nodes: nodesOf(tables), parts };
}

/**
 * The word of a phrase to look for, as the one met most seldom: the longest that says something, the last of equals. Of
 * a long phrase only those count from which both its ends can be reached.
 */
function anchorOf(words: readonly Uint8Array[]): number {
  const last = words.length - 1;
  const ranks = words.map((word, place) =>
    Math.max(place, last - place) > mostWords ? -Infinity : word.length - longestInRank * commonness(word),
  );
  return ranks.reduce((best, rank, place) => (rank >= (ranks[best] as number) ? place : best), 0);
}
const longestInRank = 1000;

/** Whether anything may follow a phrase's word in the same word of the text. */
function isOpen(flags: number, word: Uint8Array, isLast: boolean): boolean {
  if (!isLast) return agreementOf(flags, word.length).length > 1;
  return (flags & isHead) !== 0 || ((flags & isInflected) !== 0 && word.length >= shortestInflected);
}

/** The spellings of a word or phrase, each as its words. */
function phrasesOf(form: string): Uint8Array[][] {
  const words = foldWords(form);
  const spelt = words.map((word) => spellings(word).at(-1) as Uint8Array);
  return spelt.every((word, number) => word === words[number]) ? [words] : [words, spelt];
}

/** The spellings of a false friend, which may be several words, with separators between them. */
function friendsOf(phrase: string): number[][] {
  return phrasesOf(phrase).map((words) =>
    words.flatMap((word, number) => (number === 0 ? [...word] : [separator, ...word])),
  );
}

function flagsOf(role: TermRole, { language, compound, exact, weak }: MatchTerm): number {
  return (
    roles.indexOf(role) |
    (languageNumber(language) << languageShift) |
    (compound === 'tail' || compound === 'both' ? isTail : 0) |
    (compound === 'head' || compound === 'both' ? isHead : 0) |
    (exact ? isExact : role === 'denial' ? 0 : isInflected) |
    (weak ? isWeak : 0)
  );
}

/** 0 for a name that is the same in every language. */
export function languageNumber(language: TextLanguage | null): number {
  return language === null ? 0 : matchedLanguages.indexOf(language) + 1;
}

/** The language of a rule; undefined for a name that is the same in every language. */
export function languageOf(flags: number): TextLanguage | undefined {
  return matchedLanguages[((flags >> languageShift) & 15) - 1];
}

/** Endings that a word inside a phrase may take to agree with the last one. */
export function agreementOf(flags: number, length: number): readonly Uint8Array[] {
  const language = languageOf(flags);
  return (flags & isInflected) !== 0 && language && length >= shortestAgreeing ? agreement[language] : noEndings;
}

const noEndings: readonly Uint8Array[] = [new Uint8Array()];

/** Lists of words in one run of bytes; equal lists share their place, and the empty one is at 0. */
function createLists() {
  const bytes: number[] = [0];
  const places = new Map<string, number>([['', 0]]);
  return {
    add(words: readonly Iterable<number>[]): number {
      const symbols = words.map((word) => [...word]);
      const key = symbols.map(symbolKey).join('\n');
      const known = places.get(key);
      if (known !== undefined) return known;
      const place = bytes.length;
      places.set(key, place);
      bytes.push(symbols.length);
      for (const word of symbols) bytes.push(word.length, ...word);
      return place;
    },
    bytes: () => Uint8Array.from(bytes),
  };
}
