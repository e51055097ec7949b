import type { Advice } from '../../lib/advice/advise.ts';
import type { Block } from '../../lib/portals/tender.ts';
import { rangeOf } from '../../lib/portals/text.ts';

const name = 'groent-lys';

/** The accent as a dotted underline and a thin wash: readable on light and dark pages, and never green. */
const style = `::highlight(${name}) {
  background-color: rgb(37 99 160 / 0.16);
  text-decoration: underline dotted 2px rgb(37 99 160);
}`;

/**
 * Marks the words that matched, by the Custom Highlight API: the page's own nodes are never touched. Screen readers
 * get nothing from it; the panel lists the same words.
 */
export function createHighlighter(document: Document, signal: AbortSignal) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  let adopted = false;

  const clear = (): void => {
    CSS.highlights.delete(name);
    if (!adopted) return;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    adopted = false;
  };
  signal.addEventListener('abort', clear);

  const show = (advice: Advice, blocks: readonly Block[]): void => {
    const ranges = advice.shown.flatMap(({ reasons, quote }) =>
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
    if (!adopted) {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      adopted = true;
    }
    CSS.highlights.set(name, new Highlight(...ranges));
  };

  return { show, clear };
}
