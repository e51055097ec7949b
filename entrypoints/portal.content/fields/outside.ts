/** The element that holds the shadow root or the frame that an element lies in; null at the page itself. */
export function outside(element: Element): Element | null {
  const root = element.getRootNode();
  if (root.nodeType === 11) return (root as ShadowRoot).host;
  return element.ownerDocument.defaultView?.frameElement ?? null;
}
