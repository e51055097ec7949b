import type { Language, Localized } from './schema.ts';

/** The text in a language, else in Danish, which every text has. */
export function inLocale(text: Localized, locale: Language): string {
  return text[locale] ?? text.da;
}
