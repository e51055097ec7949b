import { ownOf } from '../../lib/portals/page/nodes.ts';
import type { Item } from '../../lib/portals/tender.ts';

const gap = 8;
/** Room that a mark with its words takes, and one with its sign alone. */
const size = { wide: 136, narrow: 26, height: 26 } as const;

/**
 * Where an article's mark stands: behind its title, with or without words as the line has room, else in the corner of
 * its card.
 * Null where the article is drawn as something else by now, or where a menu, a dialog or the end of a scrolled part
 * covers the place; one that is `held` by the reader stays.
 */
export function placeMark(document: Document, item: Item, host: Element, held: boolean) {
  const { element, titleElement } = item;
  if (!element || !isStill(item)) return null;
  const card = ownOf(element, 'getBoundingClientRect').call(element);
  if (card.width === 0 || card.height === 0) return null;
  const line = titleElement?.isConnected ? lastLine(document, titleElement) : null;
  const cell = titleElement?.closest('td, th, li, article, div, section')?.getBoundingClientRect() ?? card;
  const room = line === null ? 0 : Math.min(card.right, cell.right) - line.right - gap;
  const isBehind = line !== null && room >= size.narrow;
  // A row has no corner without words in it: there the mark sits on the line above.
  const corner = element.tagName === 'TR' ? { left: cell.left, top: card.top - size.height / 2 } : inside(card);
  const left = isBehind ? line.right + gap : corner.left;
  const top = isBehind ? line.top + (line.height - size.height) / 2 : corner.top;
  if (!held && !isClear(document, left + size.narrow / 2, top + size.height / 2, element, host)) return null;
  return { left: left + window.scrollX, top: top + window.scrollY, compact: room < size.wide };
}

function inside({ left, top }: DOMRect): { left: number; top: number } {
  return { left: left + 4, top: top + 4 };
}

/** A virtualised list puts other articles into the same nodes; until they are read there is nothing to say of them. */
function isStill({ titleElement, title }: Item): boolean {
  if (!titleElement) return true;
  const text = (titleElement.textContent ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?:…|\.\.\.)$/, '');
  return text === '' || title.startsWith(text) || text.includes(title);
}

/** Whether the article, or what it stands in, is what is seen at a place. */
function isClear(document: Document, x: number, y: number, element: Element, host: Element): boolean {
  const seen = document
    .elementsFromPoint(x, y)
    .find((one) => one !== host && !ownOf(one, 'hasAttribute').call(one, 'data-groent-lys'));
  return seen !== undefined && (holds(element, seen) || holds(seen, element));
}

function holds(element: Element, other: Element): boolean {
  return ownOf(element, 'contains').call(element, other);
}

function lastLine(document: Document, title: Element): DOMRect | null {
  const range = document.createRange();
  range.selectNodeContents(title);
  return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0).at(-1) ?? null;
}
