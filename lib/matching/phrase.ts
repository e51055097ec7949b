import { foldWords, separator, symbolCount } from './fold.ts';
import { isInflection } from './inflection.ts';
import { hasAfter, hasBefore, type Side } from './neighbours.ts';
import {
  agreementOf,
  isExact,
  isHead,
  isInflected,
  isTail,
  languageNumber,
  languageOf,
  languageShift,
  roleMask,
  roles,
  shortestInflected,
  shortestPart,
} from './tables.ts';

/** The name of a label takes any short ending, in every language. In symbols. */
const longestNameEnding = 2;

/** Words that join two others: "økologiske og lokale fødevarer". */
const joining = codesOf('og eller samt and or och und oder sowie');
/** Words that turn a phrase round, which no gap may hide. */
const denying = codesOf(
  'ikke ikkje ej uden uten intet ingen undtagen undtaget unntatt not no non without except inte utan utom nicht kein keine ohne ausser',
);

/** A set of words, with what tells most others from them at a look. */
interface Words {
  codes: ReadonlySet<number>;
  lengths: number;
  /** By symbol: 1 where a word of the set begins with it. */
  firsts: Uint8Array;
}

function codesOf(words: string): Words {
  const folded = words.split(' ').map((word) => foldWords(word)[0] ?? new Uint8Array());
  const firsts = new Uint8Array(symbolCount);
  for (const word of folded) firsts[word[0] ?? separator] = 1;
  return {
    codes: new Set(folded.map((word) => codeOf(word, 0, word.length))),
    lengths: folded.reduce((mask, { length }) => mask | (1 << length), 0),
    firsts,
  };
}

const longestCode = 8;

/** A word of up to eight symbols as one number. */
function codeOf(symbols: Uint8Array, start: number, end: number): number {
  let code = 0;
  for (let i = start; i < end; i++) code = code * 64 + (symbols[i] as number);
  return code;
}

/**
 * How far before a word the list's words reach, from the nearest on, with the endings by which they agree; the first
 * may be the last part of a compound where the rule allows it. -1 where they do not stand there.
 */
export function reachBefore(side: Side, lists: Uint8Array, list: number, flags: number): number {
  const count = lists[list] as number;
  let at = list + 1;
  let gap = 0;
  for (let number = 1; number <= count; number++) {
    const mayBePart = number === count && (flags & isTail) !== 0;
    let place = number + gap;
    if (!hasBefore(side, place)) return -1;
    if (!standsAt(side, place, lists, at, flags, mayBePart)) {
      if (gap > 0 || !mayGap(flags)) return -1;
      gap = 1;
      place++;
      // One word between, or two of which one joins.
      if (
        !isAdjective(side, number, flags) ||
        !hasBefore(side, place) ||
        !standsAt(side, place, lists, at, flags, mayBePart)
      ) {
        gap = 2;
        place++;
        // The words between are asked before the third is read: hardly ever do they join.
        if (!hasBefore(side, number + 1) || !isJoined(side, number) || !hasBefore(side, place)) return -1;
        if (!standsAt(side, place, lists, at, flags, mayBePart)) return -1;
      }
    }
    at += 1 + (lists[at] as number);
  }
  return count + gap;
}

/** The same behind a word; the phrase's last word may go on as the rule allows. */
export function reachAfter(side: Side, lists: Uint8Array, list: number, flags: number): number {
  const count = lists[list] as number;
  let at = list + 1;
  let gap = 0;
  for (let number = 1; number <= count; number++) {
    const isLast = number === count;
    let place = number + gap;
    if (!hasAfter(side, place)) return -1;
    if (!followsAt(side, place, lists, at, flags, isLast)) {
      if (gap > 0 || !mayGap(flags)) return -1;
      gap = 1;
      place++;
      if (
        !isAdjective(side, number, flags) ||
        !hasAfter(side, place) ||
        !followsAt(side, place, lists, at, flags, isLast)
      ) {
        gap = 2;
        place++;
        if (!hasAfter(side, number + 1) || !isJoined(side, number) || !hasAfter(side, place)) return -1;
        if (!followsAt(side, place, lists, at, flags, isLast)) return -1;
      }
    }
    at += 1 + (lists[at] as number);
  }
  return count + gap;
}

function followsAt(side: Side, place: number, lists: Uint8Array, at: number, flags: number, isLast: boolean): boolean {
  return isLast ? endsAt(side, place, lists, at, flags) : standsAt(side, place, lists, at, flags, false);
}

