import { type Finder, type Found, hasKey } from './fields.ts';
import { normaliseLabel } from './labels.ts';
import type { Buyer } from './tender.ts';
import { valueBeside } from './values.ts';

/** An organisation of section 8: buyers, review bodies and senders of the notice stand there side by side. */
interface Organisation {
  name: string;
  id: string | null;
  country: string | null;
}

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

/** The value's first line, up to a link that follows the name ("View profile"). */
function nameOf({ value }: Found): string {
  const { text, source } = value.stretch;
  const isLink = (node: Text | undefined) => node?.parentElement?.closest('a') != null;
  const link = isLink(source.nodes[0]) ? -1 : source.nodes.findIndex(isLink);
  const name = link < 0 ? text : text.slice(0, source.starts[link]);
  return (name.split('\n')[0] ?? '').trim().slice(0, 300);
}

function organisationsOf(finder: Finder): Organisation[] {
  const organisations: Organisation[] = [];
  let current: Organisation | null = null;
  for (const pair of finder.outline.pairs) {
    if (pair.place.part !== 'organisation') continue;
    const is = (term: string, field: string) => hasKey(pair, term) || (pair.key === null && pair.field === field);
    if (is('BT-500', 'buyer')) {
      const name = valueBeside(pair, finder.outline, false)?.text;
      // A role ("Buyer") is printed like the label of a name, without a value.
      if (!name) continue;
      current = { name, id: null, country: null };
      organisations.push(current);
    } else if (current && is('BT-501', 'buyerId')) {
      current.id ??= valueBeside(pair, finder.outline, false)?.text ?? null;
    } else if (current && is('BT-514', 'country')) {
      current.country ??= valueBeside(pair, finder.outline, false)?.text ?? null;
    }
  }
  return organisations;
}

/** Number given in the buyer's own line: "Engdal Kommune, CVR 99 99 99 99". */
function numberInside(found: Found): string | null {
  return /(?:cvr|org)[^\d\n]{0,12}((?:DK)?[\d][\d .-]{6,12}\d)/iu.exec(found.value.stretch.text)?.[1] ?? null;
}

/** The country that the buyers' first organisation is in; decides what "kr." means. */
export function buyerCountry(finder: Finder): string | null {
  const name = finder.first('buyer');
  const wanted = name ? nameOf(name).toLowerCase() : null;
  const organisation = organisationsOf(finder).find((candidate) => candidate.name.toLowerCase() === wanted);
  return countryCode(organisation?.country ?? finder.first('country')?.value.text ?? null);
}

/**
 * The buyers in the notice's order, the first one leading. Name and number stand apart in eForms: the number is taken
 * from the organisation of the same name.
 */
export function buyersOf(finder: Finder, language: string | null, portalCountry: string | null): Buyer[] {
  const hits = finder.all('buyer');
  const lead = hits[0];
  if (!lead) return [];
  const organisations = organisationsOf(finder);
  const sameKind = hits.filter(
    (hit) =>
      hit.pair?.place.part === 'buyer' ||
      normaliseLabel(hit.pair?.label.textContent ?? '') === normaliseLabel(lead.pair?.label.textContent ?? ''),
  );
  const fallbackCountry = portalCountry === 'EU' ? null : portalCountry;
  const pageCountry = countryCode(finder.first('country')?.value.text ?? null) ?? fallbackCountry;
  const buyers: Buyer[] = [];
  const ids = finder.all('buyerId').filter(({ pair }) => pair?.place.part !== 'organisation');
  sameKind.forEach((hit) => {
    const name = nameOf(hit);
    if (name === '' || buyers.some((buyer) => buyer.name === name)) return;
    if (hit.pair?.place.part === 'organisation' && buyers.length > 0) return;
    const organisation = organisations.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    const country = organisation?.country ? countryCode(organisation.country) : pageCountry;
    const number = organisation?.id ?? numberInside(hit) ?? ids[buyers.length]?.value.text ?? null;
    const foreign = organisation?.country !== undefined && organisation?.country !== null && country === null;
    const known = number === null ? null : buyerId(number, foreign ? '??' : country, language);
    buyers.push({ name, id: known?.id ?? null, scheme: known?.scheme ?? null });
  });
  return buyers;
}
