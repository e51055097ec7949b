import type { PanelModel } from '../../components/panel/model.ts';
import type { Hello } from '../../lib/messages.ts';
import { createHighlighter } from './highlight.ts';
import { type Mounted, mount } from './mount.tsx';
import type { PagePart } from './shown.ts';

/** Pill and panel. In quiet mode they stand in the page only while the panel is open. */
export function panelPart(document: Document, model: PanelModel, hello: Hello): PagePart {
  const quiet = hello.mode === 'quiet';
  const areaName = (area: string): string => hello.texts[`area.${area}`] ?? area;
  let mounted: Mounted | null = null;
  return {
    show: (_shown, { titleElement }) => {
      if (quiet && !model.isOpen.value) return;
      mounted ??= mount(document, model, { areaName, withPill: !quiet });
      mounted.anchor(titleElement);
    },
    clear: () => {
      mounted?.remove();
      mounted = null;
    },
  };
}

/** The words that matched, underlined where they stand; in quiet mode only while the panel is open. */
export function highlightPart(model: PanelModel, hello: Hello, signal: AbortSignal): PagePart {
  const quiet = hello.mode === 'quiet';
  const highlighter = createHighlighter(signal);
  if (quiet) {
    const unsubscribe = model.isOpen.subscribe((isOpen) => {
      if (!isOpen) highlighter.clear();
    });
    signal.addEventListener('abort', unsubscribe);
  }
  return {
    show: ({ advice }, { blocks }) => {
      if (hello.highlight && (!quiet || model.isOpen.value)) highlighter.show(advice, blocks);
    },
    clear: highlighter.clear,
  };
}
