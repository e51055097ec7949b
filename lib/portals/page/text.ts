import type { Block, TextSource } from '../tender.ts';
import { elementAround, firstInside, innerRoot, isFrame, nextBeside } from './compose.ts';
import { typeOf } from './nodes.ts';

/** A text put together from text nodes, with the way back to them. */
export interface Stretch {
  text: string;
  source: TextSource;
}

/** A text node in reading order; `fresh` when a new line begins before it. */
export interface Piece {
  node: Text;
  fresh: boolean;
}

/** What a walk calls: `enter` answers false to leave the element out. */
export interface Visitor {
  enter(element: Element): boolean;
  leave?(element: Element): void;
  text(node: Text): void;
}

/** More text than this is not read; the largest notices seen hold less than half of it. */
export const textLimit = 200_000;

const breaking = new Set(
  (
    'ADDRESS ARTICLE BLOCKQUOTE BR DD DETAILS DIV DL DT FIELDSET FIGURE FORM H1 H2 H3 H4 H5 H6 HR LEGEND LI MAIN OL ' +
    'OPTION P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'
  ).split(' '),
);

const silent = new Set(
  'CANVAS DIALOG META LINK NOSCRIPT OBJECT SCRIPT STYLE SVG TEMPLATE TITLE VIDEO AUDIO'.split(' '),
);

/** Whether the element starts a line of its own. */
export function breaksLine(element: Element): boolean {
  return breaking.has(element.tagName);
}

/** The element's id. `form.id` would be one of its controls when that one is called "id", as many are. */
export function idOf(element: Element): string {
  return element.getAttribute('id') ?? '';
}

/** Elements that never carry tender text: foreign frames are among them, and our own host. */
export function isSilent(element: Element): boolean {
  if (isFrame(element)) return innerRoot(element) === null;
  return silent.has(element.tagName.toUpperCase()) || element.hasAttribute('data-groent-lys');
}

/**
 * Levels below the root of a walk that are visited. Parsers stop at 512; a script may nest without end, and whatever
 * asks every level for what is in it would then take the square of the time.
 */
const deepestLevel = 1000;

/**
 * Visits `root` and what is below it in the order of `compose.ts`, without recursion: pages may nest deeper than the
 * stack.
 */
export function walk(root: Node, visitor: Visitor): void {
  let node: Node | null = root;
  let level = 0;
  while (node) {
    let child: Node | null = null;
    const type: number = typeOf(node);
    if (type === 3) visitor.text(node as Text);
    else if (type === 1 && visitor.enter(node as Element)) {
      child = level < deepestLevel ? firstInside(node) : null;
      if (!child) visitor.leave?.(node as Element);
    }
    if (child) {
      node = child;
      level += 1;
      continue;
    }
    let next: Node | null = null;
    while (node && node !== root) {
      next = nextBeside(node);
      if (next) break;
      node = elementAround(node);
      level -= 1;
      if (node) visitor.leave?.(node as Element);
    }
    node = next;
  }
}

/**
 * Joins text nodes to one text: runs of white space (no-break and thin blanks too) become one blank, a new line of
 * the page becomes a line break. Stops at `limit` characters.
 */
export function join(pieces: Iterable<Piece>, limit = textLimit): Stretch {
  const { text, source } = joinPart(pieces, limit);
  return { text, source };
}

/** What stands between two words: nothing, a blank, a new line. */
export type Gap = '' | ' ' | '\n';

/** Part of a text, with what stands before its first word and after its last one. */
export interface JoinedPart extends Stretch {
  lead: Gap;
  tail: Gap;
}

/** Joins text nodes to a part of a text; a part without words has all of its gap at the end. */
export function joinPart(pieces: Iterable<Piece>, limit = textLimit): JoinedPart {
  const source: TextSource = { nodes: [], starts: [], offsets: [], lengths: [] };
  const words: string[] = [];
  let length = 0;
  let gap: Gap = '';
  let first: Gap = '';
  for (const { node, fresh } of pieces) {
    if (fresh) gap = '\n';
    const data = node.data;
    let end = 0;
    for (const match of data.matchAll(/\S+/g)) {
      const at = match.index;
      if (at > end && gap !== '\n') gap = ' ';
      const word = match[0];
      if (length === 0) first = gap;
      const lead = length === 0 ? '' : gap;
      if (length + lead.length + word.length > limit) return { text: words.join(''), source, lead: first, tail: gap };
      words.push(lead, word);
      const last = source.nodes.length - 1;
      if (lead === ' ' && end > 0 && at - end === 1 && source.nodes[last] === node) {
        source.lengths[last] = (source.lengths[last] ?? 0) + 1 + word.length;
      } else {
        source.nodes.push(node);
        source.starts.push(length + lead.length);
        source.offsets.push(at);
        source.lengths.push(word.length);
      }
      length += lead.length + word.length;
      gap = '';
      end = at + word.length;
    }
    if (end < data.length && gap !== '\n') gap = ' ';
  }
  return { text: words.join(''), source, lead: first, tail: gap };
}

