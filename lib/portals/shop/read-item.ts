import type { Adapter } from '../adapter.ts';
import { linkedProducts } from '../notice/linked-data.ts';
import { ownOf, parentElementOf } from '../page/nodes.ts';
import type { Outline } from '../page/outline.ts';
import type { PageRoot } from '../page/page.ts';
import { leadOf, restOf } from '../page/rest.ts';
import { join, type Stretch, squeeze, textLimit, textOf } from '../page/text.ts';
import { countryOfLanguage, nothing } from '../reading.ts';
import type { Item, Reading } from '../tender.ts';
import { languageOf } from '../values/language.ts';
import { buyControls, findCards, findRows, isInside, priceElements, seenIn } from './item-cards.ts';
import type { ProductData } from './product-data.ts';
import { type MarkedProduct, markedProducts } from './product-markup.ts';
import { itemFrom, pictureNames, titleOf } from './read-card.ts';
import { isBasketHeading, isBasketPlace } from './shop-words.ts';

/** More articles than this of one page are not looked at. */
const mostItems = 1000;

/** The shop's page as far as one pass has found it. */
interface Shop {
  document: PageRoot;
  adapter: Adapter;
  outline: Outline;
  language: string | null;
  country: string | null;
  linked: ProductData[];
  marked: MarkedProduct[];
}

/**
 * A page of a shop or an e-catalogue: an article, a list of them or a basket, from its data where it has some, else
 * from how the page is built. Null for any other page.
 * @param expected what the address says the page is
 */
export function readShop(
  document: PageRoot,
  adapter: Adapter,
  outline: Outline,
  expected: 'item' | 'basket' | null,
): Reading | null {
  const language = languageOf(leadOf(outline, 6000).text) ?? saidLanguage(document);
  const shop: Shop = {
    document,
    adapter,
    outline,
    language,
    country: adapter.country ?? countryOfLanguage(language),
    linked: linkedProducts(document),
    marked: markedProducts(document),
  };
  if (expected === 'basket' || outline.headings.some(({ level, text }) => level === 1 && isBasketHeading(text)))
    return readBasket(shop);
  const told = shop.linked.length + shop.marked.length > 0;
  if (!told && expected === null && (isTenderPage(outline) || !isShopPage(document))) return null;
  const cards = findCards(document, outline);
  const main = mainProduct(shop, cards) ?? bareItem(shop, cards);
  return main ? readItemPage(shop, main, cards) : listOf(shop, cards);
}

/** Titles of articles are too short to tell a language by; a shop's pages are in the language of what it sells. */
function saidLanguage({ documentElement }: PageRoot): string | null {
  const base = (documentElement.getAttribute('lang') ?? '').slice(0, 2).toLowerCase();
  return base === 'no' ? 'nb' : base || null;
}

/** The labels of a tender: what stands there is no article, though it may have a price and a button. */
function isTenderPage({ pairs }: Outline): boolean {
  const fields = new Set(pairs.map(({ field }) => field));
  return (
    ['buyer', 'deadline', 'cpvMain', 'procedureId', 'value'].filter((field) => fields.has(field as never)).length >= 2
  );
}

/** Something can be bought here, or there is a basket to go to. */
function isShopPage(document: PageRoot): boolean {
  if (buyControls(document).length > 0) return true;
  return [...document.querySelectorAll('a[href]')].some((link) => isBasketPlace(link.getAttribute('href') ?? ''));
}

/** What an item page is about. */
interface MainItem {
  data: ProductData | null;
  marked: MarkedProduct | null;
  heading: Element | null;
  /** Holds its name, its price and the button that buys it. */
  part: Element | null;
}

/** The heading of the page that names an article, in its own words or in more or fewer of them. */
function headingLike(document: PageRoot, title: string | null): Element | null {
  if (title === null) return null;
  const headings = [...document.querySelectorAll('h1')].map((element) => ({
    element,
    text: squeeze(textOf(element).text),
  }));
  const same = headings.find(({ text }) => text === title);
  const alike = headings.find(({ text }) => text.length > 5 && (title.includes(text) || text.includes(title)));
  return (same ?? alike)?.element ?? null;
}

/**
 * The article that the page's data is about: the one that the page's own heading names, or the only one where the page
 * is no list of others.
 */
