import type { FieldAdvice } from '../../../lib/advice/advise-field.ts';
import { rangeOf } from '../../../lib/portals/page/text.ts';
import { styleHighlights } from '../highlight-style.ts';
import { createHighlightViews } from '../highlight-views.ts';
import type { Field } from './find-fields.ts';

/** Name in the highlight registry of each document with an editor; the background's sheet knows it. */
const name = 'groent-lys-field';

/**
 * Underlines the words of editors that matched, with ranges that the browser moves along when the buyer writes on and
 * no node of the editor's touched. Form controls have no ranges; what is underlined in them is drawn over them.
 */
export function createFieldHighlights(signal: AbortSignal) {
  const ranges = new Map<Field, Range[]>();
  const views = createHighlightViews(name);

  const clear = (): void => {
    ranges.clear();
    views.clear();
    styleHighlights(name, false);
  };
  signal.addEventListener('abort', clear);

  return {
    show: (field: Field, advice: FieldAdvice | null): void => {
      if (field.control) return;
      const own = (advice?.advised ?? []).flatMap(({ reasons, quote }) =>
        [...reasons.map(({ span }) => span), quote].flatMap((span) => {
          const block = span ? advice?.blocks[span.block] : undefined;
          const range = span && block ? rangeOf(block, span.start, span.end) : null;
          return range ? [range] : [];
        }),
      );
      if (own.length === 0 && !ranges.has(field)) return;
      if (own.length > 0) ranges.set(field, own);
      else ranges.delete(field);
      const all = [...ranges.values()].flat();
      views.set(all);
      styleHighlights(name, all.length > 0);
    },
    clear,
  };
}
