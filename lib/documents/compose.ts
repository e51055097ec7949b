import type { Block, Buyer, Tender } from '../portals/tender.ts';
import { findCpv } from '../portals/values/cpv.ts';
import { languageOf } from '../portals/values/language.ts';
import type { DocumentText, Passage, Place } from './document.ts';

/** A document under the name that its file has. */
export interface NamedDocument {
  name: string;
  document: DocumentText;
}

/** What the buyer says of the tender where no notice does. */
export interface OwnWords {
  title: string;
  reference: string;
  buyer: Buyer | null;
}

/** Where a stretch of a block stands: in which file, and where in it. */
export interface DocumentPlace {
  name: string;
  place: Place;
}

/** Documents as one tender: its facts, its texts, and the way back from a text to its place. */
export interface Composed {
  tender: Tender;
  blocks: Block[];
  /** Null for what the buyer typed: it stands in no document. */
  placeAt: (span: { block: number; start: number }) => DocumentPlace | null;
}

interface Source {
  name: string;
  /** Where each passage begins in the block's text. */
  starts: number[];
  places: Place[];
}

/** The text of a document as one block, so that it says the same whatever format it came in. */
function blockOf(name: string, passages: readonly Passage[]): { text: string; source: Source } {
  const source: Source = { name, starts: [], places: [] };
  const parts: string[] = [];
  let length = 0;
  for (const { text, place, sameLine } of passages) {
    const gap = length === 0 ? '' : sameLine ? '\t' : '\n';
    source.starts.push(length + gap.length);
    source.places.push(place);
    parts.push(gap, text);
    length += gap.length + text.length;
  }
  return { text: parts.join(''), source };
}

/**
 * Puts documents together to one tender. A notice among them gives the facts and the description, and the others are
 * text beside it; without one they are the description themselves, under the title that the buyer gives them. The
 * first of several notices is taken.
 */
export function composeTender(documents: readonly NamedDocument[], own: OwnWords): Composed {
  const blocks: Block[] = [];
  const sources: (Source | null)[] = [];
  const add = (block: Omit<Block, 'source'>, source: Source | null): void => {
    blocks.push({ ...block, source: null });
    sources.push(source);
  };
  const first = documents.find(({ document }) => document.notice !== null);
  const notice = first?.document.notice ?? null;
  if (first && notice) {
    for (const { place, ...block } of notice.blocks) {
      add(block, { name: first.name, starts: [0], places: [place] });
    }
  } else if (own.title.trim() !== '') add({ where: 'title', lot: null, text: own.title.trim() }, null);
  for (const { name, document } of documents) {
    if (document.notice !== null) continue;
    const isTitle = ({ text }: Passage, at: number) => at === 0 && text === own.title.trim();
    const { text, source } = blockOf(
      name,
      document.passages.filter((passage, at) => notice !== null || !isTitle(passage, at)),
    );
    if (text !== '') add({ where: notice ? 'text' : 'description', lot: null, text }, source);
  }
  const tender = notice ? noticeTender(notice.tender, blocks) : ownTender(own, blocks);
  return {
    tender,
    blocks,
    placeAt: ({ block, start }) => {
      const source = sources[block];
      if (!source) return null;
      const place = source.places[lastUpTo(source.starts, start)];
      return place ? { name: source.name, place } : null;
    },
  };
}

/** Number of the last start that is not behind an offset. */
function lastUpTo(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const textIn = (blocks: readonly Block[]): string => blocks.map(({ text }) => text.slice(0, 6000)).join('\n');

function noticeTender(tender: Tender, blocks: readonly Block[]): Tender {
  return { ...tender, language: languageOf(textIn(blocks)) ?? tender.language };
}

/** Codes of the texts count where a label or a check digit says that they are some, as on any page. */
function ownTender({ title, reference, buyer }: OwnWords, blocks: readonly Block[]): Tender {
  const [main = null, ...additional] = new Set(blocks.flatMap(({ text }) => findCpv(text)));
  return {
    title: title.trim() || null,
    buyer,
    otherBuyers: [],
    reference: reference.trim() || null,
    procedureId: null,
    publicationNumber: null,
    cpv: { main, additional },
    value: null,
    valueNote: null,
    deadline: null,
    language: languageOf(textIn(blocks)),
    phase: 'specification',
    lots: [],
  };
}

/** Characters of the text that are shown on either side of what was found. */
const around = 90;

/** What was found, with the words around it from its own line. */
export interface Excerpt {
  before: string;
  found: string;
  after: string;
}

/** The words around a stretch of text, cut at blanks; the dots say that the line goes on. */
export function excerptOf(text: string, start: number, end: number): Excerpt {
  const from = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - around);
  const line = text.indexOf('\n', end);
  const to = Math.min(line < 0 ? text.length : line, end + around);
  const isCutBefore = from > 0 && text[from - 1] !== '\n';
  const isCutAfter = to < text.length && text[to] !== '\n';
  const before = text.slice(from, start);
  const after = text.slice(end, to);
  return {
    before: isCutBefore ? `…${before.replace(/^\S*/, '')}` : before,
    found: text.slice(start, end),
    after: isCutAfter ? `${after.replace(/\S*$/, '')}…` : after,
  };
}

/** The sentence or line that covers a target, as it can be logged for evidence; the journal takes a thousand characters. */
export function quoteOf(text: string, start: number, end: number): string {
  const { before, found, after } = excerptOf(text, start, end);
  return `${before}${found}${after}`.replace(/\s+/g, ' ').trim().slice(0, 1000);
}
