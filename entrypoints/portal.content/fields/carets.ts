import { selectionOf } from './field-text.ts';
import type { Field } from './find-fields.ts';

/** Where the buyer last was in each field. A control keeps its caret itself; an editor's is a range that moves along. */
export interface Carets {
  /** Notes where the caret is now, for a field that the buyer is in. */
  note: (field: Field) => void;
  /** Whether the buyer has been in the field. */
  knows: (field: Field) => boolean;
  /** The caret in an editor, or its end when nobody has been there. */
  rangeIn: (field: Field) => Range;
}

export function createCarets(): Carets {
  const ranges = new WeakMap<Field, Range>();
  const visited = new WeakSet<Field>();
  return {
    note: (field) => {
      visited.add(field);
      if (field.control) return;
      const selection = selectionOf(field.element);
      if (!selection || selection.rangeCount === 0) return;
      const range = selection.getRangeAt(0);
      if (field.element.contains(range.commonAncestorContainer)) ranges.set(field, range.cloneRange());
    },
    knows: (field) => visited.has(field),
    rangeIn: (field) => {
      const kept = ranges.get(field);
      if (kept && field.element.contains(kept.commonAncestorContainer)) {
        const caret = kept.cloneRange();
        caret.collapse(false);
        return caret;
      }
      return endOf(field.element);
    },
  };
}

/** The end of the last line of an editor. */
function endOf(host: Element): Range {
  const range = host.ownerDocument.createRange();
  let last: Node = host;
  for (let child = last.lastChild; child; child = last.lastChild) {
    // A line break that holds an empty line open stands behind the caret, not before it.
    if (child.nodeName === 'BR' || (child as Element).getAttribute?.('contenteditable') === 'false') break;
    last = child;
  }
  if (last.nodeType === 3) range.setStart(last, (last as Text).data.length);
  else range.setStart(last, last.lastChild?.nodeName === 'BR' ? last.childNodes.length - 1 : last.childNodes.length);
  range.collapse(true);
  return range;
}
