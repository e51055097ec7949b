import type { Language } from '../targets/schema.ts';
import { type Automaton, buildAutomaton, walk } from './automaton.ts';
import type { MatchIndex, MatchTerm } from './finding.ts';
import { type Folded, fold, foldPattern, separator, symbolKey } from './fold.ts';
import { agreement, isInflection } from './inflection.ts';

/** What a term speaks for. */
type TermRole = 'target' | 'coverage' | 'ecolabel' | 'tip';

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
  /** Words that must stand before the pattern, the nearest first; empty for a single word. */
  before: readonly Uint8Array[];
  not: readonly Uint8Array[];
  weak: boolean;
}

/** What a pattern is used for: as a word alone, and as the last of phrases, by the symbol their word before may end in. */
interface Uses {
  alone: Use[];
  phrases: Map<number, Use[]>;
}

/**
 * A compiled index: made once per page life, used for every text. Its patterns are single words; of a phrase it is the
 * last one, and the words before it are compared when that is met. So thousands of phrases share few states.
 */
export interface Matcher {
  index: MatchIndex;
  automaton: Automaton;
  patterns: readonly Uint8Array[];
  uses: readonly Uses[];
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
/** A shorter word takes no ending: "d" of "klasse d" is a letter, and "de" another word. */
const shortestInflected = 3;
/** No word goes on for longer on either side of a term: beyond that it is data, and looking on would take for ever. */
const longestSide = 120;

/** Compiles the index's terms, coverage phrases, ecolabel spellings and tip triggers into one automaton. */
export function compileIndex(index: MatchIndex): Matcher {
  const numbers = new Map<string, number>();
  const patterns: Uint8Array[] = [];
  const uses: Uses[] = [];
  const add = (symbols: Uint8Array, use: Use): void => {
    const key = symbolKey(symbols);
    let number = numbers.get(key);
    if (number === undefined) {
      number = patterns.push(symbols) - 1;
      numbers.set(key, number);
      uses.push({ alone: [], phrases: new Map() });
    }
    addUse(uses[number] as Uses, use);
  };
  const addTerm = (role: TermRole, owner: number, term: number, given: MatchTerm): void => {
    const { word, language, compound, exact = false, forms = [], not = [], weak = false } = given;
    const use = {
      role,
      owner,
      term,
      language,
      tail: compound === 'tail' || compound === 'both',
      head: compound === 'head' || compound === 'both',
      inflected: !exact,
      not: not.map(foldPattern),
      weak,
    };
    for (const form of [word, ...forms]) {
      const [last, ...before] = wordsOf(foldPattern(form)).reverse();
      if (last) add(last, { ...use, exact: exact ? form : null, before });
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
  const insideWords = Uint8Array.from(uses, ({ alone }) => (alone.some(({ tail }) => tail) ? 1 : 0));
  return { index, automaton: buildAutomaton(patterns), patterns, uses, insideWords };
}

function addUse({ alone, phrases }: Uses, use: Use): void {
  const nearest = use.before[0];
  if (!nearest) {
    alone.push(use);
    return;
  }
  const lastSymbols = new Set(endingsOf(use, nearest).map((ending) => (ending.at(-1) ?? nearest.at(-1)) as number));
  for (const symbol of lastSymbols) {
    const own = phrases.get(symbol);
    if (own) own.push(use);
    else phrases.set(symbol, [use]);
  }
}

/** Endings that a word inside a phrase may take to agree with the last one. */
function endingsOf({ inflected, language }: Pick<Use, 'inflected' | 'language'>, word: Uint8Array) {
  return inflected && language !== null && word.length >= shortestAgreeing ? agreement[language] : noEndings;
}

/** The words of folded symbols, in order. */
function wordsOf(symbols: Uint8Array): Uint8Array[] {
  const words: Uint8Array[] = [];
  let start = 0;
  for (let i = 0; i <= symbols.length; i++) {
    if (i < symbols.length && symbols[i] !== separator) continue;
    if (i > start) words.push(symbols.subarray(start, i));
    start = i + 1;
  }
  return words;
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
  const { symbols } = folded;
  const tried = languagesFor(language);
  const hits: Hit[] = [];
  walk(matcher.automaton, symbols, (number, last) => {
    const pattern = matcher.patterns[number] as Uint8Array;
    // Most reports are pieces of longer words; they are turned away before anything is looked at.
    if (symbols[last + 1] !== separator && pattern.length < shortestInflected) return;
    const isInside = symbols[last - pattern.length] !== separator;
    if (isInside && matcher.insideWords[number] === 0) return;
    const { alone, phrases } = matcher.uses[number] as Uses;
    const ended = isInside ? undefined : phrases.get(symbols[last - pattern.length - 1] ?? separator);
    if (alone.length === 0 && ended === undefined) return;
    const place = placeOf(folded, pattern, last);
    if (place === null) return;
    const tryUse = (use: Use): void => {
      if (!tried.includes(use.language)) return;
      const first = fits(use, pattern, place, folded, text);
      if (first < 0) return;
      const start = folded.offsets[first] ?? 0;
      const end = (folded.offsets[place.wordEnd] ?? 0) + 1;
      hits.push({ role: use.role, owner: use.owner, term: use.term, start, end, weak: use.weak });
    };
    alone.forEach(tryUse);
    ended?.forEach(tryUse);
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

/** Null for a pattern in a run of letters that no word is. */
function placeOf({ symbols }: Folded, pattern: Uint8Array, last: number): Place | null {
  const start = last - pattern.length + 1;
  let wordStart = start;
  while (symbols[wordStart - 1] !== separator) {
    wordStart--;
    if (start - wordStart > longestSide) return null;
  }
  let wordEnd = last;
  while (symbols[wordEnd + 1] !== separator) {
    wordEnd++;
    if (wordEnd - last > longestSide) return null;
  }
  return { start, last, wordStart, wordEnd };
}

/** The symbol that the words of a use begin with at a place, or -1 where they do not stand there. */
function fits(use: Use, pattern: Uint8Array, place: Place, { symbols, offsets }: Folded, text: string): number {
  const ahead = place.start - place.wordStart;
  const isPhrase = use.before.length > 0;
  if (ahead > 0 && (isPhrase || !use.tail || ahead < shortestCompoundPart - 1)) return -1;
  const rest = symbols.subarray(place.last + 1, place.wordEnd + 1);
  if (rest.length > 0 && !mayFollow(use, pattern, rest)) return -1;
  const first = isPhrase ? firstOfPhrase(use, symbols, place.wordStart) : place.wordStart;
  if (first < 0) return -1;
  if (use.exact !== null) {
    const start = offsets[first] ?? 0;
    return ahead === 0 && text.slice(start, start + use.exact.length) === use.exact ? first : -1;
  }
  return use.not.some((not) => startsWith(symbols, first, not)) ? -1 : first;
}

/** Whether what goes on in the word behind the pattern is an ending or a compound that the use allows. */
function mayFollow(use: Use, pattern: Uint8Array, rest: Uint8Array): boolean {
  if (use.exact !== null) return false;
  if (use.head && rest.length >= shortestCompoundPart) return true;
  // A label's name is the same in every language and takes any of their endings.
  if (use.language === null) return use.inflected && rest.length <= 2;
  return use.inflected && isInflection(use.language, pattern, rest);
}

/** Shortest inner word of a phrase that may take an ending to agree with the last one. */
const shortestAgreeing = 4;

/**
 * Where a phrase begins whose last word begins at `wordStart`: the words before it must stand there, with the endings
 * by which they agree; the first may be the last part of a compound where the use allows it. -1 where they do not.
 */
function firstOfPhrase(use: Use, symbols: Uint8Array, wordStart: number): number {
  const { before, tail } = use;
  let first = wordStart;
  for (let number = 0; number < before.length; number++) {
    const word = before[number] as Uint8Array;
    const end = first - 2;
    let start = end;
    while (start > 0 && symbols[start - 1] !== separator && end - start <= longestSide) start--;
    const allowed = endingsOf(use, word);
    const mayBePart = tail && number === before.length - 1;
    if (start > end || !allowed.some((ending) => standsAt(word, ending, symbols, start, end, mayBePart))) return -1;
    first = start;
  }
  return first;
}

const noEndings: readonly Uint8Array[] = [new Uint8Array()];

/** Whether a word with an ending fills the symbols from `start` to `end`, or the last part of them. */
function standsAt(
  word: Uint8Array,
  ending: Uint8Array,
  symbols: Uint8Array,
  start: number,
  end: number,
  mayBePart: boolean,
): boolean {
  const from = end + 1 - word.length - ending.length;
  if (from !== start && !(mayBePart && from >= start + shortestCompoundPart - 1)) return false;
  return startsWith(symbols, from, word) && startsWith(symbols, from + word.length, ending);
}

function startsWith(symbols: Uint8Array, at: number, pattern: Uint8Array): boolean {
  for (let i = 0; i < pattern.length; i++) if (symbols[at + i] !== pattern[i]) return false;
  return true;
}
