import { squeeze, textOf } from '../page/text.ts';
import type { Block, Item, Money } from '../tender.ts';
import { parseNumber, readAmount } from '../values/money.ts';
import { cellsOf, isInside, quantityIn, titleIn } from './item-cards.ts';
import type { ProductData } from './product-data.ts';
import { gtinIn, isPrice, skuIn } from './shop-words.ts';

/** More words than this of one article say nothing more about it. */
const most = { title: 300, description: 4000, labels: 6000 } as const;

/** What is known of an article from the page and from its data; the data goes first where both speak. */
interface ItemSource {
  data: ProductData | null;
  element: Element | null;
  titleElement: Element | null;
  title: string | null;
  description?: string | null;
  /** Where its words stand that may name a label: its card unless told. */
  around?: string;
  block?: { title: Block['source']; description: Block['source'] };
  country: string | null;
  inBasket: boolean;
}

/** An article with what matching works on; null for one that nobody has named. */
export function itemFrom(source: ItemSource): Item | null {
  const { data, element } = source;
  const title = (data?.title ?? source.title)?.slice(0, most.title) ?? '';
  if (!/\p{L}/u.test(title)) return null;
  const text = element && source.around === undefined ? textOf(element, most.labels).text : '';
  const cells = element ? cellsOf(element) : new Map<string, Element>();
  const cell = (name: 'sku' | 'gtin' | 'category'): string | null =>
    squeeze(cells.get(name)?.textContent ?? '').slice(0, 80) || null;
  const description = (source.description ?? data?.description ?? longestLine(text, title))?.slice(0, most.description);
  const category = data?.category ?? cell('category');
  const said = [category, description].filter(Boolean).join('\n');
  const blocks: Block[] = [{ where: 'title', lot: null, text: title, source: source.block?.title ?? null }];
  // A category stands before the description, so that a way back to the page holds for neither of the two.
  const way = category ? null : (source.block?.description ?? null);
  if (said !== '') blocks.push({ where: 'description', lot: null, text: said, source: way });
  const around = source.around ?? text;
  return {
    title,
    description: description || null,
    category,
    brand: data?.brand ?? null,
    price: moneyOf(data?.price ?? null, true, source.country) ?? (element && priceIn(element, cells, source.country)),
    gtin: data?.gtin ?? cell('gtin') ?? gtinIn(around),
    sku: data?.sku ?? cell('sku') ?? skuIn(around),
    quantity: source.inBasket && element ? quantityIn(element) : null,
    element,
    titleElement: source.titleElement,
    blocks,
    labels: [around, element && source.around === undefined ? pictureNames(element) : '', ...(data?.labels ?? [])]
      .filter((words) => words !== '')
      .join('\n')
      .slice(0, most.labels),
  };
}

/**
 * What pictures and signs in an element are called: badges of ecolabels are pictures.
 * @param others parts of it that are about something else
 */
export function pictureNames(root: Element, others: ReadonlySet<Element> = new Set()): string {
  const names = [...root.querySelectorAll('img, svg, [role="img"], i[title], span[title], abbr[title]')]
    .filter((picture) => !isInside(picture, others))
    .flatMap((picture) => [
      ...['alt', 'aria-label', 'title'].map((name) => picture.getAttribute(name)),
      picture.tagName.toLowerCase() === 'svg' ? picture.querySelector('title')?.textContent : null,
    ]);
  return squeezeLines(names.filter(Boolean).join('\n'));
}

function squeezeLines(text: string): string {
  return text.split('\n').map(squeeze).filter(Boolean).join('\n');
}

const shortestDescription = 25;

/** The longest line of a card's text that is neither its title nor its price. */
function longestLine(text: string, title: string): string | null {
  const longest = text
    .split('\n')
    .filter((line) => line.length >= shortestDescription && !line.includes(title) && !isPrice(line))
    .sort((one, other) => other.length - one.length)[0];
  return longest ?? null;
}

/** Data writes amounts with a point for the decimals, whatever the page's language. */
function moneyOf(text: string | null, isData: boolean, country: string | null): Money | null {
  if (text === null) return null;
  const [, plain, currency] = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? [];
  if (isData && plain !== undefined && currency !== undefined) return { amount: Number(plain), currency };
  return readAmount(text, country).value;
}

/** The price that an element states first; one that is struck out was asked before. */
function priceIn(element: Element, cells: ReadonlyMap<unknown, Element>, country: string | null): Money | null {
  const cell = cells.get('price');
  if (cell) {
    const text = squeeze(cell.textContent ?? '');
    const head = squeeze(
      element.closest('table')?.rows[0]?.cells[(cell as HTMLTableCellElement).cellIndex]?.textContent ?? '',
    );
    const found = readAmount(/[\p{L}€£$]/u.test(text) ? text : `${text} ${head}`, country).value;
    if (found) return found;
    const [, currency] = /\b(DKK|NOK|SEK|EUR)\b/.exec(head) ?? [];
    const amount = parseNumber(text);
    return currency && amount !== null ? { amount, currency } : null;
  }
  for (const one of element.querySelectorAll('*')) {
    if (one.closest('del, s, strike') || (one.textContent ?? '').length > 60) continue;
    const text = squeeze(one.textContent ?? '');
    if (isPrice(text) && !isPerUnit(text)) return readAmount(text.replace(/,-|:-/, ' kr.'), country).value;
  }
  return null;
}

function isPerUnit(text: string): boolean {
  return /(?:\/|pr\.?\s|per\s)\s*(?:kg|l|liter|m|stk|ark|100|g|ml|enh)/iu.test(text);
}

/** The words of a card's title, whether a page writes them out or cuts them. */
export function titleOf(card: Element): { element: Element; text: string } | null {
  const found = titleIn(card);
  if (!found || !/(?:…|\.\.\.)$/.test(found.text)) return found;
  const link = found.element.closest('a') ?? found.element.querySelector('a');
  const whole = squeeze(found.element.getAttribute('title') ?? link?.getAttribute('title') ?? '');
  return whole.length > found.text.length ? { ...found, text: whole } : found;
}
