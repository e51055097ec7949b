import type { Money } from './tender.ts';

/** An amount of a page: either a single one, or words that say more than one number can. */
interface Amount {
  value: Money | null;
  /** A range, a maximum or an amount without a currency, as the page has it; at most 200 characters. */
  note: string | null;
}

const currencyWords: [RegExp, string][] = [
  [/\bDKK\b|danske\s+kroner/iu, 'DKK'],
  [/\bNOK\b|norske\s+kroner/iu, 'NOK'],
  [/\bSEK\b|svenska\s+kronor/iu, 'SEK'],
  [/\bEUR\b|\beuroa?\b|€/iu, 'EUR'],
  [/\bGBP\b|£/u, 'GBP'],
  [/\bUSD\b|\bUS\$/u, 'USD'],
  [/\bCHF\b/u, 'CHF'],
  [/\bISK\b/u, 'ISK'],
  [/\bPLN\b|\bzł/u, 'PLN'],
];

/** What "kr." means, by country. */
const krone: Record<string, string> = { DK: 'DKK', NO: 'NOK', SE: 'SEK', IS: 'ISK' };

const number = /\d(?:[\d.,'’ \u00a0\u202f\u2009]*\d)?/gu;
const scale =
  /^\s*(mio\.?|mill\.?|millioner|million(?:er)?|miljoner|miljoonaa|mia\.?|mrd\.?|milliarder|tkr|t\.kr|tusind|tusen)(?![\p{L}])/iu;
const limit =
  /maks|maximum|maximal|højst|högst|høyst|höchst|op til|opp til|up to|bis zu|upp till|enintään|mindst|minst|mindestens|at least|fra\s|mellem|mellom|mellan|between|zwischen/iu;
const rangeBetween =
  /^[^\p{L}\d]*(?:kr\.?|dkk|nok|sek|eur|€|£)?\s*(?:-|–|—|til|to|bis|till|og|och|and|und)\s*(?:kr\.?|dkk|nok|sek|eur|€|£)?\s*$/iu;

/** ISO 4217 code of the currency named in the text; "kr." is read by country, null when that is not known. */
export function currencyOf(text: string, country: string | null): string | null {
  for (const [pattern, code] of currencyWords) if (pattern.test(text)) return code;
  if (!/(?:^|[^\p{L}])(?:t?kr|kroner|kronor)(?![\p{L}])/iu.test(text)) return null;
  return country === null ? null : (krone[country] ?? null);
}

/**
 * A number as Danish, Norwegian, Swedish, English or German pages write it: groups by blanks, dots or commas, and at
 * most two decimals. Null when the separators contradict each other.
 */
export function parseNumber(text: string): number | null {
  const compact = text.replace(/[\s'’\u00a0\u202f\u2009]/gu, '');
  if (!/^\d[\d.,]*$/.test(compact)) return null;
  const lastDot = compact.lastIndexOf('.');
  const lastComma = compact.lastIndexOf(',');
  const last = Math.max(lastDot, lastComma);
  if (last < 0) return Number(compact);
  const mark = compact[last] ?? '';
  const decimals = compact.length - last - 1;
  const once = compact.indexOf(mark) === last;
  const bothKinds = lastDot >= 0 && lastComma >= 0;
  const isDecimal = once && (bothKinds ? decimals <= 4 : decimals !== 3);
  const whole = (isDecimal ? compact.slice(0, last) : compact).replace(/[.,]/g, '');
  return Number(isDecimal ? `${whole}.${compact.slice(last + 1)}` : whole);
}

function scaleOf(after: string): number {
  const word = scale.exec(after)?.[1]?.toLowerCase();
  if (word === undefined) return 1;
  if (word.startsWith('t')) return 1_000;
  return word.startsWith('mia') || word.startsWith('mrd') || word.startsWith('milliard') ? 1_000_000_000 : 1_000_000;
}

/**
 * The amount that a value field states.
 * @param text the field's text, "18 000 000,00 DKK" or "mellem 2 og 3 mio. kr."
 * @param country ISO code that decides what "kr." means; null when not known
 */
export function readAmount(text: string, country: string | null): Amount {
  const clean = text.replace(/\s+/gu, ' ').trim();
  const found = [...clean.matchAll(number)].filter(
    (match) => !/^\s*(?:%|pct|procent|måned|år|month|year)/iu.test(clean.slice(match.index + match[0].length)),
  );
  const first = found[0];
  if (!first) return { value: null, note: null };
  const note = clean.slice(0, 200);
  const second = found[1];
  const firstEnd = first.index + first[0].length;
  const isRange = second !== undefined && rangeBetween.test(clean.slice(firstEnd, second.index).replace(scale, ''));
  if (
    isRange ||
    limit.test(clean.slice(0, first.index)) ||
    /^\D{0,12}(?:maks|maximum|højst)/iu.test(clean.slice(firstEnd))
  ) {
    return { value: null, note };
  }
  const currency = currencyOf(clean, country);
  const parsed = parseNumber(first[0]);
  if (currency === null || parsed === null) return { value: null, note };
  const amount = Math.round(parsed * scaleOf(clean.slice(firstEnd)) * 100) / 100;
  return { value: { amount, currency }, note: null };
}
