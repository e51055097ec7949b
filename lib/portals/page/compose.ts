import { firstOf, nextOf, parentOf, rootOf, typeOf } from './nodes.ts';

/**
 * The page as its reader sees it: open shadow roots and frames of the page's own origin are part of it. A host's shadow
 * tree comes before the host's own children, which stand in its slots. Closed roots and foreign frames are left alone.
 */

/** What stands inside an element apart from its children: its open shadow root, or the document of its own frame. */
export function innerRoot(element: Element): ShadowRoot | Document | null {
  // A form's control called "shadowRoot" would be found under that name.
  if (element.shadowRoot?.nodeType === 11) return element.shadowRoot;
  if (!isFrame(element)) return null;
  return (element as HTMLIFrameElement).contentDocument ?? null;
}

/** Whether the element shows a document of its own. */
export function isFrame({ tagName }: Element): boolean {
  return tagName === 'IFRAME' || tagName === 'FRAME';
}

/** The first node inside another one; a frame's only one is the root element of its document. */
export function firstInside(node: Node): Node | null {
  if (typeOf(node) !== 1) return node.firstChild;
  const root = innerRoot(node as Element);
  if (root === null) return isFrame(node as Element) ? null : firstOf(node);
  return root.nodeType === 9 ? (root as Document).documentElement : (root.firstChild ?? node.firstChild);
}

/** The node that comes after another one inside the same element. */
export function nextBeside(node: Node): Node | null {
  const next = nextOf(node);
  const parent = parentOf(node);
  const around = parent && typeOf(parent);
  if (around === 9) return null;
  return next ?? (around === 11 ? ((parent as ShadowRoot).host?.firstChild ?? null) : null);
}

/** The element around a node: a shadow root's host and a document's frame included. Null for the page's own root. */
export function elementAround(node: Node): Element | null {
  const parent = typeOf(node) === 9 || isShadowRoot(node) ? node : parentOf(node);
  const type = parent && typeOf(parent);
  if (!parent || type === 1) return parent as Element | null;
  if (type === 9) return (parent as Document).defaultView?.frameElement ?? null;
  return (parent as ShadowRoot).host ?? null;
}

function isShadowRoot(node: Node): boolean {
  return typeOf(node) === 11 && (node as ShadowRoot).host != null;
}

/** Whether a node stands inside an element, through the borders of shadow roots and frames. */
export function holds(element: Element, node: Node): boolean {
  for (let around: Node | null = node; around; around = elementAround(around)) if (around === element) return true;
  return false;
}

/** Sorts nodes in the order in which the page is read, across shadow roots and frames. */
export function inReadingOrder(one: Node, other: Node): number {
  const [first, second] = [one, other].map(hostsAround);
  for (let step = 0; first && second; step += 1) {
    const [left, right] = [first[step], second[step]];
    if (!left || !right) return first.length - second.length;
    if (left !== right) return left.compareDocumentPosition(right) & 2 ? 1 : -1;
  }
  return 0;
}

/** A node with the hosts of the roots that it stands in, the outermost first. */
function hostsAround(node: Node): Node[] {
  const hosts: Node[] = [];
  for (let at: Node | null = node; at; at = elementAround(rootOf(at))) hosts.unshift(at);
  return hosts;
}