/**
 * Whether words may stand between two of a phrase: one ("økologiske danske fødevarer"), or two of which one joins
 * ("økologisk mad og drikke"). Not in wordings of requirements, in which a word more may change what is asked.
 */
function mayGap(flags: number): boolean {
  const role = flags & roleMask;
  return (flags & isExact) === 0 && (role === targetRole || role === tipRole);
}

const targetRole = roles.indexOf('target');
const tipRole = roles.indexOf('tip');

/** Whether of this neighbour and the next one joins, and none denies. */
function isJoined(side: Side, number: number): boolean {
  if (!isIn(joining, side, number) && !isIn(joining, side, number + 1)) return false;
  return !isIn(denying, side, number) && !isIn(denying, side, number + 1);
}

/** Whether a word may describe the next one: by its ending, in the languages in which that agrees. */
function isAdjective(side: Side, number: number, flags: number): boolean {
  const ending = side.symbols[(side.ends[number] as number) - 1] as number;
  if (agreeingEnds[endPlace((flags >> languageShift) & 15, ending)] === 0) return false;
  return !isIn(denying, side, number) && !isIn(joining, side, number);
}

/** By language and symbol: 1 where an adjective that agrees with its noun ends with it; English ones do not agree. */
const agreeingEnds = new Uint8Array(16 * 64);
const endPlace = (language: number, symbol: number): number => language * 64 + symbol;
for (const [language, letters] of [
  ['da', 'et'],
  ['nb', 'et'],
  ['sv', 'aet'],
  ['de', 'en'],
] as const) {
  for (const symbol of foldWords(letters)[0] ?? []) agreeingEnds[endPlace(languageNumber(language), symbol)] = 1;
}

function isIn({ codes, lengths, firsts }: Words, { symbols, starts, ends }: Side, number: number): boolean {
  const start = starts[number] as number;
  const end = ends[number] as number;
  if (end - start > longestCode || ((lengths >> (end - start)) & 1) === 0) return false;
  return firsts[symbols[start] as number] === 1 && codes.has(codeOf(symbols, start, end));
}

/** Whether the word of a list that stands at `at`, with an ending by which it agrees, is that neighbour, or its last part. */
function standsAt(
  { symbols, starts, ends }: Side,
  number: number,
  lists: Uint8Array,
  at: number,
  flags: number,
  mayBePart: boolean,
): boolean {
  const start = starts[number] as number;
  const whole = (ends[number] as number) - start;
  const length = lists[at] as number;
  if (whole < length || (!mayBePart && symbols[start] !== lists[at + 1])) return false;
  for (const ending of agreementOf(flags, length)) {
    const ahead = whole - length - ending.length;
    if (ahead !== 0 && !(mayBePart && ahead >= shortestPart - 1)) continue;
    const from = start + ahead;
    if (isSame(symbols, from, lists, at + 1, length) && isSame(symbols, from + length, ending, 0, ending.length))
      return true;
  }
  return false;
}

/** Whether the last word of a phrase is that neighbour, with what it may go on with. */
function endsAt(side: Side, number: number, lists: Uint8Array, at: number, flags: number): boolean {
  const { symbols, starts, ends } = side;
  const start = starts[number] as number;
  const length = lists[at] as number;
  const rest = (ends[number] as number) - start - length;
  if (rest < 0 || !isSame(symbols, start, lists, at + 1, length)) return false;
  side.until = start + length;
  if (rest === 0) return true;
  if (length < shortestInflected) return (flags & isHead) !== 0 && rest >= shortestPart;
  return mayEnd(flags, symbols, start + length, rest);
}

/**
 * Whether a phrase's last word may go on so: by an ending, or by another part of a compound.
 * @param at where it goes on, for so many symbols
 */
export function mayEnd(flags: number, symbols: Uint8Array, at: number, length: number): boolean {
  if ((flags & isExact) !== 0) return false;
  if ((flags & isHead) !== 0 && length >= shortestPart) return true;
  if ((flags & isInflected) === 0) return false;
  const language = languageOf(flags);
  return language ? isInflection(language, symbols, at, length) : length <= longestNameEnding;
}

/** Whether an inner word of a phrase may go on so, to agree with the last. */
export function mayAgree(flags: number, wordLength: number, symbols: Uint8Array, at: number, length: number): boolean {
  for (const ending of agreementOf(flags, wordLength)) {
    if (ending.length === length && isSame(symbols, at, ending, 0, length)) return true;
  }
  return false;
}

function isSame(symbols: Uint8Array, at: number, other: Uint8Array, from: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (symbols[at + i] !== other[from + i]) return false;
  return true;
}
