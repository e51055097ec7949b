import { hasPhrase, isFalseFriend } from './false-friends.ts';
import { mayBegin, threeAt } from './parts.ts';
import { mayAgree, mayEnd } from './phrase.ts';
import {
  afterColumn,
  beforeColumn,
  friendsColumn,
  isExact,
  isHead,
  isTail,
  languageShift,
  ruleWidth,
  shortestInflected,
  shortestPart,
  type Tables,
} from './tables.ts';
import { baseColumn, checkColumn, nodeWidth, tailEnd, wordColumn } from './trie.ts';

/**
 * What stands in the words that were met. A word's symbols alone say which patterns stand in it and which of their rules
 * allow for that, and texts have few words, which they repeat: each is looked up when it is first met.
 */
export interface WordMemory {
  tables: Tables;
  /** Languages whose terms are tried, a bit each. */
  tried: number;
  /**
   * Rows of `shortWidth`: a word of up to eleven symbols, four to a number, and the place of its items. Each word may
   * stand in either of two rows, the one met last in the first.
   */
  short: Int32Array;
  /** Rows of `longWidth`: the same for words of up to 27, with one row for each. */
  long: Int32Array;
  /**
   * By place: how many items, then each: the rule, whether it stands whatever is around the word, and how many symbols
   * of the word its pattern ends behind. Place 0 is that of words without any.
   */
  items: Int32Array;
  used: number;
}

export const shortWidth = 4;
export const longWidth = 8;
const shortPairs = 2 ** 13;
const longRows = 2 ** 13;
/** Symbols of the longest words in a short row, and of the longest that are kept at all. */
export const longestShort = 11;
const longestKept = 27;
/** Beyond so many numbers of items all words are forgotten. */
const mostItems = 2 ** 16;

/** One is used for all searches, which never run at once. */
let memory: WordMemory | null = null;

/** The memory for an index and the languages tried; emptied of what it held for others. */
export function memoryFor(tables: Tables, tried: number): WordMemory {
  memory ??= {
    tables,
    tried,
    short: new Int32Array(shortPairs * 2 * shortWidth),
    long: new Int32Array(longRows * longWidth),
    items: new Int32Array(2 ** 12),
    used: 1,
  };
  if (memory.tables !== tables || memory.tried !== tried) forget(Object.assign(memory, { tables, tried }));
  return memory;
}

function forget(memory: WordMemory): void {
  memory.short.fill(0);
  memory.long.fill(0);
  memory.used = 1;
}

/** The rule that an item is of. */
export const ruleOf = (item: number): number => item >>> 9;
/** Whether the rule allows for the pattern whatever stands around the word. */
export const isCertain = (item: number): boolean => (item & 256) !== 0;
/** How many symbols of the word the pattern ends behind. */
export const lengthOf = (item: number): number => item & 255;

/** First row of a word of up to eleven symbols. */
export const shortRow = (one: number, two: number, three: number): number =>
  ((Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b) ^ Math.imul(three, 0xc2b2ae35)) >>>
    Math.clz32(shortPairs - 1)) *
  (2 * shortWidth);

/** Place of the items of a short word that is not in its first row. */
export function itemsOfShort(
  memory: WordMemory,
  symbols: Uint8Array,
  start: number,
  end: number,
  one: number,
  two: number,
  three: number,
): number {
  const { short } = memory;
  const row = shortRow(one, two, three);
  const second = row + shortWidth;
  if (short[second] === one && short[second + 1] === two && short[second + 2] === three)
    return short[second + 3] as number;
  const items = learn(memory, symbols, start, end);
  short.copyWithin(second, row, second);
  short[row] = one;
  short[row + 1] = two;
  short[row + 2] = three;
  short[row + 3] = items;
  return items;
}

const fours = new Int32Array(longWidth - 1);

/** Place of the items of a longer word. */
export function itemsOfLong(
  memory: WordMemory,
  symbols: Uint8Array,
  view: DataView,
  start: number,
  end: number,
): number {
  const { used, long } = memory;
  const length = end - start;
  if (length > longestKept) {
    const items = learn(memory, symbols, start, end);
    // Not kept: the next word's items come in its place.
    memory.used = Math.min(memory.used, used);
    return items;
  }
  // The last number has the separator behind the word in it: words of two lengths differ.
  const whole = length >> 2;
  let spread = 0;
  for (let number = 0; number <= whole; number++) {
    const four = view.getInt32(start + 4 * number, true) & (number < whole ? -1 : (1 << (8 * (length & 3))) - 1);
    fours[number] = four;
    spread = Math.imul(spread ^ four, 0x9e3779b1);
    spread ^= spread >>> 15;
  }
  const row = (spread & (longRows - 1)) * longWidth;
  let same = 0;
  while (same <= whole && long[row + same] === fours[same]) same++;
  if (same > whole) return long[row + longWidth - 1] as number;
  const items = learn(memory, symbols, start, end);
  long.set(fours, row);
  long[row + longWidth - 1] = items;
  return items;
}

