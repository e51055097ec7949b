import type { Money } from '../tender.ts';

/** An amount of a page: either a single one, or words that say more than one number can. */
interface Amount {
  value: Money | null;
  /** A range, a maximum or an amount without a currency, as the page has it; at most 200 characters. */
  note: string | null;
}

const currencyWords: [RegExp, string][] = [
  [/(?<!\p{L})[TM]?DKK(?!\p{L})|danske\s+kroner|danish\s+(?:kroner|crowns)|(?<!\p{L})DKr\b/iu, 'DKK'],
  [/(?<!\p{L})[TM]?NOK(?!\p{L})|norske\s+kroner|norwegian\s+(?:kroner|crowns)|(?<!\p{L})NKr\b/iu, 'NOK'],
  [/(?<!\p{L})[TM]?SEK(?!\p{L})|svenska\s+kronor|swedish\s+(?:kronor|crowns)|(?<!\p{L})SKr\b/iu, 'SEK'],
  [/(?<!\p{L})[TMk]?EUR(?!\p{L})|(?<!\p{L})euro(?:a|s|t|n)?(?!\p{L})|€/iu, 'EUR'],
  [/(?<!\p{L})[kM]?GBP(?!\p{L})|£/u, 'GBP'],
  [/(?<!\p{L})USD(?!\p{L})|US\$/u, 'USD'],
  [/(?<!\p{L})[TM]?CHF(?!\p{L})|(?<!\p{L})(?:schweizer )?franken(?!\p{L})/iu, 'CHF'],
  [/(?<!\p{L})ISK(?!\p{L})|íslenskar\s+krónur/iu, 'ISK'],
  [/(?<!\p{L})PLN(?!\p{L})|(?<!\p{L})zł/u, 'PLN'],
  [/(?<!\p{L})CZK(?!\p{L})|(?<!\p{L})Kč/u, 'CZK'],
  [/(?<!\p{L})HUF(?!\p{L})|(?<!\p{L})Ft(?!\p{L})/u, 'HUF'],
  [/(?<!\p{L})RON(?!\p{L})/u, 'RON'],
  [/(?<!\p{L})BGN(?!\p{L})/u, 'BGN'],
];

/** What "kr." means, by country. */
const krone = new Map([
  ['DK', 'DKK'],
  ['NO', 'NOK'],
  ['SE', 'SEK'],
  ['IS', 'ISK'],
]);
const kroneWord = /(?<!\p{L})(?:[tTmM]?kr|kroner|kronor|krónur)(?!\p{L})/iu;

/** Groups of three with one kind of mark between them, or plain digits; decimals after the other mark. */
const number = /\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?/gu;
const notAmount =
  /^\s*(?:%|pct|procent|prosent|prozent|månader|måned|md\b|mdr|år(?!\p{L})|months?|years?|jahre?|monate?|jaar|maanden|ans?(?!\p{L})|mois|vuo|kuukau|kk\b|uger|dage|days?|stk|styk|delkontrakt|delaftale|lots?\b|lose?\b)/iu;

const thousand = /^\s*(?:tusinde?|tusen|thousand|tausend|tsd\.?|duizend|mille|tuhatta|t\.?\s?(?=kr|€)|k(?=€|\b))/iu;
const million =
  /^\s*(?:(?:mio|mill?|millioner?|millionen|millions?|miljon(?:er)?|miljoen|miljoonaa?|milj|mn|m)(?!\p{L})\.?|M(?=€|kr|DKK|SEK|NOK|EUR))/iu;
