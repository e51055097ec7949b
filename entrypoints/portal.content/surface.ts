import type { PanelModel } from '../../components/panel/model.ts';
import type { Hello } from '../../lib/messages.ts';
import { createHighlighter } from './highlight.ts';
import { type Mounted, mount } from './mount.tsx';
import type { PagePart } from './shown.ts';

/** Pill and panel: in full and in quiet mode alike. */
export function panelPart(document: Document, model: PanelModel, hello: Hello): PagePart {
  const areaName = (area: string): string => hello.texts[`area.${area}`] ?? area;
  let mounted: Mounted | null = null;
  return {
    show: (_shown, { titleElement }) => {
      mounted ??= mount(document, model, { areaName });
      mounted.anchor(titleElement);
    },
    clear: () => {
      mounted?.remove();
      mounted = null;
    },
  };
}

/** The words that matched, underlined where they stand; never in quiet mode, which is the pill alone. */
export function highlightPart(hello: Hello, signal: AbortSignal): PagePart {
  const highlighter = createHighlighter(signal);
  return {
    show: ({ advice }, { blocks }) => {
      if (hello.highlight && hello.mode !== 'quiet') highlighter.show(advice, blocks);
    },
    clear: highlighter.clear,
  };
}
