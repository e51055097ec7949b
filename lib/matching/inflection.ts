import type { Language } from '../targets/schema.ts';
import { foldPattern, symbolKey, vowels } from './fold.ts';

/** What ordinary inflection may add to a word, nouns and adjectives together, genitive included. */
const endings: Record<Language, string> = {
  da: 's e es en ens et ets er ers ene enes erne ernes n ns t ts te r rs ne nes rne rnes',
  nb: 's e es en ens et ets er ers ene enes ne nes a as n ns t ts te r rs',
  en: 's es',
};

const endingKeys: Record<Language, ReadonlySet<string>> = {
  da: keysOf(endings.da),
  nb: keysOf(endings.nb),
  en: keysOf(endings.en),
};

function keysOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').map((ending) => symbolKey(foldPattern(ending))));
}

/**
 * Whether what stands after a stem up to the word's end is an inflection of it in that language.
 * A final consonant may be doubled before a vowel ("bus", "busser"); a stem in -e takes what follows its e.
 */
export function isInflection(language: Language, stem: Uint8Array, rest: Uint8Array): boolean {
  const keys = endingKeys[language];
  if (keys.has(symbolKey(rest))) return true;
  const last = stem[stem.length - 1];
  if (language === 'en' || last === undefined || rest.length < 2 || rest[0] !== last || vowels.has(last)) return false;
  return vowels.has(rest[1] ?? 0) && keys.has(symbolKey(rest.subarray(1)));
}

const agreeing = (list: string[]): readonly Uint8Array[] => list.map(foldPattern);

/** Endings that words inside a phrase may take so that they agree with the last ("økologiske fødevarer"), folded. */
export const agreement: Record<Language, readonly Uint8Array[]> = {
  da: agreeing(['', 'e', 't']),
  nb: agreeing(['', 'e', 't']),
  en: agreeing(['']),
};
