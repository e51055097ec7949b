import type { ProcedureFacts } from '../schema.ts';

/** Letters as they are typed on a keyboard without them; `å` and `aa` are one. */
const spelledOut: Record<string, string> = {
  æ: 'ae',
  ä: 'ae',
  ø: 'oe',
  ö: 'oe',
  å: 'aa',
  ß: 'ss',
  ð: 'd',
  þ: 'th',
  œ: 'oe',
};
/** The same as they are typed by those who leave the marks out. */
const leftOut: Record<string, string> = { ...spelledOut, ä: 'a', ø: 'o', ö: 'o', å: 'a' };

/** Longest word that is kept; what follows would not be typed. */
const longest = 60;

/** Lower case, composed first so that Nordic letters are known, other accents dropped. */
function fold(word: string, letters: Record<string, string>): string {
  return word
    .replace(/[æäøöåßðþœ]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .slice(0, longest);
}

const split = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * What somebody typed as words to look up: each must be the beginning of one of a procedure's words. "Århus", "Aarhus",
 * "arhus" and "aarh" all find Århus; "2026/114" asks for both numbers.
 */
export function wordsToFind(typed: string): string[] {
  return [...new Set(split(typed).map((word) => fold(word, spelledOut)))];
}

/**
 * The words by which the search finds a procedure: of its title, buyer, reference and numbers, each in the spelling with
 * `ae`, `oe`, `aa` and, where it has such letters, in that without. Beginnings need no entry of their own: an index of
 * words is read from a beginning on.
 */
export function wordsOf(
  facts: Pick<ProcedureFacts, 'title' | 'buyer' | 'reference' | 'procedureId' | 'publicationNumber'>,
): string[] {
  const { title, buyer, reference, procedureId, publicationNumber } = facts;
  const texts = [title, buyer?.name, buyer?.id, reference, procedureId, publicationNumber];
  const words = texts.flatMap((text) => (text ? split(text) : []));
  return [...new Set(words.flatMap((word) => [fold(word, spelledOut), fold(word, leftOut)]))].sort();
}