/** The wider of two gaps that meet. */
export function widest(one: Gap, other: Gap): Gap {
  if (one === '\n' || other === '\n') return '\n';
  return one === ' ' || other === ' ' ? ' ' : '';
}

/** Text of the nodes and what is below them, closed `details` included; scripts, styles and frames left out. */
export function textOfNodes(nodes: readonly Node[], limit = textLimit): Stretch {
  const pieces: Piece[] = [];
  let fresh = false;
  for (const node of nodes) {
    walk(node, {
      enter(element) {
        if (isSilent(element)) return false;
        if (breaksLine(element)) fresh = true;
        return true;
      },
      leave(element) {
        if (breaksLine(element)) fresh = true;
      },
      text(text) {
        pieces.push({ node: text, fresh });
        fresh = false;
      },
    });
  }
  return join(pieces, limit);
}

/** The beginning of an element's text: cheap for an element that holds half the page. */
export function leadText(element: Element, limit: number): string {
  let text = '';
  walk(element, {
    enter: () => text.length < limit,
    text: ({ data }) => {
      if (text.length < limit) text += data;
    },
  });
  return squeeze(text.slice(0, limit));
}

/** Text of one element; see `textOfNodes`. */
export function textOf(element: Element, limit = textLimit): Stretch {
  return textOfNodes([element], limit);
}

/** The part [start, end) of a stretch, white space at its ends left out. */
export function slice(stretch: Stretch, start: number, end: number): Stretch {
  const part = stretch.text.slice(start, end);
  const from = start + (part.length - part.trimStart().length);
  const to = end - (part.length - part.trimEnd().length);
  const source: TextSource = { nodes: [], starts: [], offsets: [], lengths: [] };
  stretch.source.nodes.forEach((node, index) => {
    const begin = stretch.source.starts[index] ?? 0;
    const first = Math.max(begin, from);
    const last = Math.min(begin + (stretch.source.lengths[index] ?? 0), to);
    if (first >= last) return;
    source.nodes.push(node);
    source.starts.push(first - from);
    source.offsets.push((stretch.source.offsets[index] ?? 0) + first - begin);
    source.lengths.push(last - first);
  });
  return { text: stretch.text.slice(from, Math.max(from, to)), source };
}

/** Number of the segment that holds `offset`, or the last one that begins before it. */
function segmentAt(source: TextSource, offset: number): number {
  let low = 0;
  let high = source.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The range of the page that characters [start, end) of the block came from. Null when the block has no text nodes,
 * or when the page has changed so that they are gone or shorter.
 */
export function rangeOf(block: Block, start: number, end: number): Range | null {
  const source = block.source;
  if (!source || source.nodes.length === 0 || start >= end) return null;
  let first = segmentAt(source, start);
  if (start >= (source.starts[first] ?? 0) + (source.lengths[first] ?? 0)) first += 1;
  const last = segmentAt(source, end - 1);
  const from = source.nodes[first];
  const to = source.nodes[last];
  if (!from || !to || first > last || !from.isConnected || !to.isConnected) return null;
  // No range goes through the border of a shadow root or a frame.
  if (from.getRootNode() !== to.getRootNode()) return null;
  const fromOffset = (source.offsets[first] ?? 0) + Math.max(0, start - (source.starts[first] ?? 0));
  const lastLength = Math.min(source.lengths[last] ?? 0, end - (source.starts[last] ?? 0));
  const toOffset = (source.offsets[last] ?? 0) + lastLength;
  if (fromOffset > from.data.length || toOffset > to.data.length) return null;
  const range = from.ownerDocument.createRange();
  range.setStart(from, fromOffset);
  range.setEnd(to, toOffset);
  return range;
}

/** White space collapsed and ends trimmed. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
