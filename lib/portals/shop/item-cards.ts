import { parentElementOf } from '../page/nodes.ts';
import type { Outline } from '../page/outline.ts';
import type { Page, PageRoot } from '../page/page.ts';
import type { Strip } from '../page/strip.ts';
import { squeeze } from '../page/text.ts';
import { columnOf, isBuyWord, isPrice } from './shop-words.ts';

/** How far above its price the card of an article is looked for. */
const highest = 14;
const headings = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
const buttons = 'button, a, input[type="submit" i], input[type="button" i], [role="button"]';
const quantities = 'input[type="number" i], input[inputmode="numeric" i], [role="spinbutton"], select';

/** The words of a control, as its reader sees or hears them. */
function wordsOf(control: Element): string {
  const said = control.getAttribute('aria-label') ?? control.getAttribute('value') ?? control.getAttribute('title');
  return squeeze(said ?? (control.textContent ?? '').slice(0, 80));
}

/** Controls that put an article into the basket. */
export function buyControls(root: Pick<PageRoot, 'querySelectorAll'>): Element[] {
  return [...root.querySelectorAll(buttons)].filter((control) => isBuyWord(wordsOf(control)));
}

/** Elements that state a price, in reading order. A price may be broken into parts: "1.249", "00", "kr." */
export function priceElements({ page, strips }: Outline): Element[] {
  const found = new Set<Element>();
  for (const strip of strips) for (const price of pricesIn(page, strip)) found.add(price);
  return [...found];
}

function pricesIn({ pace }: Page, strip: Strip): readonly Element[] {
  const known = strip.memo.get(pricesIn) as readonly Element[] | undefined;
  if (known) return known;
  pace();
  const found: Element[] = [];
  for (const { node } of strip.pieces) {
    const parent = node.parentElement;
    if (!parent || node.data.length > 200 || !/\d/.test(node.data) || parent.closest('del, s, strike')) continue;
    if (isPrice(squeeze(node.data))) found.push(parent);
    else if (/^\s*[\d.,\s]+\s*$/.test(node.data)) {
      const whole = isPrice(squeeze(parent.textContent ?? '')) ? parent : parent.parentElement;
      if (whole && whole.childElementCount <= 5 && isPrice(squeeze(whole.textContent ?? ''))) found.push(whole);
    }
  }
  strip.memo.set(pricesIn, found);
  return found;
}

/** Cells of price columns, for tables that name the currency in the head of the column or not at all. */
function priceCells(document: PageRoot): Element[] {
  const cells: Element[] = [];
  for (const table of document.querySelectorAll('table')) {
    const head = table.rows[0];
    const column = head ? [...head.cells].findIndex((cell) => columnOf(cell.textContent ?? '') === 'price') : -1;
    if (column < 0) continue;
    for (const row of table.rows) {
      const cell = row.cells[column];
      if (row !== head && cell && /^\D{0,6}\d/.test((cell.textContent ?? '').trim())) cells.push(cell);
    }
  }
  return cells;
}

/**
 * The cards or rows of articles: elements repeated under one parent, each with a price and a heading, a link or a cell
 * that names it. Of nested ones the innermost.
 */
export function findCards(document: PageRoot, outline: Outline): Element[] {
  const prices = [...priceElements(outline), ...priceCells(document)];
  const isNamed = (element: Element): boolean =>
    outline.page.recall(element, 'named', () => ({ answer: titleIn(element) !== null, seen: seenIn(element) }));
  const groups = new Map<Element, Map<string, Set<Element>>>();
  const groupOf = (element: Element, parent: Element): Set<Element> => {
    const byTag = groups.get(parent) ?? new Map<string, Set<Element>>();
    const group = byTag.get(element.tagName) ?? new Set<Element>();
    groups.set(parent, byTag.set(element.tagName, group));
    return group;
  };
  const above = (price: Element, visit: (element: Element, parent: Element) => boolean): void => {
    let element = price;
    for (let step = 0; step < highest; step++) {
      const parent = parentElementOf(element);
      if (!parent || element === document.body || parent === document.documentElement) return;
      if (isNamed(element) && visit(element, parent)) return;
      element = parent;
    }
  };
  for (const price of prices) {
    above(price, (element, parent) => {
      groupOf(element, parent).add(element);
      return false;
    });
  }
  const cards = new Set<Element>();
  for (const price of prices) {
    above(price, (element, parent) => {
      if (groupOf(element, parent).size < 2) return false;
      cards.add(element);
      return true;
    });
  }
  return innermost([...cards]).filter((card) => isShopping(groupOf(card, parentElementOf(card) as Element), document));
}

