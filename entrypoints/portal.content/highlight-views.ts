import { ask } from './background-link.ts';

type View = Window & typeof globalThis;

/** Each document has highlights of its own: those of the page's frames are set in the frames. */
export interface HighlightViews {
  set: (ranges: readonly Range[]) => void;
  clear: () => void;
}

/** None in a frame that has gone, or that shows another site by now: its window is closed to us. */
function registryOf(view: View): HighlightRegistry | null {
  try {
    return view.CSS?.highlights ?? null;
  } catch {
    return null;
  }
}

/** Sets highlights of one name in the page and in its own frames. */
export function createHighlightViews(name: string): HighlightViews {
  const views = new Set<View>();
  const met = new WeakSet<Document>();

  const set = (ranges: readonly Range[]): void => {
    const byView = new Map<View, Range[]>();
    for (const range of ranges) {
      const view = range.startContainer.ownerDocument?.defaultView as View | null | undefined;
      if (view) byView.set(view, [...(byView.get(view) ?? []), range]);
    }
    for (const view of views) if (!byView.has(view)) registryOf(view)?.delete(name);
    views.clear();
    let isNew = false;
    for (const [view, own] of byView) {
      view.CSS.highlights.set(name, new view.Highlight(...own));
      views.add(view);
      isNew ||= view !== window && !met.has(view.document);
      met.add(view.document);
    }
    // The style went only into the frames that were there by then.
    if (isNew) void ask({ type: 'page/highlight', on: false }).then(() => ask({ type: 'page/highlight', on: true }));
  };

  const clear = (): void => {
    for (const view of views) registryOf(view)?.delete(name);
    views.clear();
  };
  return { set, clear };
}
