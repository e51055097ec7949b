import { ownOf, parentElementOf } from '../page/nodes.ts';
import type { PageRoot } from '../page/page.ts';
import { squeeze } from '../page/text.ts';
import { energyClass, gtinNames, type ProductData, word } from './product-data.ts';

const scoped = '[itemscope], [typeof]';
const productTypes = ['Product', 'ProductGroup', 'IndividualProduct', 'ProductModel'];
const types = new RegExp(String.raw`(?:^|[\s/:])(?:${productTypes.join('|')})(?:\s|$)`);

/** An article as microdata or RDFa describe it, with the element that is about it. */
export interface MarkedProduct {
  scope: Element;
  named: Element | null;
  described: Element | null;
  data: ProductData;
}

function isProduct(element: Element): boolean {
  const type = element.getAttribute('itemtype') ?? element.getAttribute('typeof') ?? '';
  if (!types.test(type)) return false;
  if (element.hasAttribute('itemtype')) return /schema\.org\//i.test(type);
  return /schema/i.test(type) || /schema\.org/i.test(element.closest('[vocab]')?.getAttribute('vocab') ?? '');
}

/** The articles that the page's microdata or RDFa describe; those inside another one only stand beside it. */
export function markedProducts(document: PageRoot): MarkedProduct[] {
  const scopes = [...document.querySelectorAll('[itemtype*="schema.org/"], [typeof]')].filter(isProduct);
  const known = new Set(scopes);
  const isInner = (scope: Element): boolean => {
    for (let above = parentElementOf(scope); above; above = parentElementOf(above)) if (known.has(above)) return true;
    return false;
  };
  return scopes.filter((scope) => !isInner(scope)).map((scope) => readScope(scope, known));
}

/** The thing that an element, or a thing in it, belongs to. */
function aroundOf(element: Element): Element | null {
  const parent = parentElementOf(element);
  return parent && ownOf(parent, 'closest').call(parent, scoped);
}

/** Property names of an element, without the prefix that RDFa may give them. */
function propertiesOf(element: Element): string[] {
  const names = element.getAttribute('itemprop') ?? element.getAttribute('property') ?? '';
  return names.split(/\s+/).map((name) => name.replace(/^.*[:/]/, ''));
}

function readScope(scope: Element, products: ReadonlySet<Element>): MarkedProduct {
  /** Properties of the article itself, and those of what belongs to it: its offer, its brand, its certificates. */
  const own = new Map<string, Element>();
  const nested = new Map<string, Element[]>();
  for (const element of scope.querySelectorAll('[itemprop], [property]')) {
    const owner = aroundOf(element);
    let product: Element | null | undefined = owner;
    while (product && !products.has(product)) product = aroundOf(product);
    if (product !== scope) continue;
    for (const name of propertiesOf(element)) {
      if (owner === scope && !own.has(name)) own.set(name, element);
      nested.set(name, [...(nested.get(name) ?? []), element]);
    }
  }
  const ownValue = (name: string): string | null => wordsOf(own.get(name));
  const anyValue = (name: string): string | null => wordsOf(nested.get(name)?.[0]);
  const amount = anyValue('price') ?? anyValue('lowPrice');
  const labels = ['hasCertification', 'award'].flatMap((name) => (nested.get(name) ?? []).map(nameIn));
  const energy = (nested.get('hasEnergyEfficiencyCategory') ?? []).map((element) => energyClass(wordsOf(element)));
  return {
    scope,
    named: own.get('name') ?? null,
    described: own.get('description') ?? null,
    data: {
      title: ownValue('name'),
      description: ownValue('description'),
      category: nameIn(own.get('category')),
      brand: nameIn(own.get('brand')),
      url: word(own.get('url')?.getAttribute('href') ?? own.get('url')?.getAttribute('content')),
      price: amount === null ? null : squeeze(`${amount} ${anyValue('priceCurrency') ?? ''}`),
      gtin: gtinNames.map(ownValue).find((number) => number !== null) ?? null,
      sku: ownValue('sku') ?? ownValue('mpn') ?? ownValue('productID'),
      labels: [...labels, ...energy].filter((label) => label !== null),
    },
  };
}

/** What an element gives as the value of its property: content or words; of a link of the head, its address. */
function wordsOf(element: Element | undefined): string | null {
  if (!element) return null;
  return word(element.getAttribute('content') ?? (element.textContent?.trim() || element.getAttribute('href')));
}

/** The name of a nested thing, or the words of a plain value. */
function nameIn(element: Element | undefined): string | null {
  if (!element) return null;
  if (!element.matches(scoped)) return word(element.getAttribute('content') ?? element.textContent);
  const name = [...element.querySelectorAll('[itemprop], [property]')].find((one) =>
    propertiesOf(one).includes('name'),
  );
  return wordsOf(name);
}
