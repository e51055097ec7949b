import { elementAround } from './compose.ts';
import { nextOf, previousOf } from './nodes.ts';
import type { Outline, Pair } from './outline.ts';
import { headingLevel } from './place.ts';
import { namedBy } from './strip.ts';
import { breaksLine, type Stretch, slice, squeeze, textOfNodes } from './text.ts';

/** What stands beside a label. */
export interface Value {
  /** For texts: as on the page, with the way back. */
  stretch: Stretch;
  /** For codes, dates and amounts: the pieces with a blank between them ("28/08/2026 12:00:00 (UTC+02:00)"). */
  text: string;
  /** Element that holds the value; the label's own for "Label: value". */
  element: Element;
}

const punctuation = /^[\s:*–—-]*$/u;
/** Help under a label that names its business term ("TED BT-512: …"); never the value. */
const help = /^\s*(?:TED\s+)?BT-\d{2,4}\S*\s*:/u;

function textIn(node: Node): string {
  return node.textContent ?? '';
}

function hasText(node: Node): boolean {
  return (node.nodeType === 1 || node.nodeType === 3) && !punctuation.test(textIn(node)) && !help.test(textIn(node));
}

/**
 * Siblings after `start` that make up the value: up to the next label, heading or, for short fields, the next line. A
 * slot stands for what the page has put into it.
 */
function following(start: Node, outline: Outline, long: boolean, seen: Node[]): Node[] {
  const nodes: Node[] = [];
  let block = false;
  let filled = false;
  const rank = start.nodeType === 1 ? headingLevel(start as Element) : null;
  for (let node = nextOf(start); node; node = nextOf(node)) {
    seen.push(node);
    if (outline.labelled.has(node)) break;
    const element = node.nodeType === 1 ? (node as Element) : null;
    const level = element && headingLevel(element);
    // Headings below a heading are parts of its value: "Time limit", under it "Date" and "Local time".
    if (level !== null && (rank === null || level <= rank)) break;
    if (help.test(textIn(node))) continue;
    const breaks = element !== null && breaksLine(element);
    if (!long && filled && (block || breaks)) break;
    if (element?.tagName === 'HR') break;
    const own = slotted(element) ?? [node];
    nodes.push(...own);
    const isFull = own.some(hasText);
    filled ||= isFull;
    if (breaks && isFull) block = true;
  }
  return filled ? nodes : [];
}

function slotted(element: Element | null): Node[] | null {
  if (element?.tagName !== 'SLOT') return null;
  const nodes = (element as HTMLSlotElement).assignedNodes?.({ flatten: true }) ?? [];
  return nodes.length > 0 ? nodes : null;
}

/** The cell that answers a label cell: the next one in its row, or the one below in a table with a head row. */
function cellOf(cell: Element, outline: Outline, seen: Node[]): Node[] {
  const row = cell.parentElement;
  const cells = row ? [...row.children] : [];
  const isHeadRow = cells.length > 1 && cells.every((other) => other.tagName === 'TH');
  seen.push(row ?? cell);
  if (!isHeadRow) {
    const next = cell.nextElementSibling;
    return next && hasText(next) && !outline.labelled.has(next) ? [next, ...continued(cell, outline, seen)] : [];
  }
  const index = cells.indexOf(cell);
  const table = row?.closest('table');
  const rows = [...(table?.querySelectorAll('tr') ?? [])];
  const rowBelow = rows[row ? rows.indexOf(row as HTMLTableRowElement) + 1 : -1];
  seen.push(rowBelow ?? table ?? cell);
  const below = rowBelow?.children[index];
  return below && hasText(below) ? [below] : [];
}

