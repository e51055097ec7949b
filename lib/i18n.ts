/** Strings of one language by flat key; a text that counts has `key.one` and `key.other`. */
export type Texts = Record<string, string>;
type Parameters = Record<string, string | number>;

export const locales = ['da', 'nb', 'en'] as const;
export type Locale = (typeof locales)[number];

/** The region whose dates and numbers a language takes: British for English, as the readers are European. */
export const regional = (locale: Locale) => (locale === 'en' ? 'en-GB' : locale);

/** A number with the language's separators; four decimals, so that no limit and no measured value is rounded away. */
export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(regional(locale), { maximumFractionDigits: 4 }).format(value);
}

export interface Translator {
  locale: Locale;
  /** The text of a key with its `{placeholders}` filled in; `count` picks the plural form. */
  (key: string, parameters?: Parameters): string;
}

/**
 * A translator over one language's texts. The browser's own `i18n.getMessage` has no plurals and cannot be switched
 * by the user, so it serves the manifest alone.
 * @throws when a key is missing, so that no page ever shows a bare key unseen; a test walks all keys.
 */
export function createTranslator(locale: Locale, texts: Texts): Translator {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const translate = (key: string, parameters: Parameters = {}): string => {
    const { count } = parameters;
    const text = typeof count === 'number' ? (texts[`${key}.${plurals.select(count)}`] ?? texts[key]) : texts[key];
    if (text === undefined) throw new Error(`no text for ${key} in ${locale}`);
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = parameters[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
  return Object.assign(translate, { locale });
}

/** The interface language for a setting and the browser's own language; Danish where neither decides. */
export function chooseLocale(setting: 'auto' | Locale, browserLanguage: string): Locale {
  if (setting !== 'auto') return setting;
  const base = browserLanguage.toLowerCase().split('-')[0];
  if (base === 'nb' || base === 'no' || base === 'nn') return 'nb';
  if (base === 'en') return 'en';
  return 'da';
}