/** Looks up a word: its patterns in the order in which they begin. */
function learn(memory: WordMemory, symbols: Uint8Array, start: number, end: number): number {
  if (memory.used > mostItems) forget(memory);
  const place = memory.used;
  addItem(memory, 0);
  const { parts } = memory.tables;
  lookUp(memory, symbols, start, start, end);
  // Before a part there must be another part, be it an ending.
  for (let at = start + 2; at <= end - shortestPart; at++) {
    if (mayBegin(parts, threeAt(symbols, at))) lookUp(memory, symbols, start, at, end);
  }
  const count = memory.used - place - 1;
  if (count > 0) memory.items[place] = count;
  else memory.used = place;
  return count > 0 ? place : 0;
}

/** Adds the items of all patterns that begin at a symbol of a word. */
function lookUp(memory: WordMemory, symbols: Uint8Array, word: number, start: number, end: number): void {
  const { nodes, tails } = memory.tables;
  let node = 0;
  for (let at = start; ; at++) {
    const pattern = nodes[node + wordColumn] as number;
    const children = nodes[node + baseColumn] as number;
    if (children < 0) {
      let tail = -1 - children;
      while (tails[tail] === symbols[at]) {
        tail++;
        at++;
      }
      if (tails[tail] === tailEnd) addRules(memory, symbols, pattern, word, start, at, end);
      return;
    }
    if (pattern >= 0) addRules(memory, symbols, pattern, word, start, at, end);
    const child = (children + (symbols[at] as number)) * nodeWidth;
    if (nodes[child + checkColumn] !== node) return;
    node = child;
  }
}

/** Adds the rules of a pattern that allow for where it stands in its word; a pattern may end behind the word's separator. */
function addRules(
  memory: WordMemory,
  symbols: Uint8Array,
  pattern: number,
  word: number,
  start: number,
  behind: number,
  wordEnd: number,
): void {
  const { tables, tried } = memory;
  const { firstRule, rules, lists } = tables;
  const end = Math.min(behind, wordEnd);
  const last = firstRule[pattern + 1] as number;
  for (let rule = firstRule[pattern] as number; rule < last; rule++) {
    const row = rule * ruleWidth;
    const flags = rules[row] as number;
    if (((tried >> ((flags >> languageShift) & 15)) & 1) === 0) continue;
    const isFirst = rules[row + beforeColumn] === 0;
    const isLast = rules[row + afterColumn] === 0;
    if (start > word && ((flags & (isTail | isExact)) !== isTail || !isFirst)) continue;
    if (wordEnd > end && !mayGoOn(flags, isLast, symbols, start, end, wordEnd)) continue;
    const friends = rules[row + friendsColumn] as number;
    const isAlone = isFirst && isLast && (flags & isExact) === 0 && (friends === 0 || !hasPhrase(lists, friends));
    if (isAlone && friends !== 0 && isFalseFriend(symbols, wordEnd, word, lists, friends)) continue;
    addItem(memory, (rule << 9) | (isAlone ? 256 : 0) | (end - word));
  }
}

/** Whether a rule allows for what goes on in the word behind its pattern. */
function mayGoOn(
  flags: number,
  isLast: boolean,
  symbols: Uint8Array,
  start: number,
  end: number,
  wordEnd: number,
): boolean {
  const rest = wordEnd - end;
  if (!isLast) return mayAgree(flags, end - start, symbols, end, rest);
  // A short word takes no ending, only another part of a compound.
  if (end - start < shortestInflected) return (flags & isHead) !== 0 && rest >= shortestPart;
  return mayEnd(flags, symbols, end, rest);
}

function addItem(memory: WordMemory, item: number): void {
  if (memory.used === memory.items.length) {
    const items = new Int32Array(2 * memory.items.length);
    items.set(memory.items);
    memory.items = items;
  }
  memory.items[memory.used++] = item;
}