/** Answers in the rows below that have no label of their own: one code a row. */
function continued(cell: Element, outline: Outline, seen: Node[]): Element[] {
  const cells: Element[] = [];
  for (let row = cell.parentElement?.nextElementSibling; row?.tagName === 'TR'; row = row.nextElementSibling) {
    seen.push(row);
    const [label, answer] = row.children;
    if (!label || !answer || row.children.length !== 2 || hasText(label) || !hasText(answer)) break;
    if (outline.labelled.has(answer)) break;
    cells.push(answer);
  }
  return cells;
}

function definitions(term: Element, seen: Node[]): Node[] {
  const nodes: Node[] = [];
  seen.push(term);
  for (let node = nextOf(term); node; node = nextOf(node)) {
    seen.push(node);
    if (node.nodeType !== 1) continue;
    if ((node as Element).tagName !== 'DD') break;
    nodes.push(node);
  }
  return nodes;
}

/** The nodes of a value; everything looked at on the way to them is put down as seen. */
function nodesOf(pair: Pair, outline: Outline, long: boolean, seen: Node[]): Node[] {
  // A value that is only shown may be named by its label, as in `output`.
  const named = namedBy(pair.label);
  if (named) seen.push(named);
  if (named && hasText(named) && !named.contains(pair.label)) return [named];
  const cell = pair.label.closest('th, td, dt');
  let node: Node = pair.start;
  for (let step = 0; step < 6; step += 1) {
    seen.push(node);
    if (node === cell) return cell.tagName === 'DT' ? definitions(cell, seen) : cellOf(cell, outline, seen);
    const around = elementAround(node);
    if (!around) break;
    const heading = node.nodeType === 1 && headingLevel(node as Element) !== null;
    const nodes = following(node, outline, long || heading, seen);
    if (nodes.length > 0 || around.tagName === 'BODY') return nodes;
    // Only a wrapper around the label may be left: where other text stood, the value is missing.
    for (let before = previousOf(node); before; before = previousOf(before)) {
      seen.push(before);
      if (hasText(before)) return [];
    }
    node = around;
  }
  return [];
}

/** Leading colon and white space left out. */
function trimmed(stretch: Stretch): Stretch {
  const lead = /^[\s:]*/u.exec(stretch.text)?.[0].length ?? 0;
  return slice(stretch, lead, stretch.text.length);
}

/**
 * The value beside a label; null when nothing stands there.
 * @param long a text of several paragraphs may follow (descriptions)
 */
export function valueBeside(pair: Pair, outline: Outline, long: boolean): Value | null {
  return outline.page.recall(pair, long ? 'long' : 'short', () =>
    pair.inline ? inlineValue(pair, pair.inline.node, outline) : nextValue(pair, outline, long),
  );
}

interface Answer {
  answer: Value | null;
  seen: readonly Node[];
}

function inlineValue(pair: Pair, start: Text, outline: Outline): Answer {
  const rest: Node[] = [start];
  let next = nextOf(start);
  for (; next; next = nextOf(next)) {
    if (outline.labelled.has(next) || (next.nodeType === 1 && (next as Element).tagName === 'BR')) break;
    rest.push(next);
  }
  const whole = textOfNodes(rest);
  const stretch = slice(whole, whole.text.indexOf(':') + 1, whole.text.length);
  const answer = stretch.text === '' ? null : { stretch, text: squeeze(stretch.text), element: pair.label };
  return { answer, seen: next ? [...rest, next] : rest };
}

function nextValue(pair: Pair, outline: Outline, long: boolean): Answer {
  const seen: Node[] = [];
  const nodes = nodesOf(pair, outline, long, seen);
  const data = nodes.filter((node) => node.nodeType === 1 && (node as Element).classList.contains('data'));
  const stretch = trimmed(textOfNodes(data.length > 0 ? data : nodes));
  if (stretch.text === '') return { answer: null, seen };
  const text = squeeze(nodes.map(textIn).join(' ')).replace(/^[\s:]+/u, '');
  const holder = (data[0] ?? nodes.find((node) => node.nodeType === 1 && hasText(node)) ?? pair.label) as Element;
  return { answer: { stretch, text, element: holder }, seen };
}