function mainProduct({ document, linked, marked }: Shop, cards: readonly Element[]): MainItem | null {
  const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 && cards.length < 3 ? list[0] : undefined);
  const data = linked.find(({ title }) => headingLike(document, title)) ?? (marked.length > 1 ? null : only(linked));
  const scoped =
    marked.find(({ named, data: own }) => named?.closest('h1') || headingLike(document, own.title)) ?? only(marked);
  const title = data?.title ?? scoped?.data.title ?? null;
  if (title === null) return null;
  return {
    data: data && scoped ? merged(data, scoped.data) : (data ?? scoped?.data ?? null),
    marked: scoped ?? null,
    heading: headingLike(document, title) ?? scoped?.named ?? document.querySelector('h1'),
    part: scoped?.scope ?? null,
  };
}

function merged(one: ProductData, other: ProductData): ProductData {
  const both = { ...other };
  for (const [name, value] of Object.entries(one)) if (value !== null) Object.assign(both, { [name]: value });
  return { ...both, labels: [...one.labels, ...other.labels] };
}

/** An article without any data: one heading, with a price and a button to buy it beside it, outside any card. */
function bareItem({ document, outline }: Shop, cards: readonly Element[]): MainItem | null {
  const heading = outline.headings.find(({ level }) => level === 1)?.element;
  if (!heading) return null;
  const known = new Set(cards);
  const controls = buyControls(document).filter((control) => !isInside(control, known));
  const prices = priceElements(outline).filter((price) => !isInside(price, known));
  if (controls.length === 0 || prices.length === 0) return null;
  let part = parentElementOf(heading);
  while (part && part !== document.body) {
    const whole = part;
    const holds = (element: Element): boolean => ownOf(whole, 'contains').call(whole, element);
    if (controls.some(holds) && prices.some(holds)) return { data: null, marked: null, heading, part: whole };
    part = parentElementOf(whole);
  }
  return null;
}

/** An article: no buyer, no estimate; the price stands in `valueNote`. */
function readItemPage(shop: Shop, main: MainItem, cards: readonly Element[]): Reading | null {
  const { adapter, outline } = shop;
  const { data, heading, marked } = main;
  const shown = heading ? textOf(heading) : null;
  const title = data?.title ?? shown?.text ?? null;
  if (title === null) return null;
  const described = marked?.described ? textOf(marked.described) : null;
  const text = described?.text ?? data?.description ?? null;
  const stretch = described ?? (text === null ? null : shownText(outline, text));
  const others = new Set(cards.filter((card) => !heading || !card.contains(heading)));
  const item = itemFrom({
    data,
    element: main.part,
    titleElement: heading,
    title,
    description: text?.slice(0, textLimit) ?? bareDescription(shop, main, others),
    around: wordsAround(shop, main, others),
    block: { title: shown?.text === title ? shown.source : null, description: stretch?.source ?? null },
    country: shop.country,
    inBasket: false,
  });
  if (!item) return null;
  const reading = nothing(adapter, 'item', 'complete');
  reading.tender.title = item.title;
  reading.tender.valueNote = data?.price ?? (item.price ? `${item.price.amount} ${item.price.currency}` : null);
  reading.tender.language = languageOf(`${item.title}\n${item.description ?? ''}`) ?? shop.language;
  reading.titleElement = heading;
  reading.blocks = item.blocks;
  reading.items = [item];
  return reading;
}

/** The paragraphs of an article without data, other articles left out. */
function bareDescription({ outline }: Shop, { part, data }: MainItem, others: ReadonlySet<Element>): string | null {
  if (data || !part) return null;
  const pieces = outline.pieces.filter(
    ({ node }) => part.contains(node) && node.parentElement?.closest('p, [class*="descr" i]'),
  );
  const own = pieces.filter(({ node }) => !isInside(node, others));
  return join(own, textLimit).text || null;
}

/**
 * Words that may name a label the article carries: its own part of the page, and the rest of the main part but for
 * other articles and links, which lead to other things.
 */
function wordsAround({ document, outline }: Shop, { part, heading }: MainItem, others: ReadonlySet<Element>): string {
  const main = heading?.closest('main, [role="main"]') ?? document.querySelector('main, [role="main"]');
  const scope = main ?? part;
  const mine = restOf(outline, new Set(), '').filter(({ node }) => {
    const parent = node.parentElement;
    if (!parent || isInside(node, others)) return false;
    if (part?.contains(node)) return true;
    return scope ? scope.contains(node) && parent.closest('a, button, label') === null : false;
  });
  const pictures = scope ? pictureNames(scope, others) : '';
  return `${join(mine, 20_000).text}\n${pictures}`.trim();
}

/** The same words on the page, where they stand in one text node. */
function shownText(outline: Outline, text: string): Stretch | null {
  const piece = outline.pieces.find(({ node }) => node.data.length >= text.length && squeeze(node.data) === text);
  return piece ? join([piece]) : null;
}

