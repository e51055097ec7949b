import type { TextSource } from '../tender.ts';
import { type Outline, stripAt } from './outline.ts';
import type { Strip } from './strip.ts';
import { type Gap, type JoinedPart, joinPart, type Piece, type Stretch, widest } from './text.ts';

const unread = new Set(['buyer', 'organisation', 'information']);

/**
 * What is left of the page: no labels, no organisations, nothing that already stands in a block of its own.
 * @param repeated the title: lines that say it once more (headings, breadcrumbs) are left out
 */
export function restOf(outline: Outline, used: ReadonlySet<Text>, repeated: string): Piece[] {
  const pieces: Piece[] = [];
  let fresh = false;
  for (const strip of outline.strips) fresh = addRest(strip, used, repeated, pieces, fresh);
  return pieces;
}

/** Adds what is left of one strip; answers whether what follows begins a new line. */
function addRest(strip: Strip, used: ReadonlySet<Text>, repeated: string, pieces: Piece[], carried: boolean): boolean {
  const labels = new Set<Node>();
  for (const pair of strip.pairs) if (!pair.inline) labels.add(pair.start);
  let fresh = carried;
  for (const { node, place, fresh: isFirst } of strip.pieces) {
    fresh ||= isFirst;
    const parent = node.parentElement;
    const isLeft =
      !used.has(node) &&
      !labels.has(node) &&
      !(parent && labels.has(parent)) &&
      !unread.has(place.part ?? '') &&
      !(repeated.length > 9 && node.data.includes(repeated)) &&
      // Punctuation and section numbers stand between the fields; blanks between the words of a line stay.
      /\p{L}|^\s*$/u.test(node.data);
    if (!isLeft) {
      fresh = true;
      continue;
    }
    pieces.push({ node, fresh });
    if (/\S/.test(node.data)) fresh = false;
  }
  return fresh;
}

interface KnownRest {
  repeated: string;
  used: readonly Text[];
  rest: JoinedPart;
}

/** The text that `restOf` leaves, up to a limit; each strip's share is put together once. */
export function restText(outline: Outline, used: ReadonlySet<Text>, repeated: string, limit: number): Stretch {
  const usedIn = new Map<Strip, Text[]>();
  for (const node of used) {
    const strip = stripAt(outline.page, node);
    if (!strip) continue;
    const own = usedIn.get(strip);
    if (own) own.push(node);
    else usedIn.set(strip, [node]);
  }
  const source: TextSource = { nodes: [], starts: [], offsets: [], lengths: [] };
  const texts: string[] = [];
  let length = 0;
  let gap: Gap = '';
  const append = (rest: JoinedPart): void => {
    const lead = length === 0 ? '' : widest(gap, rest.lead);
    texts.push(lead, rest.text);
    length += lead.length;
    for (let index = 0; index < rest.source.nodes.length; index += 1) {
      source.nodes.push(rest.source.nodes[index] as Text);
      source.starts.push((rest.source.starts[index] ?? 0) + length);
      source.offsets.push(rest.source.offsets[index] ?? 0);
      source.lengths.push(rest.source.lengths[index] ?? 0);
    }
    length += rest.text.length;
    gap = rest.tail;
  };
  for (const strip of outline.strips) {
    if (strip.pieces.length === 0) continue;
    const rest = restOfStrip(outline, strip, usedIn.get(strip) ?? [], repeated);
    if (rest.text === '') {
      gap = widest(gap, rest.tail);
      continue;
    }
    const left = limit - length - (length === 0 ? 0 : widest(gap, rest.lead).length);
    if (rest.text.length > left) {
      const pieces: Piece[] = [];
      addRest(strip, new Set(usedIn.get(strip)), repeated, pieces, false);
      const part = joinPart(pieces, left);
      if (part.text !== '') append(part);
      break;
    }
    append(rest);
  }
  return { text: texts.join(''), source };
}

function restOfStrip(outline: Outline, strip: Strip, used: readonly Text[], repeated: string): JoinedPart {
  const known = strip.memo.get(restOfStrip) as KnownRest | undefined;
  const isKnown = known?.repeated === repeated && known.used.length === used.length;
  if (isKnown && known.used.every((node, index) => node === used[index])) return known.rest;
  outline.page.pace();
  const pieces: Piece[] = [];
  const isBroken = addRest(strip, new Set(used), repeated, pieces, false);
  const joined = joinPart(pieces);
  const rest = { ...joined, tail: isBroken ? '\n' : joined.tail } as const;
  strip.memo.set(restOfStrip, { repeated, used, rest } satisfies KnownRest);
  return rest;
}

/** The first text node that holds some words. */
export function lineWith(outline: Outline, words: string): Text | null {
  for (const strip of outline.strips) {
    const known = strip.memo.get(lineWith) as { words: string; node: Text | null } | undefined;
    const node =
      known?.words === words
        ? known.node
        : (strip.pieces.find((piece) => piece.node.data.includes(words))?.node ?? null);
    strip.memo.set(lineWith, { words, node });
    if (node) return node;
  }
  return null;
}

/** The beginning of all that the page says. */
export function leadOf({ strips }: Outline, limit: number): Stretch {
  return joinPart(piecesOf(strips), limit);
}

function* piecesOf(strips: readonly Strip[]): Generator<Piece> {
  for (const strip of strips) yield* strip.pieces;
}
