import type { TextLanguage } from '../targets/schema.ts';

/** Endings that fall away, the longest first. */
const endings: Record<TextLanguage, RegExp> = {
  da: /(?:ernes|erne|enes|ene|ers|ets|ens|er|en|et|es|e|s)$/,
  nb: /(?:enes|ene|ers|ets|ens|er|en|et|es|e|a|s)$/,
  en: /(?:(?<=[^suiae])s|(?<=[ae])s|e)$/,
  sv: /(?:ornas|arnas|ernas|orna|arna|erna|ens|ets|ans|or|ar|er|en|et|an|na|as|a|e|s)$/,
  de: /(?:ern|ers|en|er|es|em|e|n|s)$/,
};
const shortestStem = 4;

/** A word as texts and labels are compared by: small letters, one spelling of æ, ø and å, no ending. */
export function stemOf(word: string, language: TextLanguage): string {
  const folded = folds[language](word.toLowerCase());
  const stem = folded.replace(endings[language], '');
  if (stem.length < shortestStem) return folded;
  return language === 'en' ? englishStem(stem) : stem.replace(/(.)\1$/, '$1');
}

/** "Batteries", "battery": one stem; so are "services" and "service". */
function englishStem(stem: string): string {
  return stem.replace(/(?<=...)(?:ie|e|y)$/, (ending) => (ending === 'e' ? '' : 'i'));
}

const nordic = (word: string): string => word.replace(/ä/g, 'æ').replace(/ö/g, 'ø').replace(/aa/g, 'å');
/** "Stühle" is the plural of "Stuhl". */
const german = (word: string): string =>
  word.replace(/ß/g, 'ss').replace(/[äöü]/g, (vowel) => plain[vowel as keyof typeof plain]);
const plain = { ä: 'a', ö: 'o', ü: 'u' };

const folds: Record<TextLanguage, (word: string) => string> = {
  da: nordic,
  nb: nordic,
  sv: nordic,
  en: (word) => word,
  de: german,
};
