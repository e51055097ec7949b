/**
 * Steps from node to node that end. A form answers for its own properties with those of its controls that are called
 * so: on a page with a field named "parentNode", the way up from a form leads down again, for ever.
 */

/** Whether a node is a form; one that hides even its name can be nothing else. */
export function isForm(node: Node): boolean {
  const name: unknown = (node as Partial<Element>).localName;
  return name === 'form' || (name !== undefined && typeof name !== 'string');
}

/** What an element has by its kind, whatever controls it has. */
export function ownOf<K extends keyof HTMLElement>(node: Node, name: K): HTMLElement[K] {
  return isForm(node)
    ? (Reflect.get(HTMLElement.prototype, name, node) as HTMLElement[K])
    : (node as HTMLElement)[name];
}

// Each by its name in full: one way for all names would cost several times as much, and pages have 100,000 nodes.

export function typeOf(node: Node): number {
  return isForm(node) ? 1 : node.nodeType;
}

export function parentOf(node: Node): ParentNode | null {
  return isForm(node) ? ownOf(node, 'parentNode') : node.parentNode;
}

export function parentElementOf(node: Node): HTMLElement | null {
  return isForm(node) ? ownOf(node, 'parentElement') : node.parentElement;
}

export function nextOf(node: Node): ChildNode | null {
  return isForm(node) ? ownOf(node, 'nextSibling') : node.nextSibling;
}

export function previousOf(node: Node): ChildNode | null {
  return isForm(node) ? ownOf(node, 'previousSibling') : node.previousSibling;
}

export function firstOf(node: Node): ChildNode | null {
  return isForm(node) ? ownOf(node, 'firstChild') : node.firstChild;
}

/** The root of the tree that a node stands in: a document, a shadow root, or what was taken out of the page. */
export function rootOf(node: Node): Node {
  return isForm(node) ? ownOf(node, 'getRootNode').call(node) : node.getRootNode();
}
