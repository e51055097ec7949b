import type { Adapter } from './adapter.ts';
import type { Outline } from './outline.ts';
import type { PageKind, Reading, ReadingState, Tender } from './tender.ts';
import type { Piece } from './text.ts';

const emptyTender: Tender = {
  title: null,
  buyer: null,
  otherBuyers: [],
  reference: null,
  procedureId: null,
  publicationNumber: null,
  cpv: { main: null, additional: [] },
  value: null,
  valueNote: null,
  deadline: null,
  language: null,
  phase: null,
  lots: [],
};

/** A reading without a tender. */
export function nothing(adapter: Adapter, kind: PageKind, state: ReadingState): Reading {
  return {
    adapter: adapter.id,
    kind,
    state,
    tender: { ...emptyTender, otherBuyers: [], cpv: { main: null, additional: [] }, lots: [] },
    blocks: [],
    titleElement: null,
  };
}

/** The country whose crowns a text of this language means; null where the language does not say. */
export function countryOfLanguage(language: string | null): string | null {
  if (language === 'da') return 'DK';
  if (language === 'nb' || language === 'nn') return 'NO';
  return language === 'sv' ? 'SE' : null;
}

const unread = new Set(['buyer', 'organisation', 'information']);

/** What is left of the page: no labels, no organisations, nothing that already stands in a block of its own. */
export function restOf(outline: Outline, used: ReadonlySet<Text>): Piece[] {
  const labels = new Set<Element>();
  for (const pair of outline.pairs) if (!pair.inline) labels.add(pair.label);
  const pieces: Piece[] = [];
  let fresh = false;
  for (const piece of outline.pieces) {
    fresh ||= piece.fresh;
    const parent = piece.node.parentElement;
    if (used.has(piece.node) || (parent && labels.has(parent)) || unread.has(piece.place.part ?? '')) continue;
    pieces.push({ node: piece.node, fresh });
    fresh = false;
  }
  return pieces;
}
