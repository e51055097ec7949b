import type { Box } from '../../../components/panel/fields-model.ts';
import { ownOf, parentElementOf, rootOf, typeOf } from '../../../lib/portals/page/nodes.ts';
import type { Field } from './find-fields.ts';
import { outside } from './outside.ts';

/** The part of a field that can be seen, cut by all that scrolls around it; null when nothing of it is left. */
export function boxOf({ element }: Field): Box | null {
  if (!element.isConnected) return null;
  let box: Box = plain(element.getBoundingClientRect());
  let at: Element = element;
  for (;;) {
    const view = at.ownerDocument.defaultView;
    for (let up = parentOf(at); up; up = parentOf(up)) {
      if (view && view.getComputedStyle(up).overflow !== 'visible' && !isPage(up)) {
        box = cut(box, plain(ownOf(up, 'getBoundingClientRect').call(up)));
      }
    }
    const frame = view?.frameElement;
    if (!frame) break;
    const { left, top } = frame.getBoundingClientRect();
    const [x, y] = [left + frame.clientLeft, top + frame.clientTop];
    const whole = { left: x, top: y, right: x + frame.clientWidth, bottom: y + frame.clientHeight };
    // What is edited in a frame fills it, however little stands there.
    box =
      element === element.ownerDocument.body && at === element
        ? whole
        : cut({ left: box.left + x, top: box.top + y, right: box.right + x, bottom: box.bottom + y }, whole);
    at = frame;
  }
  const isSeen = box.right - box.left > 8 && box.bottom - box.top > 8;
  return isSeen && element.checkVisibility({ visibilityProperty: true }) ? box : null;
}

/** Body and root hand their overflow on to the window. */
function isPage(element: Element): boolean {
  return element.tagName === 'BODY' || element.tagName === 'HTML';
}

function parentOf(element: Element): Element | null {
  return parentElementOf(element) ?? (typeOf(rootOf(element)) === 11 ? outside(element) : null);
}

function plain({ left, top, right, bottom }: DOMRect): Box {
  return { left, top, right, bottom };
}

function cut(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}