/** Whether a node stands in one of many elements, without asking each of them. */
export function isInside(node: Node, elements: ReadonlySet<Element>): boolean {
  for (let above = parentElementOf(node); above; above = parentElementOf(above)) if (elements.has(above)) return true;
  return false;
}

function innermost(cards: readonly Element[]): Element[] {
  const outer = new Set<Element>();
  const known = new Set(cards);
  for (const card of cards) {
    for (let above = parentElementOf(card); above; above = parentElementOf(above))
      if (known.has(above)) outer.add(above);
  }
  return cards.filter((card) => !outer.has(card));
}

/** Two alike may be anything, unless each can be bought on a page with a heading of its own. */
function isShopping(group: ReadonlySet<Element>, document: PageRoot): boolean {
  if (group.size >= 3) return true;
  return document.querySelector('h1') !== null && [...group].every((one) => buyControls(one).length > 0);
}

/** The rows of a basket: what stands around a number that can be changed, with a price and a name. */
export function findRows(document: PageRoot, outline: Outline): Element[] {
  const prices = new Set([...priceElements(outline), ...priceCells(document)]);
  const rows: Element[] = [];
  const seen = new Set(outline.controls.map(({ element }) => element));
  for (const control of document.querySelectorAll(quantities)) {
    if (!seen.has(control) && !control.closest('main, [role="main"], form, table')) continue;
    let element = control.parentElement;
    for (let step = 0; element && element !== document.body && step < highest; step++) {
      const row = element;
      if (row.querySelectorAll(quantities).length > 1) break;
      if (titleIn(row) !== null && [...prices].some((price) => row.contains(price))) {
        // What is proposed beside the basket can be bought, what stands in it has been.
        if (buyControls(row).length === 0) rows.push(row.closest('tr') ?? row);
        break;
      }
      element = parentElementOf(row);
    }
  }
  return [...new Set(rows)];
}

/** How many of an article a row orders. */
export function quantityIn(row: Element): number | null {
  const control = row.querySelector(quantities);
  const value = (control as HTMLInputElement | null)?.value ?? control?.getAttribute('aria-valuenow');
  const stated =
    value ??
    /(?:antal|antall|qty|quantity)\s*:?\s*(\d{1,6})|(\d{1,6})\s*(?:x|stk)\b/iu.exec(row.textContent ?? '')?.[0];
  const number = Number.parseInt(/\d+/.exec(stated ?? '')?.[0] ?? '', 10);
  return Number.isFinite(number) ? number : null;
}

/** Long enough to name something, and no button or price. */
function isName(text: string): boolean {
  return /\p{L}{3}/u.test(text) && !isBuyWord(text) && !isPrice(text);
}

/**
 * The element that names the article of a card: its heading, the cell of the column that does, or the link that says
 * most; one around a picture alone by what the picture is called.
 */
export function titleIn(card: Element): { element: Element; text: string } | null {
  const heading = [...card.querySelectorAll(headings)].find((one) => isName(squeeze(one.textContent ?? '')));
  if (heading) return { element: heading, text: squeeze(heading.textContent ?? '') };
  const cell = cellsOf(card).get('title');
  if (cell) {
    const named = cell.querySelector('a[href], strong, b') ?? cell;
    const text = squeeze(named.textContent ?? '');
    if (isName(text)) return { element: named, text };
  }
  let best: { element: Element; text: string } | null = null;
  for (const link of card.querySelectorAll('a[href]')) {
    const whole = link.childElementCount > 3 ? null : squeeze(link.textContent ?? '');
    const text = whole || squeeze(link.querySelector('img')?.getAttribute('alt') ?? '');
    if (isName(text) && text.length <= 300 && text.length > (best?.text.length ?? 0)) best = { element: link, text };
  }
  return best;
}

/** What is looked at to tell the article of a card: it, and for a row the head of its table. */
export function seenIn(card: Element): readonly Node[] {
  const head = card.tagName === 'TR' ? card.closest('table')?.rows[0] : null;
  return head ? [head, card] : [card];
}

/** The cells of a row by what the heads of their columns say they hold. */
export function cellsOf(row: Element): Map<ReturnType<typeof columnOf>, Element> {
  const cells = new Map<ReturnType<typeof columnOf>, Element>();
  if (row.tagName !== 'TR') return cells;
  const head = row.closest('table')?.rows[0];
  if (!head || head === row) return cells;
  [...(row as HTMLTableRowElement).cells].forEach((cell, index) => {
    const column = columnOf(head.cells[index]?.textContent ?? '');
    if (column && !cells.has(column)) cells.set(column, cell);
  });
  return cells;
}
