import type { Language, Localized } from './schema.ts';

/** The text in a language, else in Danish, which every text has. */
export function inLocale(text: Localized, locale: Language): string {
  return text[locale] ?? text.da;
}

/** The language of a tender by the names that texts go by; one that nothing is known of is taken for Danish. */
export function ownLanguage(language: string | null | undefined): string {
  if (language === 'nn' || language === 'no') return 'nb';
  return language ?? 'da';
}

/**
 * The language that texts go into for a tender: its own, or English where none are written in that, which bidders in
 * Sweden, Germany and elsewhere are surer to read than Danish.
 */
export function contentLanguage(language: string | null | undefined): Language {
  const own = ownLanguage(language);
  return own === 'da' || own === 'nb' ? own : 'en';
}
