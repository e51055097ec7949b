import { formatNumber } from '../i18n.ts';
import { inLocale } from './localized.ts';
import type { Language, Localized, Threshold } from './schema.ts';

/** A value with its unit: "75 %", "0,3 W"; a class stands alone. */
export function limitValue(value: Threshold['value'], unit: Localized, locale: Language): string {
  if (typeof value === 'string') return value;
  return `${formatNumber(value, locale)}\u00a0${inLocale(unit, locale)}`;
}
