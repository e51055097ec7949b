import type { PageRoot } from '../page/page.ts';
import { word } from '../shop/product-data.ts';
import type { Money } from '../tender.ts';
import { cpvInSlot, findCpv } from '../values/cpv.ts';
import { readDeadline } from '../values/dates.ts';
import { readAmount } from '../values/money.ts';
import { readPublicationNumber, readReference } from '../values/references.ts';
import { hasType, isJson, isWish, type Json, linkedNodes, listOf, nameOf } from './linked-data.ts';
import { markedNodes } from './markup-nodes.ts';

/** What a page's own data says of its tender. Labels that the reader sees are trusted before it. */
export interface TenderData {
  title: string | null;
  description: string | null;
  buyers: { name: string; id: string | null; country: string | null }[];
  reference: string | null;
  publicationNumber: string | null;
  cpv: string[];
  value: Money | null;
  deadline: string | null;
}

/** Types that say of a page that it is about a tender: schema.org has the wish to buy, others name the notice. */
export const tenderTypes = [
  'Demand',
  'Tender',
  'TenderNotice',
  'PublicTender',
  'CallForTenders',
  'CallForBids',
  'ProcurementNotice',
  'ContractNotice',
] as const;

const longestTitle = 400;

/** The first tender that the page's JSON-LD, microdata or RDFa describes; null where there is none. */
export function tenderDataOf(document: PageRoot): TenderData | null {
  const isTender = (node: Json): boolean => hasType(node, ...tenderTypes) || isWish(node);
  for (const node of linkedNodes(document)) {
    const found = [node, ...listOf(node.mainEntity), ...listOf(node.about)].filter(isJson).find(isTender);
    if (found) return readNode(isWish(found) ? withItem(found) : found);
  }
  const marked = markedNodes(document, tenderTypes)[0];
  return marked ? readNode(marked) : null;
}

/** An offer is told by what it is about where it has no words of its own. */
function withItem(offer: Json): Json {
  const item = listOf(offer.itemOffered).find(isJson) ?? {};
  const buyer = offer.buyer ?? offer.offeredBy;
  return { ...item, ...offer, ...(buyer === undefined ? {} : { buyer }) };
}

function first<T>(node: Json, names: readonly string[], read: (value: unknown) => T | null): T | null {
  for (const name of names) {
    for (const value of Object.hasOwn(node, name) ? listOf(node[name]) : []) {
      const found = read(value);
      if (found !== null) return found;
    }
  }
  return null;
}

function readNode(node: Json): TenderData {
  const identifiers = listOf(node.identifier).map(identifierOf);
  const named = (kind: RegExp) => identifiers.find(({ name }) => kind.test(name))?.value ?? null;
  const number = named(/\b(?:ted|ojs?|notice|publication|bekendtgørelse|kunngjøring|doffin)/iu);
  const plain =
    identifiers.find(({ name }) => !/cpv|uuid|\b(?:ted|ojs?|notice|publication)/iu.test(name))?.value ?? null;
  return {
    title: first(node, ['name', 'title', 'headline'], word)?.slice(0, longestTitle) ?? null,
    description: first(node, ['description'], word),
    buyers: ['buyer', 'procuringEntity', 'contractingAuthority', 'customer', 'organizer'].flatMap((name) =>
      Object.hasOwn(node, name) ? listOf(node[name]).flatMap(buyerOf) : [],
    ),
    reference: readReference(plain ?? word(node.sku) ?? ''),
    publicationNumber: number === null ? null : readPublicationNumber(number),
    cpv: [...new Set(codesOf(node, identifiers))],
    value: first(node, ['estimatedValue', 'estimatedCost', 'value', 'budget', 'priceSpecification', 'price'], (value) =>
      amountOf(value, node),
    ),
    deadline: first(node, ['submissionDeadline', 'tenderDeadline', 'validThrough', 'availabilityEnds'], (value) =>
      readDeadline(word(value) ?? ''),
    ),
  };
}

interface Identifier {
  name: string;
  value: string | null;
}

function identifierOf(value: unknown): Identifier {
  if (!isJson(value)) return { name: '', value: word(value) };
  return { name: word(value.propertyID) ?? word(value.name) ?? '', value: word(value.value) };
}

function buyerOf(value: unknown): TenderData['buyers'] {
  const name = nameOf(value);
  if (name === null) return [];
  if (!isJson(value)) return [{ name: name.slice(0, 300), id: null, country: null }];
  const id = first(value, ['taxID', 'vatID', 'leiCode', 'identifier'], (one) => identifierOf(one).value);
  const address = listOf(value.address).find(isJson);
  return [{ name: name.slice(0, 300), id, country: nameOf(address?.addressCountry) }];
}

/** Codes where the data says that they are CPV codes; a category by itself needs the context that any text needs. */
function codesOf(node: Json, identifiers: readonly Identifier[]): string[] {
  const codes: string[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (/^cpv/i.test(key)) codes.push(...listOf(value).flatMap((one) => cpvInSlot(codeIn(one))));
  }
  for (const name of ['category', 'classification', 'about', 'additionalType', 'serviceType']) {
    for (const value of Object.hasOwn(node, name) ? listOf(node[name]) : []) {
      const set = isJson(value) ? `${nameOf(value.inCodeSet)} ${word(value.inCodeSet)} ${word(value.propertyID)}` : '';
      codes.push(...(/cpv/i.test(set) ? cpvInSlot(codeIn(value)) : findCpv(nameOf(value) ?? '')));
    }
  }
  for (const { name, value } of identifiers) if (/cpv/i.test(name)) codes.push(...cpvInSlot(value ?? ''));
  return codes;
}

function codeIn(value: unknown): string {
  return (isJson(value) ? (word(value.codeValue) ?? word(value.value) ?? word(value.name)) : word(value)) ?? '';
}

function amountOf(value: unknown, node: Json): Money | null {
  const own = isJson(value) ? value : { value, currency: node.priceCurrency ?? node.currency };
  const amount = word(own.value) ?? word(own.price);
  const currency = word(own.currency) ?? word(own.priceCurrency);
  // A number of the data has a point before its decimals, whatever the language of the page.
  if (amount === null || currency === null || !/^\d+(?:\.\d+)?$/.test(amount)) return null;
  return readAmount(`${currency} ${amount.replace(/\.(\d+)$/u, ',$1')}`, null).value;
}
