import { normaliseLabel } from '../page/label-text.ts';
import type { Value } from '../page/values.ts';
import type { Buyer } from '../tender.ts';
import type { Finder, Found } from './fields.ts';
import type { Organisation } from './organisation-tables.ts';
import { organisationsOf } from './organisations.ts';
import type { TenderData } from './tender-data.ts';

const danish = /^(?:dk|dnk|danmark|denmark|dänemark|tanska|danemark|denemarken)$/iu;
const norwegian = /^(?:no|nor|norge|noreg|norway|norwegen|norja|norvège|noorwegen)$/iu;
const swedish = /^(?:se|swe|sverige|sweden|schweden|ruotsi|suède|zweden)$/iu;

/** ISO 3166-1 alpha-2 of a country as notices name it; null for the ones that play no part here. */
function countryCode(text: string | null): string | null {
  const word = (text ?? '').trim();
  if (danish.test(word)) return 'DK';
  if (norwegian.test(word)) return 'NO';
  if (swedish.test(word)) return 'SE';
  return null;
}

/**
 * The registration number and its kind. Eight digits are a CVR number only for a Danish buyer; nine are a Norwegian
 * organisation number only for a Norwegian one. Anything else stays as printed, of unknown kind.
 * @param country ISO code of the buyer's country, null when the notice does not say
 * @param language of the notice's content: it stands in where the country is missing
 */
export function buyerId(
  text: string,
  country: string | null,
  language: string | null,
): { id: string; scheme: string | null } {
  const printed = text.trim();
  const digits = printed
    .replace(/\bORG-(?!\d{4}$)/iu, '')
    .replace(/cvr(?:[-\s]?n(?:r|ummer)\.?)?|org\.?\s?nr\.?|orgnr\.?/giu, '')
    .replace(/\b(?:DK|NO)(?=[\s\d-])|MVA\b/giu, '')
    .replace(/[\s.:\-–]/gu, '');
  if (!/^\d+$/.test(digits)) return { id: printed, scheme: null };
  const isDanish = country === 'DK' || (country === null && language === 'da');
  const isNorwegian = country === 'NO' || (country === null && (language === 'nb' || language === 'nn'));
  if (digits.length === 8 && isDanish) return { id: digits, scheme: 'DK-CVR' };
  if (digits.length === 9 && isNorwegian) return { id: digits, scheme: 'NO-ORG' };
  return { id: printed, scheme: null };
}

/** A line that names a public body and nothing else: the second buyer of a slot, never the street of the first. */
const publicBody =
  /^(?=\p{Lu})(?!.*[@:]).*(?:kommun|\bregion|styrelse|ministeri|universitet|universitätsklinik|hospital|sygehus|sjukhus|council|authority|gemeinde|\bstadt|kaupunki|kunta(?:yhtymä)?\b|gemeente|commune|département)/iu;

/** The value up to a link that follows the name ("View profile"), line by line. */
function linesOf({ stretch: { text, source } }: Value): string[] {
  const isLink = (node: Text | undefined) => node?.parentElement?.closest('a') != null;
  const link = isLink(source.nodes[0]) ? -1 : source.nodes.findIndex(isLink);
  const own = link < 0 ? text : text.slice(0, source.starts[link]);
  return own.split('\n').map((line) => line.trim().slice(0, 300));
}

/** The first line of the value, without the number that may follow the name. */
function nameOf({ value }: Found): string {
  return withoutNumber(linesOf(value)[0] ?? '');
}

function withoutNumber(line: string): string {
  const name = line.replace(ownNumber, '').replace(/[\s,;:([\])–-]+$/u, '');
  return ownNumber.test(line) && name !== '' ? name : line;
}

/** The other buyers of one slot, each on a line of its own, with their numbers. */
function furtherNames(hit: Found): string[] {
  const [, ...lines] = linesOf(hit.value);
  return lines.filter((line) => publicBody.test(line) && !/\d/.test(line.replace(ownNumber, '')));
}

const ownNumber = /(?<!\p{L})(?:cvr|org)[^\d\n]{0,12}((?:DK)?[\d][\d .-]{6,12}\d)\)?/iu;

/** Number given in the buyer's own line: "Engdal Kommune, CVR 99 99 99 99". */
function numberInside(line: string): string | null {
  return ownNumber.exec(line)?.[1] ?? null;
}

/** The country that the buyers' first organisation is in; decides what "kr." means. */
export function buyerCountry(finder: Finder): string | null {
  const name = finder.first('buyer');
  const wanted = name ? nameOf(name).toLowerCase() : null;
  const organisation = organisationsOf(finder).find((candidate) => candidate.name.toLowerCase() === wanted);
  return countryCode(organisation?.country ?? finder.first('country')?.value.text ?? null);
}

