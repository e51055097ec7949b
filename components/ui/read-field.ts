import { cleanAddress } from '../../lib/log/merge/identity.ts';

/** The mark between whole number and fraction in the user's language. */
export function decimalMarkOf(locale: string): ',' | '.' {
  return new Intl.NumberFormat(locale).format(1.5).includes(',') ? ',' : '.';
}

/**
 * A number as people type it: thousands separators and either decimal mark. "1.500" is fifteen hundred where the
 * comma is the decimal mark; null when the text is no number.
 */
export function readDecimal(text: string, decimalMark: ',' | '.'): number | null {
  const compact = text.replace(/[\s\u00a0\u202f]/g, '');
  const thousands = decimalMark === ',' ? '.' : ',';
  const grouped = new RegExp(`^-?\\d{1,3}(\\${thousands}\\d{3})+(\\${decimalMark}\\d+)?$`);
  const plain = grouped.test(compact) ? compact.replaceAll(thousands, '') : compact;
  if (!/^-?\d+([.,]\d+)?$/.test(plain)) return null;
  return Number(plain.replace(',', '.'));
}

/** A whole number from zero up, thousands separators allowed; null for anything else. */
export function readWholeNumber(text: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  const compact = /^\d{1,3}([.,]\d{3})+$/.test(plain) ? plain.replace(/[.,]/g, '') : plain;
  return /^\d{1,15}$/.test(compact) ? Number(compact) : null;
}

/**
 * A web address fit to be kept: http or https, at most 500 characters, without the parts that carry secrets. Null when
 * the text is no such address.
 */
export function readAddress(text: string): string | null {
  const address = cleanAddress(text.trim());
  return address !== '' && address.length <= 500 ? address : null;
}
