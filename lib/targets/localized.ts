import type { Language, Localized } from './schema.ts';

/** The text in a language, else in Danish, which every text has. */
export function inLocale(text: Localized, locale: Language): string {
  return text[locale] ?? text.da;
}

/** The language that texts go into for a tender in another one: its own, or what its readers know best of those there are. */
export function contentLanguage(language: string | null | undefined): Language {
  if (language === 'nb' || language === 'nn' || language === 'no') return 'nb';
  return language === null || language === undefined || language === 'da' || language === 'sv' ? 'da' : 'en';
}
