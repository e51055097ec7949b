import type { MatchIndex } from './finding.ts';
import { foldOf, readWord, separator, startAfter, symbolAt } from './fold.ts';
import {
  addRow,
  createHits,
  endColumn,
  type Hit,
  type Hits,
  kindColumn,
  listed,
  ownerColumn,
  startColumn,
  termColumn,
  untilColumn,
  weakFlag,
} from './hits.ts';
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
  ruleWidth,
  shortestInflected,
  shortestPart,
  type Tables,
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

export type { Hit, Hits } from './hits.ts';

/** Compiles the index's terms, coverage phrases, ecolabel spellings and tip triggers. */
export function compileIndex(index: MatchIndex): Matcher {
  return { index, tables: buildTables(index), lexicon: compileLexicon(index.cpvWords, index.titleWords) };
}

/** A search through one text that may be done in slices. */
export interface Search {
  /** Reads on to that offset; true when the text is at its end. */
  to(limit: number): boolean;
  /** What was found so far. */
  readonly hits: Hits;
}

/** Begins a search. `language` is the text's own (da, nb, nn, no, sv, en, …), null when not known. */
export function searchIn({ tables }: Matcher, text: string, language: string | null): Search {
  const hits = createHits(text.length);
  const tried = languagesFor(language);
  const scan = createScan(tables, text);
  return {
    hits,
    to: (limit) => {
      Object.assign(place, { text, tables, tried, hits });
      return scanTo(scan, limit, take);
    },
  };
}

/** Takes what stands at a place as a hit of each rule of its pattern that allows for it. */
function take(pattern: number, word: number, start: number, end: number): void {
  const { tables, tried } = place;
  const { firstRule, rules } = tables;
  const last = firstRule[pattern + 1] as number;
  let isRead = false;
  for (let rule = firstRule[pattern] as number; rule < last; rule++) {
    const row = rule * ruleWidth;
    const flags = rules[row] as number;
    if (((tried >> ((flags >> languageShift) & 15)) & 1) === 0) continue;
    if (start > word && !mayBePart(flags, rules[row + beforeColumn] as number)) continue;
    if (!isRead) stand(word, start, end);
    isRead = true;
    if (stands(rule, flags)) add(row, flags, end);
  }
}

/** Whether a rule allows for its pattern to be a later part of a compound. */
function mayBePart(flags: number, before: number): boolean {
  return (flags & isTail) !== 0 && before === 0;
}

/** Adds a hit for each use of a rule whose words stand at the place; the pattern ends at `end`. */
function add(row: number, flags: number, end: number): void {
  const { hits } = place;
  const { rules, uses } = place.tables;
  const kind = (flags & roleMask) | ((flags & isWeak) === 0 ? 0 : weakFlag);
  const until = rules[row + afterColumn] === 0 ? Math.min(end, place.to) : place.to;
  const last = rules[row + ruleWidth + useColumn] as number;
  for (let use = rules[row + useColumn] as number; use < last; use++) {
    const at = addRow(hits);
    const { rows } = hits;
    rows[at + kindColumn] = kind;
    rows[at + ownerColumn] = uses[use * useWidth] as number;
    rows[at + termColumn] = uses[use * useWidth + 1] as number;
    rows[at + startColumn] = place.from;
    rows[at + endColumn] = place.to;
    rows[at + untilColumn] = until;
  }
}

/** All hits in a text, in one pass. */
export function hitsIn(matcher: Matcher, text: string, language: string | null): Hits {
  const search = searchIn(matcher, text, language);
  search.to(text.length);
  return search.hits;
}

/** All hits in a text one by one, for a short text. */
export function findHits(matcher: Matcher, text: string, language: string | null): readonly Hit[] {
  return listed(hitsIn(matcher, text, language));
}

const languageBit = (language: Parameters<typeof languageNumber>[0]): number => 1 << languageNumber(language);
const [anyLanguage, danish, bokmaal, english, swedish, german] = [
  languageBit(null),
  languageBit('da'),
  languageBit('nb'),
  languageBit('en'),
  languageBit('sv'),
  languageBit('de'),
];

/** Languages whose terms are tried on a text, a bit each: its own, and the near neighbours that buyers mix it with. */
function languagesFor(language: string | null): number {
  switch (language) {
    case 'da':
    case 'nb':
    case 'nn':
    case 'no':
      return anyLanguage | danish | bokmaal;
    case 'sv':
      return anyLanguage | swedish | danish | bokmaal;
    case 'de':
      return anyLanguage | german;
    case null:
      return anyLanguage | danish | bokmaal | english | swedish | german;
    default:
      return anyLanguage | english;
  }
}

/** A place where a pattern stands, what was read around it, and the search that met it. */
interface Place {
  text: string;
  tables: Tables;
  /** Languages of the terms that are tried. */
  tried: number;
  hits: Hits;
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

/** One is used for all, since there are many; searches never run at once. */
const place: Place = {
  text: '',
  tables: null as unknown as Tables,
  tried: 0,
  hits: createHits(),
  word: 0,
  start: 0,
  end: 0,
  rest: new Uint8Array(longestWord),
  restLength: 0,
  before: createSide(),
  after: createSide(),
  from: 0,
  to: 0,
};

function stand(word: number, start: number, end: number): void {
  const read = readWord(place.text, end, place.rest);
  const wordEnd = end + (read >>> 8);
  place.word = word;
  place.start = start;
  place.end = end;
  place.restLength = read & 255;
  standAt(place.before, place.text, word, wordEnd);
  standAt(place.after, place.text, word, wordEnd);
}

/** Whether a rule's words stand at the place; `from` and `to` tell where. */
function stands(rule: number, flags: number): boolean {
  const { text, before, after } = place;
  const { rules, lists, exact } = place.tables;
  const row = rule * ruleWidth;
  const behind = rules[row + afterColumn] as number;
  if (place.restLength > 0 && !mayGoOn(flags, behind === 0)) return false;
  const ahead = rules[row + beforeColumn] as number;
  // A word alone, as most are.
  if (ahead === 0 && behind === 0) {
    place.from = before.starts[0] as number;
    place.to = after.ends[0] as number;
  } else {
    const first = reachBefore(before, lists, ahead, flags);
    const last = first < 0 ? -1 : reachAfter(after, lists, behind, flags);
    if (last < 0) return false;
    place.from = before.starts[first] as number;
    place.to = after.ends[last] as number;
  }
  if ((flags & isExact) !== 0) return place.start === place.word && text.startsWith(exact.get(rule) ?? '', place.from);
  const friends = rules[row + friendsColumn] as number;
  return friends === 0 || !isFalseFriend(friends);
}

/** Whether the rule allows for what goes on in the word behind the pattern. */
function mayGoOn(flags: number, isLast: boolean): boolean {
  const { text, start, end, rest, restLength } = place;
  if (restLength === longestWord) return false;
  if (!isLast) return mayAgree(flags, end - start, rest, restLength);
  // A short word takes no ending, only another part of a compound.
  if (end - start < shortestInflected) return (flags & isHead) !== 0 && restLength >= shortestPart;
  return mayEnd(flags, foldOf(text.charCodeAt(end - 1)), rest, restLength);
}

/** Whether one of a rule's false friends begins where its words do; they may go on behind them. */
function isFalseFriend(list: number): boolean {
  const { text, from } = place;
  const { lists } = place.tables;
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
