import { AhoCorasick as FastAhoCorasick } from '@monyone/aho-corasick/fast';
import { stemmer } from '@orama/stemmers/danish';
import AhoCorasick from 'ahocorasick';
import type { MatchIndex } from '../../lib/matching/finding.ts';
import { matchTender } from '../../lib/matching/match.ts';
import { compileIndex } from '../../lib/matching/matcher.ts';
import type { Tender } from '../../lib/portals/tender.ts';

/** Milliseconds of each way to find the terms in one text, medians; null for what was left out at that size. */
export interface MatchingRow {
  terms: number;
  characters: number;
  ways: Record<string, { milliseconds: number; found: number } | null>;
}

/** One text with one list of terms; run in a page of a real browser. `index` holds the terms as targets. */
export interface MatchingTask {
  terms: string[];
  text: string;
  index: MatchIndex;
  rounds: number;
  /** Leaves out the slow ways. */
  short: boolean;
}

const isLetter = /[\p{L}\p{N}]/u;

/**
 * All ways find the terms as whole words, whatever their case, with their places. Ours does the page's whole job beside:
 * other spellings, endings and compounds, and a scored finding for each target.
 */
export function runMatching({ terms, text, index, rounds, short }: MatchingTask): MatchingRow {
  const ways: [name: string, find: (() => number) | null][] = [
    ['floor', floorOf(text)],
    ['regexp', regexpOf(terms, text)],
    ['ahocorasick', short ? null : ahocorasickOf(terms, text)],
    ['@monyone/fast', short ? null : monyoneOf(terms, text)],
    ['stem + map', short ? null : stemsOf(terms, text)],
    ['ours', oursOf(index, text)],
  ];
  return { terms: terms.length, characters: text.length, ways: Object.fromEntries(measured(ways, rounds)) };
}

/**
 * Each way once a round and not one after the other: what else the machine does in the meantime slows all of them, and
 * the ratios of the medians stay what they are.
 */
function measured(
  ways: readonly [name: string, find: (() => number) | null][],
  rounds: number,
): [name: string, result: MatchingRow['ways'][string]][] {
  const times = ways.map((): number[] => []);
  const found = ways.map(([, find]) => find?.() ?? 0);
  for (let round = 0; round < rounds; round++) {
    ways.forEach(([, find], way) => {
      if (!find) return;
      const start = performance.now();
      find();
      times[way]?.push(performance.now() - start);
    });
  }
  return ways.map(([name, find], way) => {
    const milliseconds = times[way]?.sort((a, b) => a - b)[rounds >> 1] ?? 0;
    return [name, find && { milliseconds, found: found[way] ?? 0 }];
  });
}

/** One pass that reads every character: nothing can be faster. */
function floorOf(text: string): () => number {
  return () => {
    let sum = 0;
    for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
    return sum;
  };
}

/** The honest baseline: one expression over all terms, whole words by letters of every script. */
function regexpOf(terms: readonly string[], text: string): () => number {
  const escaped = terms.map((term) => term.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return () => {
    const places: number[] = [];
    for (const { index, 0: found } of text.toLowerCase().matchAll(expression)) places.push(index, index + found.length);
    return places.length / 2;
  };
}

function ahocorasickOf(terms: readonly string[], text: string): () => number {
  const automaton = new AhoCorasick(terms.map((term) => term.toLowerCase()));
  return () => {
    const lower = text.toLowerCase();
    let count = 0;
    for (const [end, words] of automaton.search(lower)) {
      for (const word of words) if (isWhole(lower, end + 1 - word.length, end + 1)) count++;
    }
    return count;
  };
}

function monyoneOf(terms: readonly string[], text: string): () => number {
  const automaton = new FastAhoCorasick(terms.map((term) => term.toLowerCase()));
  return () => {
    const lower = text.toLowerCase();
    let count = 0;
    for (const { begin, end } of automaton.matchInText(lower)) if (isWhole(lower, begin, end)) count++;
    return count;
  };
}

function isWhole(text: string, start: number, end: number): boolean {
  return !isLetter.test(text.charAt(start - 1)) && !isLetter.test(text.charAt(end));
}

/** Words cut out, each brought to its Danish stem and looked up; stems are kept, as anybody would. */
function stemsOf(terms: readonly string[], text: string): () => number {
  const stems = new Map<string, string>();
  const stemOf = (word: string): string => {
    let stem = stems.get(word);
    if (stem === undefined) {
      stem = stemmer(word);
      stems.set(word, stem);
    }
    return stem;
  };
  const byFirst = new Map<string, string[][]>();
  for (const term of terms) {
    const [first = '', ...rest] = (term.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf);
    const known = byFirst.get(first);
    if (known) known.push(rest);
    else byFirst.set(first, [rest]);
  }
  return () => {
    const words: string[] = [];
    const places: number[] = [];
    for (const { index, 0: word } of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
      words.push(stemOf(word));
      places.push(index);
    }
    let count = 0;
    words.forEach((word, at) => {
      for (const rest of byFirst.get(word) ?? []) if (rest.every((next, i) => words[at + 1 + i] === next)) count++;
    });
    return count;
  };
}

function oursOf(index: MatchIndex, text: string): () => number {
  const matcher = compileIndex(index);
  const tender: Pick<Tender, 'cpv' | 'lots' | 'language'> = {
    cpv: { main: null, additional: [] },
    lots: [],
    language: 'da',
  };
  const blocks = [{ where: 'description', lot: null, text, source: null }] as const;
  return () => matchTender(matcher, tender, blocks).places;
}
