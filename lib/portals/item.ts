import { type Stretch, squeeze, textOf } from './text.ts';

/** An article of a web shop, as schema.org data or microdata describe it. */
interface Item {
  title: string | null;
  description: string | null;
  /** Price with its currency as words; a price is no estimate. */
  price: string | null;
  titleElement: Element | null;
  titleStretch: Stretch | null;
  descriptionStretch: Stretch | null;
}

type Json = Record<string, unknown>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasType(value: Json, type: string): boolean {
  const types = Array.isArray(value['@type']) ? value['@type'] : [value['@type']];
  return types.includes(type);
}

function word(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? squeeze(value.replace(/<[^>]*>/g, ' ')) : null;
}

/** Every node of the page's JSON-LD, two levels of lists and graphs deep. Broken data is skipped. */
function linkedData(document: Document): Json[] {
  const nodes: Json[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const text = script.textContent ?? '';
    if (text.length > 500_000) continue;
    try {
      const data: unknown = JSON.parse(text);
      for (const node of Array.isArray(data) ? data : [data]) {
        if (!isJson(node)) continue;
        nodes.push(node);
        if (Array.isArray(node['@graph'])) nodes.push(...node['@graph'].filter(isJson));
      }
    } catch {
      // A shop's broken data says nothing about the page.
    }
  }
  return nodes;
}

/** Whether the page says of itself that it is an article of a newspaper or a blog. */
export function isArticle(document: Document): boolean {
  const types = ['NewsArticle', 'Article', 'BlogPosting', 'ReportageNewsArticle', 'OpinionNewsArticle'];
  if (linkedData(document).some((node) => types.some((type) => hasType(node, type)))) return true;
  const kind = document.querySelector('meta[property="og:type"]')?.getAttribute('content');
  return kind === 'article' || document.querySelector('[itemtype*="schema.org/NewsArticle"]') !== null;
}

/** Number of articles that the page describes: one is an item page, several are a list. */
export function countItems(document: Document): number {
  const nodes = linkedData(document);
  const lists = nodes.filter((node) => hasType(node, 'ItemList')).length;
  const products = nodes.filter((node) => hasType(node, 'Product') || hasType(node, 'ProductGroup')).length;
  const microdata = document.querySelectorAll('[itemtype$="schema.org/Product"]').length;
  return Math.max(products, microdata, lists > 0 && products !== 1 ? 3 : 0);
}

/** The item of an item page; null when the page describes none. */
export function readItem(document: Document): Item | null {
  const product = linkedData(document).find((node) => hasType(node, 'Product') || hasType(node, 'ProductGroup'));
  const scope = document.querySelector('[itemtype$="schema.org/Product"]');
  if (!product && !scope) return null;
  const named = scope?.querySelector('[itemprop="name"]') ?? null;
  const described = scope?.querySelector('[itemprop="description"]') ?? null;
  const title = word(product?.name) ?? (named ? squeeze(named.textContent ?? '') : null);
  const headings = [...document.querySelectorAll('h1')];
  const titleElement =
    headings.find((heading) => squeeze(heading.textContent ?? '') === title) ?? named ?? headings[0] ?? null;
  const description = word(product?.description) ?? (described ? squeeze(described.textContent ?? '') : null);
  return {
    title,
    description,
    price: priceOf(product, scope),
    titleElement,
    titleStretch: titleElement ? textOf(titleElement) : null,
    descriptionStretch: described ? textOf(described) : null,
  };
}

function priceOf(product: Json | undefined, scope: Element | null): string | null {
  const offers = product?.offers;
  const offer = Array.isArray(offers) ? offers.find(isJson) : offers;
  if (isJson(offer)) {
    const price = word(offer.price) ?? word(offer.lowPrice);
    const currency = word(offer.priceCurrency);
    if (price !== null) return squeeze(`${price} ${currency ?? ''}`);
  }
  const element = scope?.querySelector('[itemprop="price"]');
  const price = element?.getAttribute('content') ?? element?.textContent ?? null;
  if (price === null) return null;
  const currency = scope?.querySelector('[itemprop="priceCurrency"]');
  return squeeze(`${price} ${currency?.getAttribute('content') ?? currency?.textContent ?? ''}`);
}
