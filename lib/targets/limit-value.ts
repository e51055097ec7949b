import type { Language, Localized, Threshold } from './schema.ts';

/** A value with its unit: "75 %", "0,3 W"; a class stands alone. */
export function limitValue(value: Threshold['value'], unit: Localized, locale: Language): string {
  if (typeof value === 'string') return value;
  const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : locale, { maximumFractionDigits: 4 }).format(value);
  return `${number}\u00a0${unit[locale] ?? unit.da}`;
}
