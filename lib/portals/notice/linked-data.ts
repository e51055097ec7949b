import type { PageRoot } from '../page/page.ts';
import { energyClass, gtinNames, type ProductData, word } from '../shop/product-data.ts';

/** A thing that linked data describes. */
export type Json = Record<string, unknown>;

/** Longer scripts are not looked at, nor what is beyond so much of one page, in characters. */
const longestScript = 500_000;
const longestPage = 1_000_000;
const deepest = 6;
const most = 1000;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

export function hasType(value: Json, ...types: string[]): boolean {
  return listOf(value['@type']).some(
    (type) => typeof type === 'string' && types.includes(type.replace(/^.*[/:#]/, '')),
  );
}

/** Whether an offer is one to buy, as schema.org and GoodRelations can say: what it is about is sought, not sold. */
export function isWish(node: Json): boolean {
  const isToBuy = (value: unknown) => /[#/:]Buy$/.test((isJson(value) ? word(value['@id']) : word(value)) ?? '');
  return hasType(node, 'Offer') && listOf(node.businessFunction).some(isToBuy);
}

/** What was parsed of each page the last time: several questions are asked of it in each reading. */
const parsed = new WeakMap<PageRoot, { texts: readonly string[]; nodes: readonly Json[] }>();

/** Every node of the page's JSON-LD that stands by itself or in a graph. Broken data is skipped. */
export function linkedNodes(document: PageRoot): readonly Json[] {
  const texts = textsOf(document);
  const known = parsed.get(document);
  if (known?.texts.length === texts.length && known.texts.every((text, index) => text === texts[index])) {
    return known.nodes;
  }
  const nodes = texts.flatMap((text): Json[] => {
    try {
      const data: unknown = JSON.parse(text);
      return listOf(data)
        .filter(isJson)
        .flatMap((node) => [node, ...listOf(node['@graph']).filter(isJson)]);
    } catch {
      // A shop's broken data says nothing about the page.
      return [];
    }
  });
  parsed.set(document, { texts, nodes });
  return nodes;
}

function textsOf(document: PageRoot): string[] {
  const texts: string[] = [];
  let left = longestPage;
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    const text = script.textContent ?? '';
    if (text.length > longestScript || text.length > left) continue;
    left -= text.length;
    texts.push(text);
  }
  return texts;
}

/** Whether the page says of itself that it is an article of a newspaper or a blog. */
export function isArticle(document: PageRoot): boolean {
  const types = ['NewsArticle', 'Article', 'BlogPosting', 'ReportageNewsArticle', 'OpinionNewsArticle'];
  if (linkedNodes(document).some((node) => hasType(node, ...types))) return true;
  const kind = document.querySelector('meta[property="og:type"]')?.getAttribute('content');
  return kind === 'article' || document.querySelector('[itemtype*="schema.org/NewsArticle"]') !== null;
}

/** Whether the page describes itself as a list, of whatever. */
export function describesList(document: PageRoot): boolean {
  return linkedNodes(document).some((node) => hasType(node, 'ItemList'));
}

/**
 * The articles that the page's JSON-LD describes, in order: by themselves, as what the page is about, or in a list.
 * Those that only stand beside another one (variants, related ones) are left out.
 */
export function linkedProducts(document: PageRoot): ProductData[] {
  const products: ProductData[] = [];
  const visit = (node: unknown, depth: number): void => {
    if (!isJson(node) || depth > deepest || products.length >= most) return;
    // What somebody wishes to buy is no article of this page.
    if (hasType(node, 'Demand') || isWish(node)) return;
    if (hasType(node, 'Product', 'ProductGroup', 'IndividualProduct', 'ProductModel')) {
      products.push(productOf(node));
      return;
    }
    for (const name of ['mainEntity', 'item', 'itemOffered']) visit(node[name], depth + 1);
    for (const name of ['itemListElement', 'hasOfferCatalog', 'makesOffer']) {
      for (const element of listOf(node[name])) visit(element, depth + 1);
    }
  };
  for (const node of linkedNodes(document)) visit(node, 0);
  return products;
}

/** The name of something that is given by its name alone or as a node of its own. */
export function nameOf(value: unknown): string | null {
  const first = listOf(value)[0];
  return isJson(first) ? word(first.name) : word(first);
}

function productOf(node: Json): ProductData {
  const offer = listOf(node.offers).find(isJson);
  const amount = word(offer?.price) ?? word(offer?.lowPrice) ?? word(priceSpecification(offer)?.price);
  const currency = word(offer?.priceCurrency) ?? word(priceSpecification(offer)?.priceCurrency);
  return {
    title: word(node.name),
    description: word(node.description),
    category: listOf(node.category).map(nameOf).filter(Boolean).join(' · ') || null,
    brand: nameOf(node.brand) ?? nameOf(node.manufacturer),
    url: word(node.url) ?? word(node['@id']) ?? word(offer?.url),
    price: amount === null ? null : `${amount} ${currency ?? ''}`.trim(),
    gtin: gtinNames.map((name) => word(node[name])).find((number) => number !== null) ?? null,
    sku: word(node.sku) ?? word(node.mpn) ?? word(node.productID),
    labels: labelsOf(node),
  };
}

function priceSpecification(offer: Json | undefined): Json | undefined {
  return listOf(offer?.priceSpecification).find(isJson);
}

/** A property is named with its value, for "Svanemærket: nej" speaks of the label too. */
function labelsOf(node: Json): string[] {
  const certified = listOf(node.hasCertification).flatMap((one) =>
    isJson(one) ? [nameOf(one), nameOf(one.about)] : [word(one)],
  );
  const awards = listOf(node.award).map(word);
  const properties = listOf(node.additionalProperty)
    .filter(isJson)
    .map(({ name, value }) => [word(name), word(value) ?? (value === false ? 'no' : null)].filter(Boolean).join(': '));
  const energy = listOf(node.hasEnergyConsumptionDetails)
    .filter(isJson)
    .map((details) => energyClass(word(details.hasEnergyEfficiencyCategory)));
  return [...certified, ...awards, ...properties, ...energy].filter(
    (label) => label !== null && label !== '',
  ) as string[];
}
