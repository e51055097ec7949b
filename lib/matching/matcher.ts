import type { MatchIndex } from './finding.ts';
import { foldOf, readWord, separator, startAfter, symbolAt } from './fold.ts';
import { compileLexicon, type Lexicon } from './lexicon.ts';
import { createSide, type Side, standAt } from './neighbours.ts';
import { mayAgree, mayEnd, reachAfter, reachBefore } from './phrase.ts';
import { createScan, longestWord, scanTo } from './scan.ts';
import {
  afterColumn,
  beforeColumn,
  buildTables,
  friendsColumn,
  isExact,
  isHead,
  isTail,
  isWeak,
  languageNumber,
  languageShift,
  roleMask,
  roles,
  ruleWidth,
  shortestInflected,
  shortestPart,
  type Tables,
  type TermRole,
  useColumn,
  useWidth,
} from './tables.ts';

/** A compiled index: made once per page life, used for every text. */
export interface Matcher {
  index: MatchIndex;
  tables: Tables;
  /** Words of titles and of the CPV labels. */
  lexicon: Lexicon;
}

/** A word of a text that speaks for an owner; `start` and `end` are offsets in the text. */
export interface Hit {
  role: TermRole;
  /** Position in the index's list of that role (targets for `target` and `coverage`, areas for `against`). */
  owner: number;
  /** Tells the terms of one owner apart; all forms of a term share it. */
  term: number;
  start: number;
  end: number;
  /** Where the listed words end; what follows up to `end` is an ending or another part of a compound. */
  until: number;
  weak: boolean;
}

/** Compiles the index's terms, coverage phrases, ecolabel spellings and tip triggers. */
export function compileIndex(index: MatchIndex): Matcher {
  return { index, tables: buildTables(index), lexicon: compileLexicon(index.cpvWords, index.titleWords) };
}

/** A search through one text that may be done in slices. */
export interface Search {
  /** Reads on to that offset; true when the text is at its end. */
  to(limit: number): boolean;
  /** What was found so far. */
  readonly hits: readonly Hit[];
}

/** Begins a search. `language` is the text's own (da, nb, nn, no, sv, en, …), null when not known. */
export function searchIn({ tables }: Matcher, text: string, language: string | null): Search {
  const { firstRule, rules, uses } = tables;
  const hits: Hit[] = [];
  const tried = languagesFor(language);
  const scan = createScan(tables, text);
  const place = createPlace(tables, text);
  const report = (pattern: number, word: number, start: number, end: number): void => {
    let isRead = false;
    const last = firstRule[pattern + 1] as number;
    for (let rule = firstRule[pattern] as number; rule < last; rule++) {
      const row = rule * ruleWidth;
      const flags = rules[row] as number;
      if (((tried >> ((flags >> languageShift) & 15)) & 1) === 0) continue;
      if (start > word && ((flags & isTail) === 0 || rules[row + beforeColumn] !== 0)) continue;
      if (!isRead) stand(place, word, start, end);
      isRead = true;
      if (!stands(place, rule, flags)) continue;
      const lastUse = rules[row + ruleWidth + useColumn] as number;
      for (let use = rules[row + useColumn] as number; use < lastUse; use++) {
        hits.push({
          role: roles[flags & roleMask] as TermRole,
          owner: uses[use * useWidth] as number,
          term: uses[use * useWidth + 1] as number,
          start: place.from,
          end: place.to,
          until: rules[row + afterColumn] === 0 ? Math.min(end, place.to) : place.to,
          weak: (flags & isWeak) !== 0,
        });
      }
    }
  };
  return { hits, to: (limit) => scanTo(scan, limit, report) };
}

/** All hits in a text, in one pass. */
export function findHits(matcher: Matcher, text: string, language: string | null): readonly Hit[] {
  const search = searchIn(matcher, text, language);
  search.to(text.length);
  return search.hits;
}

const languageBit = (language: Parameters<typeof languageNumber>[0]): number => 1 << languageNumber(language);
const [anyLanguage, danish, bokmaal, english] = [
  languageBit(null),
  languageBit('da'),
  languageBit('nb'),
  languageBit('en'),
];

