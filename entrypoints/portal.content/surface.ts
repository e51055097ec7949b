import { effect } from '@preact/signals';
import { type PanelModel, visible } from '../../components/panel/model.ts';
import type { Hello } from '../../lib/messages.ts';
import type { Reading } from '../../lib/portals/tender.ts';
import { createHighlighter } from './highlight.ts';
import { type Mounted, mount } from './mount.tsx';
import type { PagePart, Shown } from './shown.ts';

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

/**
 * The words that matched, underlined where they stand; never in quiet mode, which is the pill alone. A wrong finding
 * loses its underlines when it is called one.
 */
export function highlightPart(model: PanelModel, hello: Hello, signal: AbortSignal): PagePart {
  const highlighter = createHighlighter(signal);
  const isWanted = hello.highlight && hello.mode !== 'quiet';
  let now: { shown: Shown; reading: Reading } | null = null;
  const stop = effect(() => {
    const [journal, hidden] = [model.journal.value, model.hidden.value];
    if (now) highlighter.show(visible(now.shown.advice.shown, journal, hidden), now.reading.blocks);
  });
  signal.addEventListener('abort', stop);
  return {
    show: (shown, reading) => {
      if (!isWanted) return;
      now = { shown, reading };
      highlighter.show(visible(shown.advice.shown, model.journal.peek(), model.hidden.peek()), reading.blocks);
    },
    clear: () => {
      now = null;
      highlighter.clear();
    },
  };
}
