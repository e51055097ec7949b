/** The document, its open shadow roots and its frames of the same origin, each with what lies in it. */
export function rootsOf(document: Document): (Document | ShadowRoot)[] {
  const roots: (Document | ShadowRoot)[] = [document];
  // The list grows while it is walked.
  for (const root of roots) {
    for (const frame of root.querySelectorAll('iframe')) {
      const inner = documentOf(frame);
      if (inner) roots.push(inner);
    }
    for (const element of customElements(root)) if (element.shadowRoot) roots.push(element.shadowRoot);
  }
  return roots;
}

/** The document of a frame of the same origin; another origin's is closed to us. */
function documentOf(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}

/** Elements with a hyphen in their name, found without touching all others: pages have tens of thousands. */
function customElements(root: Document | ShadowRoot): Element[] {
  const document = root.nodeType === 9 ? (root as Document) : root.ownerDocument;
  if (!document?.evaluate) return [];
  if (root.nodeType !== 9) return [...root.querySelectorAll('*')].filter(({ localName }) => localName.includes('-'));
  const result = document.evaluate('//*[contains(local-name(), "-")]', root, null, 7, null);
  return Array.from({ length: result.snapshotLength }, (_, at) => result.snapshotItem(at) as Element);
}