const milliard = /^\s*(?:mia\.?|mrd\.?|md\.|milliard(?:er|en|s|e)?|miljard(?:er|en|ia)?|billions?|bn\b)/iu;
const anyScale = /^\s*(?:millions?|billions?|thousand)(?!\p{L})/u;
const continental = /^\s*(?:millions?)\s+(?:d['’]|de\s)/iu;

const limitBefore =
  /(?:maks|maximum|maximal|maximaal|maksimum|maksimalt|højst|högst|høyst|höchst|høyest|op til|opp til|up to|bis zu|upp till|enintään|korkeintaan|jusqu|plafond|ikke over|ei ylitä|not exceeding|no more than|not more than|under|below|mindst|minst|mindestens|minimum|vähintään|at least|au moins|minstens|more than|mere end|over|mellem|mellom|mellan|between|zwischen|tussen|entre|(?<!\p{L})(?:fra|från|from|von|van|de|tot)\s)[^\d]{0,40}$/iu;
const limitAfter =
  /^[^\d]{0,30}?(?:maks|maximum|maximal|maximaal|højst|högst|høyst|höchst|enintään|maksimum|eller derover|or more|som minimum)/iu;
const periodAfter =
  /^[^\d]{0,40}?(?:pr\.?\s?år|per\s?år|om året|årlig|i året|per year|annual|yearly|p\.?a\.|pro jahr|jährlich|per jaar|jaarlijks|par an|vuodessa|vuosittain|pr\.?\s?(?:måned|stk|time)|per (?:month|hour|unit|måned|månad)|\/\s?(?:år|year|jahr))/iu;
const inclusive =
  /(?:inkl|incl|med|mit|with|avec|sis)\w*\.?\s*(?:af\s|av\s)?(?:moms|mva|merverdiavgift|vat|mwst|ust|btw|tva|alv|arvonlisävero)/iu;
const exclusive =
  /(?:ekskl|exkl|eks|ex|excl|uden|utan|uten|ohne|zonder|hors|without|net|ilman)\w*\.?\s*(?:af\s|av\s)?(?:moms|mva|merverdiavgift|vat|mwst|ust|btw|tva|alv|arvonlisävero)|moms\s?frit|\balv\s?0/iu;
const unit = String.raw`(?:t?kr\.?|kroner|kronor|[tm]?(?:dkk|nok|sek|eur)|euro?a?|€|£|chf|pln|zł|gbp|usd|(?:mio|mia|mrd|mill|million|millioner|miljoner|mn|m)\.?)`;
const rangeBetween = new RegExp(
  `^[\\s.,:-]*(?:${unit}[\\s.,-]*){0,2}(?:[-–—]|til|to|bis(?:\\s+zu)?|till|tot|à|og|och|and|und|en|et|ja|jusqu['’]à)\\s*(?:${unit}\\s*)?$`,
  'iu',
);

/** ISO 4217 code of the currency named in the text; "kr." is read by country, null when that is not known. */
export function currencyOf(text: string, country: string | null): string | null {
  for (const [pattern, code] of currencyWords) if (pattern.test(text)) return code;
  // "9468kr": the word may be glued to its number.
  if (!kroneWord.test(text.replace(/(\d)(?=\p{L})/gu, '$1 '))) return null;
  return country === null ? null : (krone.get(country) ?? null);
}

/**
 * A number as pages write it: groups by blanks, dots, commas or apostrophes, and decimals. Null when the separators
 * contradict each other.
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

/** "1,250 mio." has a decimal comma, "1,250 million" has none: the word of the scale tells which. */
function scaledNumber(text: string, after: string): number | null {
  const isEnglish = anyScale.test(after) && !continental.test(after);
  const decimal = isEnglish ? /^\d{1,3}\.\d{3}$/ : /^\d{1,3},\d{3}$/;
  return decimal.test(text) ? Number(text.replace(',', '.')) : parseNumber(text);
}

/** The factor of "mio.", "T€", "Mkr" and the like; 1 where there is none. `before` may end in "TDKK" or "MSEK". */
function scaleOf(before: string, after: string): number {
  if (milliard.test(after)) return 1_000_000_000;
  if (million.test(after)) return 1_000_000;
  if (thousand.test(after)) return 1_000;
  const glued = /^\s*([TMk])(?:DKK|NOK|SEK|EUR|CHF|GBP|€)|^\s*(t)\.?kr(?!\p{L})|^\s*(m)kr(?!\p{L})/iu.exec(after);
  const ahead = /(?<!\p{L})([TMk])(?:DKK|NOK|SEK|EUR|CHF|GBP|€)\s*$/u.exec(before);
  const letter = (glued?.[1] ?? glued?.[2] ?? glued?.[3] ?? ahead?.[1] ?? '').toLowerCase();
  if (letter === 'm') return 1_000_000;
  return letter === 't' || letter === 'k' ? 1_000 : 1;
}

/** A number of the text with what stands right before and after it. */
interface Candidate {
  text: string;
  before: string;
  after: string;
  scale: number;
  /** A currency or a scale stands beside it. */
  isMoney: boolean;
}

function candidatesIn(text: string): Candidate[] {
  const found: Candidate[] = [];
  let end = 0;
  for (const match of text.matchAll(number)) {
    const start = match.index;
    const after = text.slice(start + match[0].length);
    const before = text.slice(end, start);
    end = start + match[0].length;
    if (notAmount.test(after) || /\p{L}-?$/u.test(before.replace(/(?:[TMk]?(?:DKK|NOK|SEK|EUR|CHF|GBP)|kr)$/iu, '')))
      continue;
    const scale = scaleOf(before, after);
    const beside = `${/[^\d]{0,14}$/u.exec(before)?.[0] ?? ''} | ${after.slice(0, 24).split(/\d/u)[0] ?? ''}`;
    const isMoney = scale > 1 || currencyOf(beside, 'DK') !== null || /^\s?[,.:][-–—]/u.test(after);
    found.push({ text: match[0], before, after, scale, isMoney });
  }
  return found;
}

/** Whether two numbers side by side are the ends of a range. Two years are a period, not an amount. */
function isRange(text: string, one: Candidate, next: Candidate): boolean {
  const years = [one, next].every(({ text: digits }) => /^(?:19|20)\d\d$/.test(digits));
  return !years && rangeBetween.test(next.before) && text.includes(next.text);
}

/**
 * The amount that a value field states, excluding VAT where the text gives both.
 * @param text the field's text, "18 000 000,00 DKK" or "mellem 2 og 3 mio. kr."
 * @param country ISO code that decides what "kr." means; null when not known
 */
export function readAmount(text: string, country: string | null): Amount {
  const clean = text.replace(/\s+/gu, ' ').trim().slice(0, 2000);
  const found = candidatesIn(clean);
  const money = found.filter(({ isMoney }) => isMoney);
  const excluding = money.find(
    ({ after, before }) => exclusive.test(after.slice(0, 40).split(/\d/u)[0] ?? '') || exclusive.test(before),
  );
  const chosen = excluding ?? money[0] ?? found[0];
  if (!chosen) return { value: null, note: null };
  const note = clean.slice(0, 200);
  const at = found.indexOf(chosen);
  const previous = found[at - 1];
  const next = found[at + 1];
  const saysMore =
    (previous !== undefined && isRange(clean, previous, chosen)) ||
    (next !== undefined && isRange(clean, chosen, next)) ||
    limitBefore.test(chosen.before) ||
    limitAfter.test(chosen.after.split(/\d/u)[0] ?? '') ||
    periodAfter.test(chosen.after.split(/\d/u)[0] ?? '') ||
    (excluding === undefined && inclusive.test(clean) && !exclusive.test(clean));
  const beside = `${chosen.before.slice(-24)} ${chosen.after.slice(0, 40).split(/\d/u)[0] ?? ''}`;
  const currency = currencyOf(beside, country) ?? currencyOf(clean, country);
  const parsed = chosen.scale > 1 ? scaledNumber(chosen.text, chosen.after) : parseNumber(chosen.text);
  if (saysMore || currency === null || parsed === null || parsed === 0) return { value: null, note };
  return { value: { amount: Math.round(parsed * chosen.scale * 100) / 100, currency }, note: null };
}
