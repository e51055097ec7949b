import { squeeze } from './text.ts';

/**
 * The DOM of the official eForms viewer, which portals put into their pages as it is: `section title="block…"`, inside
 * it the printed number as bare text, and label, value and coded value in spans of their own. It has no headings and
 * no label keys, so the numbers are what tells procedure, lots and organisations apart.
 */
export const viewerMark = 'section[title^="block"] > .label';

const block = '[title^="block"]';
const number = /^\s*(\d{1,2})(?:\.(\d{1,2}))*\s/u;

/** Number, label and value of a numbered section ("5.1. Lot: LOT-0001"); null for any other element. */
export function viewerHeading(element: Element): string | null {
  if (element.tagName !== 'SECTION' || !element.matches(block)) return null;
  if (!number.test(element.firstChild?.nodeValue ?? '')) return null;
  let text = '';
  for (const node of element.childNodes) {
    if (node.nodeType === 1 && (node as Element).matches(block)) break;
    text += node.textContent ?? '';
  }
  return squeeze(text).replace(/^(\d{1,2}(?:\.\d{1,2})*)(?=\s|$)/u, '$1.');
}

/** Whether the element is a value: "cpv" or "Buyer" inside it is what the notice says, not a label. */
export function isViewerValue(element: Element): boolean {
  const names = element.classList;
  return (names.contains('value') || names.contains('dynamic-label')) && element.closest(block) !== null;
}
