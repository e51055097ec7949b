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

/**
 * What is left of the page: no labels, no organisations, nothing that already stands in a block of its own.
 * @param repeated the title: lines that say it once more (headings, breadcrumbs) are left out
 */
export function restOf(outline: Outline, used: ReadonlySet<Text>, repeated: string): Piece[] {
  const labels = new Set<Node>();
  for (const pair of outline.pairs) if (!pair.inline) labels.add(pair.start);
  const isRest = ({ node, place }: Outline['pieces'][number]): boolean => {
    const parent = node.parentElement;
    if (used.has(node) || labels.has(node) || (parent && labels.has(parent)) || unread.has(place.part ?? ''))
      return false;
    if (repeated.length > 9 && node.data.includes(repeated)) return false;
    // Punctuation and section numbers stand between the fields; blanks between the words of a line stay.
    return /\p{L}|^\s*$/u.test(node.data);
  };
  const pieces: Piece[] = [];
  let fresh = false;
  for (const piece of outline.pieces) {
    fresh ||= piece.fresh;
    if (!isRest(piece)) {
      fresh = true;
      continue;
    }
    pieces.push({ node: piece.node, fresh });
    if (/\S/.test(piece.node.data)) fresh = false;
  }
  return pieces;
}
