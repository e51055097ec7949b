import type { PanelModel } from '../../components/panel/model.ts';
import type { Hello } from '../../lib/messages.ts';
import type { Item } from '../../lib/portals/tender.ts';
import { type ItemMarks, markItems } from './item-marks.tsx';
import { renewItems } from './shop.ts';
import type { PagePart } from './shown.ts';

/** Marks at the articles of a list or a basket; the quiet mode has none. */
export function shopPart(
  document: Document,
  model: PanelModel,
  hello: Hello,
): PagePart & { showItem: (item: Item) => void } {
  let marks: ItemMarks | null = null;
  const clear = (): void => {
    marks?.remove();
    marks = null;
  };
  return {
    show: (_shown, reading) => {
      renewItems(model, reading);
      const view = model.shop.value;
      if (!view || view.kind === 'item' || hello.mode === 'quiet') return clear();
      marks ??= markItems(document, model);
    },
    clear: () => {
      model.shop.value = null;
      clear();
    },
    showItem: (item) => {
      const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
      item.element?.scrollIntoView({ block: 'center', behavior: smooth ? 'smooth' : 'instant' });
      marks?.open(item);
    },
  };
}
