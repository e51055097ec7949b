import { isFalseFriend } from './false-friends.ts';
import type { MatchIndex } from './finding.ts';
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
import { reachAfter, reachBefore } from './phrase.ts';
import { createScan, scanTo } from './scan.ts';
import {
  afterColumn,
  beforeColumn,
  buildTables,
  friendsColumn,
  isExact,
  isWeak,
  languageNumber,
  roleMask,
  ruleWidth,
  type Tables,
  useColumn,
  useWidth,
} from './tables.ts';
import { endOf, startOf, type Window } from './window.ts';
import { isCertain, lengthOf, memoryFor, ruleOf, type WordMemory } from './word-memory.ts';

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
  const scan = createScan(text);
  return {
    hits,
    to: (limit) => {
      const memory = memoryFor(tables, tried);
      Object.assign(place, { window: scan.window, tables, memory, hits });
      return scanTo(scan, limit, memory, take);
    },
  };
}

/** Takes what stands in a word as a hit of each rule that allows for what is around it. */
function take(word: number, items: number): void {
  const { items: numbers } = place.memory;
  const { gaps } = place.window;
  const start = (gaps[word - 1] as number) + 1;
  place.word = word;
  place.isSeen = false;
  const last = items + (numbers[items] as number);
  for (let at = items + 1; at <= last; at++) {
    const item = numbers[at] as number;
    const row = ruleOf(item) * ruleWidth;
    place.from = start;
    place.to = gaps[word] as number;
    if (isCertain(item) || stands(row)) add(row, start + lengthOf(item));
  }
}

/** Adds a hit for each use of a rule whose words stand at the place; the pattern ends at `end`. */
function add(row: number, end: number): void {
  const { hits, window } = place;
  const { rules, uses } = place.tables;
  const flags = rules[row] as number;
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

/** A word in which something stands, what is known of it, and the search that met it. All places are numbers of symbols. */
interface Place {
  window: Window;
  tables: Tables;
  memory: WordMemory;
  hits: Hits;
  /** Its number in the window, and its neighbours when they have been asked for. */
  word: number;
  isSeen: boolean;
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
  memory: null as unknown as WordMemory,
  hits: createHits(),
  word: 0,
  isSeen: false,
  before: createSide(),
  after: createSide(),
  from: 0,
  to: 0,
};

/** Whether a rule's words stand around the word; `from` and `to` tell where. */
function stands(row: number): boolean {
  const { before, after, word, window } = place;
  const { rules, lists, exact } = place.tables;
  const flags = rules[row] as number;
  const ahead = rules[row + beforeColumn] as number;
  const behind = rules[row + afterColumn] as number;
  if ((ahead | behind) !== 0) {
    if (!place.isSeen) {
      standAt(before, window, word);
      standAt(after, window, word);
      place.isSeen = true;
    }
    const first = reachBefore(before, lists, ahead, flags);
    const last = first < 0 ? -1 : reachAfter(after, lists, behind, flags);
    if (last < 0) return false;
    place.from = before.starts[first] as number;
    place.to = after.ends[last] as number;
  }
  if ((flags & isExact) !== 0) {
    return window.text.startsWith(exact.get(row / ruleWidth) ?? '', startOf(window, place.from));
  }
  const friends = rules[row + friendsColumn] as number;
  return friends === 0 || !isFalseFriend(window.symbols, window.end, place.from, lists, friends);
}
