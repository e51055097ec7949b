import type { Advised } from '../../lib/advice/advised.ts';
import { rangeOf } from '../../lib/portals/page/text.ts';
import type { Block } from '../../lib/portals/tender.ts';

import { styleHighlights } from './highlight-style.ts';
import { createHighlightViews } from './highlight-views.ts';

/** Name in the page's highlight registry; the background inserts its style. */
const name = 'groent-lys';

/**
 * Marks the words that matched, by the Custom Highlight API: the page's own nodes are never touched. The style comes
 * from the background (`scripting.insertCSS`), since Firefox lets no content script at a page's adopted style sheets.
 * Screen readers get nothing from it; the panel lists the same words.
 */
export function createHighlighter(signal: AbortSignal) {
  const views = createHighlightViews(name);
  const clear = (): void => {
    views.clear();
    styleHighlights(name, false);
  };
  signal.addEventListener('abort', clear);

  const show = (shown: readonly Advised[], blocks: readonly Block[]): void => {
    const ranges = shown.flatMap(({ reasons, quote }) =>
      [...reasons.map(({ span }) => span), quote].flatMap((span) => {
        const block = span ? blocks[span.block] : undefined;
        const range = span && block ? rangeOf(block, span.start, span.end) : null;
        return range ? [range] : [];
      }),
    );
    if (ranges.length === 0) {
      clear();
      return;
    }
    styleHighlights(name, true);
    views.set(ranges);
  };

  return { show, clear };
}
