import type { FieldWords } from '../../../components/panel/fields-model.ts';
import type { FieldAdvice } from '../../../lib/advice/advise-field.ts';
import type { Advised } from '../../../lib/advice/advised.ts';
import type { TextSpan } from '../../../lib/portals/page/edits.ts';
import type { Field } from './find-fields.ts';

/**
 * The words of a form control that matched, as places in its text; null when there are none, or the field is no
 * control.
 * @param text of the control, which the blocks of the advice were cut from one after the other
 */
export function controlWords(
  { id, control }: Field,
  { blocks }: Pick<FieldAdvice, 'blocks'>,
  advised: readonly Advised[],
  text: string,
): FieldWords | null {
  if (!control) return null;
  let from = 0;
  const starts = blocks.map((block) => {
    // The title is no part of the field.
    const at = block.source === null ? -1 : text.indexOf(block.text, from);
    if (at >= 0) from = at + block.text.length;
    return at;
  });
  const spans = new Map<string, TextSpan>();
  for (const { reasons, quote } of advised) {
    for (const span of [...reasons.map((reason) => reason.span), quote]) {
      const at = span ? (starts[span.block] ?? -1) : -1;
      if (span && at >= 0)
        spans.set(`${at + span.start} ${at + span.end}`, { start: at + span.start, end: at + span.end });
    }
  }
  const sorted = [...spans.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  return sorted.length > 0 ? { field: id, control, text, spans: apart(sorted) } : null;
}

/** Words that two targets name are underlined once. */
function apart(sorted: readonly TextSpan[]): TextSpan[] {
  const spans: TextSpan[] = [];
  for (const { start, end } of sorted) {
    const last = spans.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}
