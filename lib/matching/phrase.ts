import { foldWords, separator, symbolKey } from './fold.ts';
import { isInflection } from './inflection.ts';
import { hasAfter, hasBefore, type Side } from './neighbours.ts';
import {
  agreementOf,
  isExact,
  isHead,
  isInflected,
  isTail,
  languageOf,
  roleMask,
  roles,
  shortestInflected,
  shortestPart,
} from './tables.ts';

/** The name of a label takes any short ending, in every language. In symbols. */
const longestNameEnding = 2;

/** Words that join two others: "økologiske og lokale fødevarer". */
const joining = keysOf('og eller samt and or och eller und oder');
/** Words that turn a phrase round, which no gap may hide. */
const denying = keysOf('ikke ikkje ej uden uten intet ingen ingenting undtagen unntatt not no non without except');

function keysOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map((word) => symbolKey(foldWords(word)[0] ?? [])));
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
    const isAt = (place: number): boolean =>
      hasBefore(side, place) && standsAt(side, place, lists, at, flags, mayBePart);
    if (!isAt(number + gap)) {
      gap = gap === 0 ? gapOf(side, number, flags, isAt) : -1;
      if (gap < 0) return -1;
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
    const isAt = (place: number): boolean =>
      hasAfter(side, place) &&
      (number === count ? endsAt(side, place, lists, at, flags) : standsAt(side, place, lists, at, flags, false));
    if (!isAt(number + gap)) {
      gap = gap === 0 ? gapOf(side, number, flags, isAt) : -1;
      if (gap < 0) return -1;
    }
    at += 1 + (lists[at] as number);
  }
  return count + gap;
}

/**
 * Words between two of a phrase, from `number` on: one ("økologiske danske fødevarer"), or two of which one joins
 * ("økologisk mad og drikke"). 0 is not returned: without a gap nothing asks. -1 where the phrase does not go on, and
 * for wordings of requirements, in which a word more may change what is asked.
 */
function gapOf(side: Side, number: number, flags: number, isAt: (place: number) => boolean): number {
  const role = roles[flags & roleMask];
  if ((flags & isExact) !== 0 || (role !== 'target' && role !== 'tip' && role !== 'area')) return -1;
  if (isAt(number + 1)) return isAdjective(side, number, flags) ? 1 : -1;
  if (!isAt(number + 2)) return -1;
  const joins = isIn(joining, side, number) || isIn(joining, side, number + 1);
  return joins && isFiller(side, number) && isFiller(side, number + 1) ? 2 : -1;
}

/** Whether a word may describe the next one: by its ending, in the languages in which that agrees. */
function isAdjective(side: Side, number: number, flags: number): boolean {
  const ending = (side.symbols[number] as Uint8Array)[(side.lengths[number] as number) - 1];
  const language = languageOf(flags);
  if (language !== 'da' && language !== 'nb') return false;
  return agreeingEnds.has(ending ?? separator) && isFiller(side, number) && !isIn(joining, side, number);
}

/** Last symbols of an adjective that agrees with its noun. */
const agreeingEnds: ReadonlySet<number> = new Set(['e', 't'].map((letter) => foldWords(letter)[0]?.[0] ?? separator));

const isFiller = (side: Side, number: number): boolean => !isIn(denying, side, number);

function isIn(words: ReadonlySet<string>, side: Side, number: number): boolean {
  return words.has(symbolKey((side.symbols[number] as Uint8Array).subarray(0, side.lengths[number])));
}

/** Whether the word of a list that stands at `at`, with an ending by which it agrees, is that neighbour, or its last part. */
function standsAt(
  side: Side,
  number: number,
  lists: Uint8Array,
  at: number,
  flags: number,
  mayBePart: boolean,
): boolean {
  const symbols = side.symbols[number] as Uint8Array;
  const length = lists[at] as number;
  for (const ending of agreementOf(flags, length)) {
    const ahead = (side.lengths[number] as number) - length - ending.length;
    if (ahead !== 0 && !(mayBePart && ahead >= shortestPart - 1)) continue;
    if (isSame(symbols, ahead, lists, at + 1, length) && isSame(symbols, ahead + length, ending, 0, ending.length))
      return true;
  }
  return false;
}

/** Whether the last word of a phrase is that neighbour, with what it may go on with. */
function endsAt(side: Side, number: number, lists: Uint8Array, at: number, flags: number): boolean {
  const symbols = side.symbols[number] as Uint8Array;
  const length = lists[at] as number;
  const whole = side.lengths[number] as number;
  if (whole < length || !isSame(symbols, 0, lists, at + 1, length)) return false;
  if (whole === length) return true;
  if (length < shortestInflected) return (flags & isHead) !== 0 && whole - length >= shortestPart;
  return mayEnd(flags, symbols[length - 1] as number, symbols.subarray(length, whole), whole - length);
}

/**
 * Whether a phrase's last word may go on so: by an ending, or by another part of a compound.
 * @param last last symbol of the word itself
 */
export function mayEnd(flags: number, last: number, rest: Uint8Array, length: number): boolean {
  if ((flags & isExact) !== 0) return false;
  if ((flags & isHead) !== 0 && length >= shortestPart) return true;
  if ((flags & isInflected) === 0) return false;
  const language = languageOf(flags);
  return language ? isInflection(language, last, rest, length) : length <= longestNameEnding;
}

/** Whether an inner word of a phrase may go on so, to agree with the last. */
export function mayAgree(flags: number, wordLength: number, rest: Uint8Array, length: number): boolean {
  for (const ending of agreementOf(flags, wordLength)) {
    if (ending.length === length && isSame(rest, 0, ending, 0, length)) return true;
  }
  return false;
}

function isSame(symbols: Uint8Array, at: number, other: Uint8Array, from: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (symbols[at + i] !== other[from + i]) return false;
  return true;
}
