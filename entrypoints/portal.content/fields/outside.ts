import { ownOf, rootOf, typeOf } from '../../../lib/portals/page/nodes.ts';

/** The element that holds the shadow root or the frame that an element lies in; null at the page itself. */
export function outside(element: Element): Element | null {
  const root = rootOf(element);
  if (typeOf(root) === 11) return (root as ShadowRoot).host;
  return ownOf(element, 'ownerDocument').defaultView?.frameElement ?? null;
}
