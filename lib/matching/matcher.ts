import type { MatchIndex } from './finding.ts';
import { separator } from './fold.ts';
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
import { createScan, scanTo } from './scan.ts';
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
import { endOf, longestWord, startOf, type Window, wordEnd } from './window.ts';

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
      Object.assign(place, { window: scan.window, tables, tried, hits });
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
    if (!isRead && !stand(word, start, end)) return;
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
  const { hits, window } = place;
  const { rules, uses } = place.tables;
  const kind = (flags & roleMask) | ((flags & isWeak) === 0 ? 0 : weakFlag);
  const from = startOf(window, place.from);
  const to = endOf(window, place.to - 1);
  const until = endOf(window, (rules[row + afterColumn] === 0 ? end : place.after.until) - 1);
  const last = rules[row + ruleWidth + useColumn] as number;
  for (let use = rules[row + useColumn] as number; use < last; use++) {
    const at = addRow(hits);
    const { rows } = hits;
    rows[at + kindColumn] = kind;
    rows[at + ownerColumn] = uses[use * useWidth] as number;
    rows[at + termColumn] = uses[use * useWidth + 1] as number;
    rows[at + startColumn] = from;
    rows[at + endColumn] = to;
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

/** A place where a pattern stands, what is known of it, and the search that met it. All places are numbers of symbols. */
interface Place {
  window: Window;
  tables: Tables;
  /** Languages of the terms that are tried. */
  tried: number;
  hits: Hits;
  /** Where its word begins, where itself begins and ends, and where its word ends. */
  word: number;
  start: number;
  end: number;
  wordEnd: number;
  before: Side;
  after: Side;
  /** Where the words begin and end that stood there last. */
  from: number;
  to: number;
}

/** One is used for all, since there are many; searches never run at once. */
const place: Place = {
  window: null as unknown as Window,
  tables: null as unknown as Tables,
  tried: 0,
  hits: createHits(),
  word: 0,
  start: 0,
  end: 0,
  wordEnd: 0,
  before: createSide(),
  after: createSide(),
  from: 0,
  to: 0,
};

/** Looks at the word that a pattern stands in; false for a run of letters that is no word. */
function stand(word: number, start: number, end: number): boolean {
  place.word = word;
  place.start = start;
  place.end = end;
  place.wordEnd = wordEnd(place.window.symbols, end);
  if (place.wordEnd < 0 || place.wordEnd - word > longestWord) return false;
  standAt(place.before, place.window, word, place.wordEnd);
  standAt(place.after, place.window, word, place.wordEnd);
  return true;
}

/** Whether a rule's words stand at the place; `from` and `to` tell where. */
function stands(rule: number, flags: number): boolean {
  const { before, after, word, end, wordEnd } = place;
  const { rules, lists } = place.tables;
  const row = rule * ruleWidth;
  const behind = rules[row + afterColumn] as number;
  if (wordEnd > end && !mayGoOn(flags, behind === 0)) return false;
  const ahead = rules[row + beforeColumn] as number;
  place.from = word;
  place.to = wordEnd;
  // Most are a word alone.
  if ((ahead | behind) !== 0) {
    const first = reachBefore(before, lists, ahead, flags);
    const last = first < 0 ? -1 : reachAfter(after, lists, behind, flags);
    if (last < 0) return false;
    place.from = before.starts[first] as number;
    place.to = after.ends[last] as number;
  }
  if ((flags & isExact) !== 0) return place.start === word && isSpelt(rule);
  const friends = rules[row + friendsColumn] as number;
  return friends === 0 || !isFalseFriend(friends);
}

/** Whether the text has an exact rule's words in its own spelling. */
function isSpelt(rule: number): boolean {
  const { window, tables } = place;
  return window.text.startsWith(tables.exact.get(rule) ?? '', startOf(window, place.from));
}

/** Whether the rule allows for what goes on in the word behind the pattern. */
function mayGoOn(flags: number, isLast: boolean): boolean {
  const { start, end, wordEnd } = place;
  const { symbols } = place.window;
  const rest = wordEnd - end;
  if (!isLast) return mayAgree(flags, end - start, symbols, end, rest);
  // A short word takes no ending, only another part of a compound.
  if (end - start < shortestInflected) return (flags & isHead) !== 0 && rest >= shortestPart;
  return mayEnd(flags, symbols, end, rest);
}

/** Whether one of a rule's false friends begins where its words do; they may go on behind them. */
function isFalseFriend(list: number): boolean {
  const { lists } = place.tables;
  let at = list + 1;
  for (let number = lists[list] as number; number > 0; number--) {
    if (beginsWith(place.window, place.from, lists, at)) return true;
    at += 1 + (lists[at] as number);
  }
  return false;
}

/** Whether a text goes on at a symbol with the words that stand in the lists at `list`, however they are separated. */
function beginsWith({ symbols, end }: Window, from: number, lists: Uint8Array, list: number): boolean {
  let at = from;
  const last = list + (lists[list] as number);
  for (let i = list + 1; i <= last; i++) {
    if (symbols[at++] !== lists[i]) return false;
    if (lists[i] === separator) while (at < end && symbols[at] === separator) at++;
  }
  return true;
}
