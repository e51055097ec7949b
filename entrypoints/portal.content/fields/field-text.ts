import { type Stretch, textOf } from '../../../lib/portals/page/text.ts';
import type { Field } from './find-fields.ts';

/** What stands in a field now; an editor's text leads back to its text nodes, a control's to none. */
export function textIn({ element, control }: Field): Stretch {
  if (!control) return textOf(element);
  return { text: control.value, source: { nodes: [], starts: [], offsets: [], lengths: [] } };
}

/** Selection of the document or shadow root that an element lies in. */
export function selectionOf(element: Element): Selection | null {
  const root = element.getRootNode() as Partial<Pick<Document, 'getSelection'>>;
  // Chromium gives a shadow root a selection of its own; elsewhere the document's reaches inside.
  return (root.getSelection ? root.getSelection() : element.ownerDocument.getSelection()) ?? null;
}

/** What stands before and behind the caret in its own line of an editor. */
export function lineAround(host: Element, caret: Range): { before: string; after: string } {
  const inner =
    caret.startContainer.nodeType === 1 ? (caret.startContainer as Element) : caret.startContainer.parentElement;
  const block = lineOf(inner ?? host, host);
  const document = host.ownerDocument;
  const before = document.createRange();
  before.selectNodeContents(block);
  before.setEnd(caret.startContainer, caret.startOffset);
  const after = document.createRange();
  after.selectNodeContents(block);
  after.setStart(caret.endContainer, caret.endOffset);
  for (const lineBreak of block.querySelectorAll('br')) {
    const parent = lineBreak.parentNode as Node;
    const at = [...parent.childNodes].indexOf(lineBreak);
    if (before.comparePoint(parent, at + 1) === 0) before.setStart(parent, at + 1);
    if (after.comparePoint(parent, at) === 0) {
      after.setEnd(parent, at);
      break;
    }
  }
  return { before: visible(before), after: visible(after) };
}

const inline = /^inline|^contents|^ruby/;

/** The element that draws the line: the nearest one that is no part of a line itself. */
function lineOf(element: Element, host: Element): Element {
  const view = host.ownerDocument.defaultView;
  let at = element;
  while (at !== host && at.parentElement && inline.test(view?.getComputedStyle(at).display ?? 'block')) {
    at = at.parentElement;
  }
  return at;
}

/** Editors keep empty lines open with characters that nobody sees. */
function visible(range: Range): string {
  return range.toString().replace(/[\u200b-\u200d\u2060\ufeff]/g, '');
}
