import { AhoCorasick as FastAhoCorasick } from '@monyone/aho-corasick/fast';
import { stemmer } from '@orama/stemmers/danish';
import AhoCorasick from 'ahocorasick';
import { type CompiledIndex, matcherOf } from '../../lib/matching/compiled.ts';
import type { MatchIndex } from '../../lib/matching/finding.ts';
import { type Matched, matchTender } from '../../lib/matching/match.ts';
import { compileIndex, findHits, type Matcher } from '../../lib/matching/matcher.ts';

/** Milliseconds of each way to find the terms in one text, medians; null for what was left out at that size. */
export interface MatchingRow {
  terms: number;
  characters: number;
  /** Places per million characters at which ours finds something. */
  density: number;
  ways: Record<string, { milliseconds: number; found: number } | null>;
}

/** A list of terms; `index` holds them as targets. */
export interface MatchingTerms {
  terms: string[];
  index: MatchIndex;
}

/** One text in which they are to be found. */
export interface MatchingTask {
  text: string;
  rounds: number;
  /** How often a way goes over the text a round: the clock of a page is too coarse for a short one. */
  passes: number;
  /** Leaves out the slow ways. */
  short: boolean;
}

type Find = (text: string) => number;

interface Way {
  name: string;
  isSlow: boolean;
  find: Find;
  /** Has it go over the text once before the clock runs, each round. */
  isWarm?: true;
}

interface Prepared {
  ways: readonly Way[];
  count: number;
  matcher: Matcher;
}

let prepared: Prepared | null = null;

/** Builds every way for a list of terms; run in a page of a real browser, before the texts. */
export function prepareMatching({ terms, index }: MatchingTerms): void {
  const matcher = compileIndex(index);
  const ways: Way[] = [
    { name: 'floor', isSlow: false, find: readAll },
    { name: 'regexp', isSlow: false, find: regexpOf(terms) },
    { name: 'ahocorasick', isSlow: true, find: ahocorasickOf(terms) },
    { name: '@monyone/fast', isSlow: true, find: monyoneOf(terms) },
    { name: 'stem + map', isSlow: true, find: stemsOf(terms) },
    { name: 'ours', isSlow: false, find: (text: string) => matched(forgetful(matcher), text).places },
    { name: 'ours again', isSlow: false, isWarm: true, find: (text: string) => matched(matcher, text).places },
  ];
  prepared = { ways, count: terms.length, matcher };
}

/**
 * All ways find the terms as whole words, whatever their case, with their places. Ours does the page's whole job beside:
 * other spellings, endings and compounds, and a scored finding for each target; once
 * as for the first text of a page, and once knowing the words already.
 */
export function runMatching({ text, rounds, passes, short }: MatchingTask): MatchingRow {
  const { ways, count, matcher } = prepared as Prepared;
  const chosen = ways.map((way) => ({ ...way, find: short && way.isSlow ? null : way.find }));
  const places = new Set(findHits(matcher, text, 'da').map(({ start, end }) => start * longest + (end - start)));
  return {
    terms: count,
    characters: text.length,
    density: (places.size / text.length) * 1_000_000,
    ways: Object.fromEntries(measured(chosen, text, rounds, passes)),
  };
}
/** No words that are found are longer. */
const longest = 4096;

/**
 * Each way once a round and not one after the other: what else the machine does in the meantime slows all of them, and
 * the ratios of the medians stay what they are.
 */
function measured(
  ways: readonly (Omit<Way, 'find'> & { find: Find | null })[],
  text: string,
  rounds: number,
  passes: number,
): [name: string, result: MatchingRow['ways'][string]][] {
  const times = ways.map((): number[] => []);
  const found = ways.map(({ find }) => find?.(text) ?? 0);
  for (let round = 0; round < rounds; round++) {
    ways.forEach(({ find, isWarm }, way) => {
      if (!find) return;
      if (isWarm) find(text);
      const start = performance.now();
      for (let pass = 0; pass < passes; pass++) find(text);
      times[way]?.push((performance.now() - start) / passes);
    });
  }
  return ways.map(({ name, find }, way) => {
    const milliseconds = times[way]?.sort((a, b) => a - b)[rounds >> 1] ?? 0;
    return [name, find && { milliseconds, found: found[way] ?? 0 }];
  });
}

/** One pass that reads every character: nothing can be faster. */
function readAll(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
  return sum;
}

/** Median milliseconds to make the matcher of a compiled index, and to compile it from its words. */
export function loadTimes(compiled: CompiledIndex, index: MatchIndex): { decode: number; compile: number } {
  const median = (task: () => unknown): number => {
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      task();
      return performance.now() - start;
    });
    return times.sort((a, b) => a - b)[7] ?? 0;
  };
  return { decode: median(() => matcherOf(compiled)), compile: median(() => compileIndex(index)) };
}

const isLetter = /[\p{L}\p{N}]/u;

/** The honest baseline: one expression over all terms, whole words by letters of every script. */
function regexpOf(terms: readonly string[]): Find {
  const escaped = terms.map((term) => term.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) => {
    const places: number[] = [];
    for (const { index, 0: found } of text.toLowerCase().matchAll(expression)) places.push(index, index + found.length);
    return places.length / 2;
  };
}

function ahocorasickOf(terms: readonly string[]): Find {
  const automaton = new AhoCorasick(terms.map((term) => term.toLowerCase()));
  return (text) => {
    const lower = text.toLowerCase();
    let count = 0;
    for (const [end, words] of automaton.search(lower)) {
      for (const word of words) if (isWhole(lower, end + 1 - word.length, end + 1)) count++;
    }
    return count;
  };
}

function monyoneOf(terms: readonly string[]): Find {
  const automaton = new FastAhoCorasick(terms.map((term) => term.toLowerCase()));
  return (text) => {
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
function stemsOf(terms: readonly string[]): Find {
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
  return (text) => {
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

/** A matcher as a page has it that reads its first text: nothing is kept from one reading to the next. */
const forgetful = (matcher: Matcher): Matcher => ({ ...matcher, tables: { ...matcher.tables } });

/** The page's own way, from the text to the findings. */
function matched(matcher: Matcher, text: string): Matched {
  const blocks = [{ where: 'description', lot: null, text, source: null }] as const;
  return matchTender(matcher, { cpv: { main: null, additional: [] }, lots: [], language: 'da' }, blocks);
}