/** Languages whose terms are tried on a text, a bit each: its own, and the near neighbour that buyers mix it with. */
function languagesFor(language: string | null): number {
  switch (language) {
    case 'da':
    case 'nb':
    case 'nn':
    case 'no':
    case 'sv':
      return anyLanguage | danish | bokmaal;
    case null:
      return anyLanguage | danish | bokmaal | english;
    default:
      return anyLanguage | english;
  }
}

/** A place where a pattern stands, and what was read around it. One is used for all, since there are many. */
interface Place {
  text: string;
  tables: Tables;
  /** Offsets of its word, of itself and of its end. */
  word: number;
  start: number;
  end: number;
  /** What follows it in its word. */
  rest: Uint8Array;
  restLength: number;
  before: Side;
  after: Side;
  /** Offsets of the words that stood there last. */
  from: number;
  to: number;
}

function createPlace(tables: Tables, text: string): Place {
  const rest = new Uint8Array(longestWord);
  const offsets = { word: 0, start: 0, end: 0, from: 0, to: 0 };
  return { text, tables, ...offsets, rest, restLength: 0, before: createSide(), after: createSide() };
}

function stand(place: Place, word: number, start: number, end: number): void {
  const read = readWord(place.text, end, place.rest);
  const wordEnd = Math.floor(read / 256);
  place.word = word;
  place.start = start;
  place.end = end;
  place.restLength = read % 256;
  standAt(place.before, place.text, word, wordEnd);
  standAt(place.after, place.text, word, wordEnd);
}

/** Whether a rule's words stand at the place; `from` and `to` tell where. */
function stands(place: Place, rule: number, flags: number): boolean {
  const { tables, text, before, after } = place;
  const { rules, lists, exact } = tables;
  const row = rule * ruleWidth;
  const behind = rules[row + afterColumn] as number;
  if (place.restLength > 0 && !mayGoOn(place, flags, behind === 0)) return false;
  const first = reachBefore(before, lists, rules[row + beforeColumn] as number, flags);
  const last = first < 0 ? -1 : reachAfter(after, lists, behind, flags);
  if (last < 0) return false;
  place.from = before.starts[first] as number;
  place.to = after.ends[last] as number;
  if ((flags & isExact) !== 0) return place.start === place.word && text.startsWith(exact.get(rule) ?? '', place.from);
  const friends = rules[row + friendsColumn] as number;
  return friends === 0 || !isFalseFriend(place, friends);
}

/** Whether the rule allows for what goes on in the word behind the pattern. */
function mayGoOn({ text, start, end, rest, restLength }: Place, flags: number, isLast: boolean): boolean {
  if (restLength === longestWord) return false;
  if (!isLast) return mayAgree(flags, end - start, rest, restLength);
  // A short word takes no ending, only another part of a compound.
  if (end - start < shortestInflected) return (flags & isHead) !== 0 && restLength >= shortestPart;
  return mayEnd(flags, foldOf(text.charCodeAt(end - 1)), rest, restLength);
}

/** Whether one of a rule's false friends begins where its words do; they may go on behind them. */
function isFalseFriend({ text, tables, from }: Place, list: number): boolean {
  const { lists } = tables;
  let at = list + 1;
  for (let number = lists[list] as number; number > 0; number--) {
    if (beginsWith(text, from, lists, at)) return true;
    at += 1 + (lists[at] as number);
  }
  return false;
}

/** Whether a text goes on at an offset with the words that stand in the lists at `place`, however they are separated. */
function beginsWith(text: string, offset: number, lists: Uint8Array, place: number): boolean {
  let at = offset;
  const last = place + (lists[place] as number);
  for (let i = place + 1; i <= last; i++) {
    const read = symbolAt(text, at);
    if ((read & 63) !== lists[i] || at > text.length) return false;
    at = lists[i] === separator ? startAfter(text, at) : read >>> 6;
  }
  return true;
}
