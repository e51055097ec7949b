import type { Language } from '../targets/schema.ts';
import { type Automaton, buildAutomaton, walk } from './automaton.ts';
import type { MatchIndex, MatchTerm } from './finding.ts';
import { type Folded, fold, foldPattern, separator, symbolKey } from './fold.ts';
import { agreement, isInflection } from './inflection.ts';

/** What a term speaks for. */
export type TermRole = 'target' | 'coverage' | 'ecolabel' | 'tip';

/** One use of a pattern: the same word may serve several targets, languages and roles. */
interface Use {
  role: TermRole;
  /** Position in the index's list of that role (targets for `target` and `coverage`). */
  owner: number;
  /** Tells the terms of one owner apart; all forms of a term share it. */
  term: number;
  language: Language | null;
  tail: boolean;
  head: boolean;
  inflected: boolean;
  /** Exact spelling asked of the text, in the right case; null for any. */
  exact: string | null;
  not: readonly Uint8Array[];
  weak: boolean;
}

/** A compiled index: made once per page life, used for every text. */
export interface Matcher {
  index: MatchIndex;
  automaton: Automaton;
  patterns: readonly Uint8Array[];
  uses: readonly (readonly Use[])[];
  /** By pattern: 1 when some use of it may stand inside a word, as the last part of a compound. */
  insideWords: Uint8Array;
}

/** A word of a text that speaks for an owner; `start` and `end` are offsets in the text. */
export interface Hit {
  role: TermRole;
  owner: number;
  term: number;
  start: number;
  end: number;
  weak: boolean;
}

const shortestCompoundPart = 3;

/** Compiles the index's terms, coverage phrases, ecolabel spellings and tip triggers into one automaton. */
export function compileIndex(index: MatchIndex): Matcher {
  const numbers = new Map<string, number>();
  const patterns: Uint8Array[] = [];
  const uses: Use[][] = [];
  const add = (symbols: Uint8Array, use: Use): void => {
    if (symbols.length === 0) return;
    const key = symbolKey(symbols);
    let number = numbers.get(key);
    if (number === undefined) {
      number = patterns.push(symbols) - 1;
      numbers.set(key, number);
      uses.push([]);
    }
    uses[number]?.push(use);
  };
  const addTerm = (role: TermRole, owner: number, term: number, given: MatchTerm): void => {
    const { word, language, compound, exact = false, forms = [], not = [], weak = false } = given;
    const use: Use = {
      role,
      owner,
      term,
      language,
      tail: compound === 'tail' || compound === 'both',
      head: compound === 'head' || compound === 'both',
      inflected: !exact,
      exact: null,
      not: not.map(foldPattern),
      weak,
    };
    for (const form of [word, ...forms]) {
      const own = { ...use, exact: exact ? form : null };
      for (const variant of variantsOf(form, exact ? null : language)) add(foldPattern(variant), own);
    }
  };
  index.targets.forEach((target, owner) => {
    target.terms.forEach((term, number) => {
      addTerm('target', owner, number, term);
    });
    target.coverage.forEach(({ language, phrase }, number) => {
      addTerm('coverage', owner, number, { language, word: phrase });
    });
  });
  index.ecolabels.forEach(({ spellings }, owner) => {
    spellings.forEach((term, number) => {
      addTerm('ecolabel', owner, number, term);
    });
  });
  index.tips.forEach(({ terms }, owner) => {
    terms.forEach((term, number) => {
      addTerm('tip', owner, number, term);
    });
  });
  const insideWords = Uint8Array.from(uses, (of) => (of.some(({ tail }) => tail) ? 1 : 0));
  return { index, automaton: buildAutomaton(patterns), patterns, uses, insideWords };
}

/** The spellings of a phrase whose inner words agree with the last one; a single word is itself. */
function variantsOf(form: string, language: Language | null): string[] {
  const words = form.split(/\s+/);
  const last = words.pop() ?? form;
  if (words.length === 0 || words.length > 3 || language === null) return [form];
  let starts = [''];
  for (const word of words) {
    const ends = word.length >= 4 ? agreement[language] : [''];
    starts = starts.flatMap((start) => ends.map((ending) => `${start}${word}${ending} `));
  }
  return starts.map((start) => start + last);
}

/** Languages whose terms are tried on a text: its own, and the near neighbour that buyers mix it with. */
function languagesFor(language: string | null): readonly (Language | null)[] {
  switch (language) {
    case 'da':
      return [null, 'da', 'nb'];
    case 'nb':
    case 'nn':
    case 'no':
    case 'sv':
      return [null, 'nb', 'da'];
    case 'en':
      return [null, 'en'];
    case null:
      return [null, 'da', 'nb', 'en'];
    default:
      return [null, 'en'];
  }
}

/** All hits in a text, in one pass. `language` is the text's own (da, nb, nn, no, sv, en, …), null when not known. */
export function findHits(matcher: Matcher, text: string, language: string | null): Hit[] {
  const folded = fold(text);
  const tried = languagesFor(language);
  const hits: Hit[] = [];
  walk(matcher.automaton, folded.symbols, (number, last) => {
    const pattern = matcher.patterns[number] as Uint8Array;
    // Most reports are pieces of longer words; they are turned away before anything is looked at.
    if (folded.symbols[last - pattern.length] !== separator && matcher.insideWords[number] === 0) return;
    const place = placeOf(folded, pattern, last);
    for (const use of matcher.uses[number] ?? []) {
      if (!tried.includes(use.language) || !fits(use, pattern, place, folded, text)) continue;
      const start = folded.offsets[place.wordStart] ?? 0;
      const end = (folded.offsets[place.wordEnd] ?? 0) + 1;
      hits.push({ role: use.role, owner: use.owner, term: use.term, start, end, weak: use.weak });
    }
  });
  return hits;
}

interface Place {
  start: number;
  last: number;
  /** First symbol of the word that the pattern begins in, last symbol of the word that it ends in. */
  wordStart: number;
  wordEnd: number;
}

function placeOf({ symbols }: Folded, pattern: Uint8Array, last: number): Place {
  const start = last - pattern.length + 1;
  let wordStart = start;
  while (symbols[wordStart - 1] !== separator) wordStart--;
  let wordEnd = last;
  while (symbols[wordEnd + 1] !== separator) wordEnd++;
  return { start, last, wordStart, wordEnd };
}

function fits(use: Use, pattern: Uint8Array, place: Place, { symbols, offsets }: Folded, text: string): boolean {
  const before = place.start - place.wordStart;
  if (before > 0 && (!use.tail || before < shortestCompoundPart - 1)) return false;
  const rest = symbols.subarray(place.last + 1, place.wordEnd + 1);
  if (use.exact !== null) {
    if (rest.length > 0 || before > 0) return false;
    const start = offsets[place.start] ?? 0;
    return text.slice(start, start + use.exact.length) === use.exact;
  }
  if (rest.length > 0) {
    const inflection = use.inflected && use.language !== null && isInflection(use.language, pattern, rest);
    const compound = use.head && rest.length >= shortestCompoundPart;
    // A label's name is the same in every language and takes any of their endings.
    const name = use.inflected && use.language === null && rest.length <= 2;
    if (!inflection && !compound && !name) return false;
  }
  return !use.not.some((not) => startsWith(symbols, place.wordStart, not));
}

function startsWith(symbols: Uint8Array, at: number, pattern: Uint8Array): boolean {
  for (let i = 0; i < pattern.length; i++) if (symbols[at + i] !== pattern[i]) return false;
  return true;
}
