import type { TextLanguage } from '../targets/schema.ts';
import { foldWords, vowels } from './fold.ts';

/** Languages in which terms are matched; their places are numbers in the compiled tables. Restated, for `schema.ts` brings Zod along. */
export const matchedLanguages = ['da', 'nb', 'en', 'sv', 'de'] as const satisfies readonly TextLanguage[];

/** What ordinary inflection may add to a word, nouns and adjectives together, genitive included. */
const endings: Record<TextLanguage, string> = {
  da: 's e es en ens et ets er ers ene enes erne ernes n ns t ts te r rs ne nes rne rnes',
  nb: 's e es en ens et ets er ers ene enes ne nes a as n ns t ts te r rs',
  en: 's es',
  sv: 's a as e es t ts en ens et ets n ns na nas r rs rna rnas er ers erna ernas ar ars arna arnas or ors orna ornas',
  de: 's es e en er ern ers em n m r',
};

const longestEnding = 5;

/** Symbols as one number that no other ending has. */
function endingCode(symbols: Uint8Array, at: number, length: number): number {
  let code = 0;
  for (let i = at; i < at + length; i++) code = code * 64 + (symbols[i] as number);
  return code;
}

const codes = Object.fromEntries(
  Object.entries(endings).map(([language, list]) => [
    language,
    new Set(list.split(' ').map((ending) => endingCode(foldWords(ending)[0] ?? new Uint8Array(), 0, ending.length))),
  ]),
) as unknown as Record<TextLanguage, ReadonlySet<number>>;

/**
 * Whether what follows a stem, so many symbols from `at` on, is an inflection of it in that language. A final consonant
 * may be doubled before a vowel ("bus", "busser"); a stem in -e takes what follows its e.
 */
export function isInflection(language: TextLanguage, symbols: Uint8Array, at: number, length: number): boolean {
  if (length > longestEnding + 1) return false;
  const known = codes[language];
  if (length <= longestEnding && known.has(endingCode(symbols, at, length))) return true;
  const last = symbols[at - 1] as number;
  if (language === 'en' || length < 2 || symbols[at] !== last || vowels.has(last)) return false;
  return vowels.has(symbols[at + 1] as number) && known.has(endingCode(symbols, at + 1, length - 1));
}

const agreeing = (list: string[]): readonly Uint8Array[] =>
  list.map((ending) => foldWords(ending)[0] ?? new Uint8Array());

/** Endings that words inside a phrase may take so that they agree with the last ("økologiske fødevarer"), folded. */
export const agreement: Record<TextLanguage, readonly Uint8Array[]> = {
  da: agreeing(['', 'e', 't']),
  nb: agreeing(['', 'e', 't']),
  en: agreeing(['']),
  sv: agreeing(['', 'a', 'e', 't']),
  de: agreeing(['', 'e', 'en', 'er', 'es', 'em', 'n', 'r', 's', 'm']),
};
