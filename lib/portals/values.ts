import type { Outline, Pair } from './outline.ts';
import { headingLevel } from './place.ts';
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

function textIn(node: Node): string {
  return node.textContent ?? '';
}

/** Help under a label that names its business term ("TED BT-512: …"); never the value. */
const help = /^\s*(?:TED\s+)?BT-\d{2,4}\S*\s*:/u;

function hasText(node: Node): boolean {
  return (node.nodeType === 1 || node.nodeType === 3) && !punctuation.test(textIn(node)) && !help.test(textIn(node));
}

/** Siblings after `start` that make up the value: up to the next label, heading or, for short fields, the next line. */
function following(start: Node, outline: Outline, long: boolean): Node[] {
  const nodes: Node[] = [];
  let block = false;
  const rank = start.nodeType === 1 ? headingLevel(start as Element) : null;
  for (let node = start.nextSibling; node; node = node.nextSibling) {
    if (outline.labelled.has(node)) break;
    const element = node.nodeType === 1 ? (node as Element) : null;
    const level = element && headingLevel(element);
    // Headings below a heading are parts of its value: "Time limit", under it "Date" and "Local time".
    if (level !== null && (rank === null || level <= rank)) break;
    if (help.test(textIn(node))) continue;
    const breaks = element !== null && breaksLine(element);
    const filled = nodes.some(hasText);
    if (!long && filled && (block || breaks)) break;
    if (element?.tagName === 'HR') break;
    nodes.push(node);
    if (breaks && hasText(node)) block = true;
  }
  return nodes.some(hasText) ? nodes : [];
}

/** The cell that answers a label cell: the next one in its row, or the one below in a table with a head row. */
function cellOf(cell: Element, outline: Outline): Node[] {
  const row = cell.parentElement;
  const cells = row ? [...row.children] : [];
  const isHeadRow = cells.length > 1 && cells.every((other) => other.tagName === 'TH');
  if (!isHeadRow) {
    const next = cell.nextElementSibling;
    return next && hasText(next) && !outline.labelled.has(next) ? [next, ...continued(cell, outline)] : [];
  }
  const index = cells.indexOf(cell);
  const rows = [...(row?.closest('table')?.querySelectorAll('tr') ?? [])];
  const below = rows[row ? rows.indexOf(row as HTMLTableRowElement) + 1 : -1]?.children[index];
  return below && hasText(below) ? [below] : [];
}

/** Answers in the rows below that have no label of their own: one code a row. */
function continued(cell: Element, outline: Outline): Element[] {
  const cells: Element[] = [];
  for (let row = cell.parentElement?.nextElementSibling; row?.tagName === 'TR'; row = row.nextElementSibling) {
    const [label, answer] = row.children;
    if (!label || !answer || row.children.length !== 2 || hasText(label) || !hasText(answer)) break;
    if (outline.labelled.has(answer)) break;
    cells.push(answer);
  }
  return cells;
}

function definitions(term: Element): Node[] {
  const nodes: Node[] = [];
  for (let node = term.nextElementSibling; node?.tagName === 'DD'; node = node.nextElementSibling) nodes.push(node);
  return nodes;
}

function nodesOf(pair: Pair, outline: Outline, long: boolean): Node[] {
  const cell = pair.label.closest('th, td, dt');
  let node: Node = pair.start;
  for (let step = 0; step < 6; step += 1) {
    if (node === cell) return cell.tagName === 'DT' ? definitions(cell) : cellOf(cell, outline);
    const heading = node.nodeType === 1 && headingLevel(node as Element) !== null;
    const nodes = following(node, outline, long || heading);
    if (nodes.length > 0) return nodes;
    const parent: ParentNode | null = node.parentNode;
    if (parent?.nodeType !== 1 || (parent as Element).tagName === 'BODY') return [];
    // Only a wrapper around the label may be left: where other text stood, the value is missing.
    const before = [...parent.childNodes].slice(0, [...parent.childNodes].indexOf(node as ChildNode));
    if (before.some(hasText)) return [];
    node = parent as Element;
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
  if (pair.inline) {
    const rest: Node[] = [pair.inline.node];
    for (let node = pair.inline.node.nextSibling; node; node = node.nextSibling) {
      if (outline.labelled.has(node) || (node.nodeType === 1 && (node as Element).tagName === 'BR')) break;
      rest.push(node);
    }
    const whole = textOfNodes(rest);
    const stretch = slice(whole, whole.text.indexOf(':') + 1, whole.text.length);
    return stretch.text === '' ? null : { stretch, text: squeeze(stretch.text), element: pair.label };
  }
  const nodes = nodesOf(pair, outline, long);
  const data = nodes.filter((node) => node.nodeType === 1 && (node as Element).classList.contains('data'));
  const stretch = trimmed(textOfNodes(data.length > 0 ? data : nodes));
  if (stretch.text === '') return null;
  const text = squeeze(nodes.map(textIn).join(' ')).replace(/^[\s:]+/u, '');
  const holder = (data[0] ?? nodes.find((node) => node.nodeType === 1 && hasText(node)) ?? pair.label) as Element;
  return { stretch, text, element: holder };
}
