import type { Language } from '../targets/schema.ts';

const endings: Record<Language, RegExp> = {
  da: /(?:ernes|erne|enes|ene|ers|ets|ens|er|en|et|es|e|s)$/,
  nb: /(?:enes|ene|ers|ets|ens|er|en|et|es|e|a|s)$/,
  en: /(?:ies|es|s)$/,
};
const shortestStem = 4;

/** A word as texts and labels are compared by: small letters, one spelling of æ, ø and å, no ending. */
export function stemOf(word: string, language: Language): string {
  const folded = word.toLowerCase().replace(/ä/g, 'æ').replace(/ö/g, 'ø').replace(/aa/g, 'å');
  const stem = folded.replace(endings[language], '');
  return stem.length >= shortestStem ? stem.replace(/(.)\1$/, '$1') : folded;
}