/** Several articles side by side. The page has no title that could be stored, for it is about none of them. */
function listOf(shop: Shop, cards: readonly Element[]): Reading | null {
  const items =
    shop.marked.length > 1
      ? shop.marked.map(({ scope, named, data }) => fromCard(shop, scope, named, withLinked(shop, data)))
      : cards.length > 0
        ? cards.map((card) => fromCard(shop, card, null, null))
        : shop.linked.map((data) => fromData(shop, data));
  return withItems(shop, 'list', items);
}

function withItems(shop: Shop, kind: 'list' | 'basket', items: readonly (Item | null)[]): Reading | null {
  const known = items.filter((item) => item !== null).slice(0, mostItems);
  if (known.length === 0) return null;
  const reading = nothing(shop.adapter, kind, 'complete');
  reading.tender.language = shop.language;
  reading.titleElement = shop.outline.headings.find(({ level }) => level === 1)?.element ?? null;
  reading.items = known;
  return reading;
}

function withLinked({ linked }: Shop, data: ProductData): ProductData {
  const same = linked.find(({ title }) => title !== null && title === data.title);
  return same ? merged(same, data) : data;
}

/** The article of a card; worked out once, and again when the card or what the data says of it changes. */
function fromCard(shop: Shop, element: Element, named: Element | null, given: ProductData | null): Item | null {
  const { page } = shop.outline;
  const remembered = <T>(name: string, work: () => T): T =>
    page.recall(element, name, () => ({ answer: work(), seen: seenIn(element) }));
  const title = named
    ? { element: named, text: squeeze(named.textContent ?? '') }
    : remembered('title', () => titleOf(element));
  const data = given ?? dataFor(shop, element, title?.text ?? null);
  const { country } = shop;
  return remembered(`article ${country} ${JSON.stringify(data)}`, () =>
    itemFrom({
      data,
      element,
      titleElement: title?.element ?? null,
      title: title?.text ?? null,
      country,
      inBasket: false,
    }),
  );
}

/** The article of a basket's row, as it is now: a number that somebody types tells nobody that it has changed. */
function fromRow(shop: Shop, element: Element): Item | null {
  const title = titleOf(element);
  return itemFrom({
    data: dataFor(shop, element, title?.text ?? null),
    element,
    titleElement: title?.element ?? null,
    title: title?.text ?? null,
    country: shop.country,
    inBasket: true,
  });
}

/** The data about the article of a card: by its name, or by the address that the card leads to. */
function dataFor({ linked, marked, document }: Shop, card: Element, title: string | null): ProductData | null {
  const own = marked.find(({ scope }) => card.contains(scope) || scope.contains(card))?.data;
  if (own || linked.length === 0) return own ?? null;
  const path = (address: string | null): string | null => {
    try {
      return address ? new URL(address, document.baseURI).pathname : null;
    } catch {
      return null;
    }
  };
  const paths = new Set([...card.querySelectorAll('a[href]')].map((link) => path(link.getAttribute('href'))));
  paths.delete(null);
  return linked.find((data) => data.title === title || paths.has(path(data.url))) ?? null;
}

/** An article of the data alone: where it stands on the page is found by its name. */
function fromData(shop: Shop, data: ProductData): Item | null {
  const heading = shop.outline.headings.find(({ text }) => text === data.title)?.element;
  const link = shop.outline.links.find((one) => squeeze(one.textContent ?? '') === data.title);
  const titleElement = heading ?? link ?? null;
  const element = titleElement?.closest('li, article, tr') ?? titleElement;
  return itemFrom({ data, element, titleElement, title: null, country: shop.country, inBasket: false });
}

/** A shopping basket: its rows, or all of its text where none is seen. */
function readBasket(shop: Shop): Reading {
  const { document, outline, adapter } = shop;
  const rows = findRows(document, outline);
  const found = rows.length > 0 ? rows : findCards(document, outline).filter((card) => buyControls(card).length === 0);
  const basket = withItems(
    shop,
    'basket',
    found.map((row) => fromRow(shop, row)),
  );
  if (basket) return basket;
  const reading = nothing(adapter, 'basket', 'complete');
  const rest = join(outline.pieces, 20_000);
  if (rest.text !== '') reading.blocks.push({ where: 'text', lot: null, text: rest.text, source: rest.source });
  reading.tender.language = languageOf(rest.text);
  reading.titleElement = outline.headings[0]?.element ?? null;
  return reading;
}