/**
 * The names that stand for buyers: section 1 names them all, else the first name, with those under the same label.
 * Where the organisations of section 8 have roles, one that is no buyer is left out, and of a notice without section 1
 * all that are buyers are taken.
 */
function namesOfBuyers(finder: Finder, organisations: readonly Organisation[]): Found[] {
  const hits = finder.all('buyer');
  const lead = hits[0];
  if (!lead) return [];
  const labelOf = ({ pair }: Found) => normaliseLabel(pair?.label.textContent ?? '');
  const sameKind = hits.filter((hit) => hit.pair?.place.part === 'buyer' || labelOf(hit) === labelOf(lead));
  const roleOf = (hit: Found): boolean | null => organisationNamed(organisations, nameOf(hit))?.isBuyer ?? null;
  if (!organisations.some(({ isBuyer }) => isBuyer)) {
    const isOther = sameKind.filter((hit) => roleOf(hit) !== false);
    return isOther.filter((hit, index) => index === 0 || hit.pair?.place.part !== 'organisation');
  }
  return sameKind.filter((hit) => (hit.pair?.place.part === 'organisation' ? roleOf(hit) : roleOf(hit) !== false));
}

function organisationNamed(organisations: readonly Organisation[], name: string): Organisation | undefined {
  const same = organisations.filter((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  return same.find(({ isBuyer }) => isBuyer) ?? same[0];
}

/** The numbers that stand beside each buyer: between its name and the next, else in the order of the names. */
function numbersBeside(finder: Finder, hits: readonly Found[]): (string | null)[] {
  const numbers = finder.all('buyerId').filter(({ pair }) => pair?.place.part !== 'organisation');
  const at = ({ pair }: Found): number => (pair ? finder.outline.pairs.indexOf(pair) : -1);
  const starts = hits.map(at);
  const last = starts.at(-1) ?? -1;
  if (hits.length < 2 || numbers.every((number) => at(number) > last)) {
    return hits.map((_, index) => numbers[index]?.value.text ?? null);
  }
  return hits.map((_, index) => {
    const [from = -1, to = Number.POSITIVE_INFINITY] = starts.slice(index, index + 2);
    return numbers.find((number) => at(number) > from && at(number) < to)?.value.text ?? null;
  });
}

/**
 * The buyers in the notice's order, the first one leading. Name and number stand apart in eForms: the number is taken
 * from the organisation of the same name.
 * @param told the buyers of the page's data, for a page that names them nowhere else
 */
export function buyersOf(
  finder: Finder,
  language: string | null,
  portalCountry: string | null,
  told: TenderData['buyers'],
): Buyer[] {
  const organisations = organisationsOf(finder);
  const hits = namesOfBuyers(finder, organisations);
  const fallbackCountry = portalCountry === 'EU' ? null : portalCountry;
  const pageCountry = countryCode(finder.first('country')?.value.text ?? null) ?? fallbackCountry;
  const buyers: Buyer[] = [];
  const beside = numbersBeside(finder, hits);
  const add = (printed: string, numberBeside: string | null, line: string): void => {
    if (printed === '' || buyers.some((buyer) => buyer.name === printed)) return;
    const organisation = organisationNamed(organisations, printed);
    const country = organisation?.country ? countryCode(organisation.country) : pageCountry;
    const number = organisation?.id ?? numberInside(line) ?? numberBeside;
    const foreign = organisation?.country !== undefined && organisation?.country !== null && country === null;
    const known = number === null ? null : buyerId(number, foreign ? '??' : country, language);
    buyers.push({ name: printed, id: known?.id ?? null, scheme: known?.scheme ?? null });
  };
  hits.forEach((hit, index) => {
    const further = furtherNames(hit);
    const own = further.length > 0 ? (linesOf(hit.value)[0] ?? '') : hit.value.stretch.text;
    add(nameOf(hit), beside[index] ?? null, own);
    for (const line of further) add(withoutNumber(line), null, line);
  });
  // A copy without label keys names the buyers nowhere but among the organisations.
  if (hits.length === 0) for (const { name, isBuyer } of organisations) if (isBuyer) add(name, null, '');
  if (buyers.length > 0) return buyers;
  return told.map(({ name, id, country }) => {
    const known =
      id === null ? null : buyerId(id, country === null ? pageCountry : (countryCode(country) ?? '??'), language);
    return { name, id: known?.id ?? null, scheme: known?.scheme ?? null };
  });
}
