import type { Adapter } from './adapter.ts';
import { readItem } from './item.ts';
import { languageOf } from './language.ts';
import type { Outline } from './outline.ts';
import { nothing, restOf } from './reading.ts';
import type { Reading } from './tender.ts';
import { join, type Stretch, squeeze, textLimit } from './text.ts';

/** An article of a shop: no buyer, no estimate; the price stands in `valueNote`. Null when the page describes none. */
export function readItemPage(document: Document, adapter: Adapter, outline: Outline): Reading | null {
  const item = readItem(document);
  if (!item?.title) return null;
  const reading = nothing(adapter, 'item', 'complete');
  reading.tender.title = item.title;
  reading.tender.valueNote = item.price;
  reading.tender.language = languageOf(`${item.title}\n${item.description ?? ''}`);
  reading.titleElement = item.titleElement;
  const shown = item.titleStretch?.text === item.title ? item.titleStretch.source : null;
  reading.blocks.push({ where: 'title', lot: null, text: item.title, source: shown });
  const used = new Set<Text>(shown?.nodes ?? []);
  if (item.description) {
    const stretch = item.descriptionStretch ?? shownText(outline, item.description);
    for (const node of stretch?.source.nodes ?? []) used.add(node);
    const text = (stretch?.text ?? item.description).slice(0, textLimit);
    reading.blocks.push({ where: 'description', lot: null, text, source: stretch?.source ?? null });
  }
  const rest = join(restOf(outline, used, item.title), 20_000);
  if (rest.text !== '') reading.blocks.push({ where: 'text', lot: null, text: rest.text, source: rest.source });
  return reading;
}

/** A shopping basket: only its text is read. */
export function readBasket(adapter: Adapter, outline: Outline): Reading {
  const reading = nothing(adapter, 'basket', 'complete');
  const rest = join(outline.pieces, 20_000);
  if (rest.text !== '') reading.blocks.push({ where: 'text', lot: null, text: rest.text, source: rest.source });
  reading.tender.language = languageOf(rest.text);
  reading.titleElement = outline.headings[0]?.element ?? null;
  return reading;
}

/** The same words on the page, where they stand in one text node. */
function shownText(outline: Outline, text: string): Stretch | null {
  const piece = outline.pieces.find(({ node }) => node.data.length >= text.length && squeeze(node.data) === text);
  return piece ? join([piece]) : null;
}
