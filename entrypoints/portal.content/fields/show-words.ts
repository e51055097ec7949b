import type { FieldAdvice } from '../../../lib/advice/advise-field.ts';
import { rangeOf } from '../../../lib/portals/page/text.ts';
import { selectionOf } from './field-text.ts';
import type { Field } from './find-fields.ts';

/** Selects the words in a field that speak for a target, in view. @returns whether they still stand there */
export function showWords(field: Field, { advised, blocks }: FieldAdvice, target: string): boolean {
  const { element, control } = field;
  for (const { span, text } of advised.find((one) => one.target === target)?.reasons ?? []) {
    const block = span ? blocks[span.block] : undefined;
    // Blocks of the field alone have a way back, though a control's leads to no nodes.
    if (!span || !block?.source) continue;
    if (!control) {
      const range = rangeOf(block, span.start, span.end);
      if (!range) continue;
      element.focus({ preventScroll: true });
      selectionOf(element)?.setBaseAndExtent(
        range.startContainer,
        range.startOffset,
        range.endContainer,
        range.endOffset,
      );
      range.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      return true;
    }
    const start = control.value.indexOf(block.text) + span.start;
    if (!control.value.startsWith(text, start)) continue;
    // A control brings its selection into view when it gets the focus, not before.
    control.blur();
    control.setSelectionRange(start, start + (span.end - span.start));
    control.focus();
    control.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    return true;
  }
  return false;
}
