import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Keeps the keyboard's place on the page. A button that goes away when it was pressed, or is disabled while something is
 * written, leaves the focus nowhere: it comes back to that button, or to what is left of its surroundings. Whoever points
 * somewhere has taken the focus there and is left alone.
 */
export function useKeptPlace(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const page = root.current;
    if (page === null) return;
    const life = new AbortController();
    /** What had the focus last, with what is around it. */
    let path: HTMLElement[] = [];
    const note = ({ target }: FocusEvent) => {
      path = target instanceof HTMLElement && page.contains(target) ? pathOf(target, page) : [];
    };
    const mend = () => {
      const [last] = path;
      if (!last || document.activeElement !== document.body) return;
      if (!last.isConnected) land(path.find((element) => element.isConnected));
      else if (!last.matches(':disabled')) last.focus({ preventScroll: true });
    };
    document.addEventListener('focusin', note, { signal: life.signal });
    document.addEventListener('pointerdown', () => (path = []), { capture: true, signal: life.signal });
    const observer = new MutationObserver(mend);
    observer.observe(page, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    return () => {
      observer.disconnect();
      life.abort();
    };
  }, [root]);
}

function pathOf(target: HTMLElement, page: HTMLElement): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at: HTMLElement | null = target; at !== null; at = at === page ? null : at.parentElement) path.push(at);
  return path;
}

/** Puts the focus on something that cannot hold it by itself, and leaves no trace when it moves on. */
function land(place: HTMLElement | undefined): void {
  if (!place) return;
  if (!place.hasAttribute('tabindex')) {
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  }
  place.focus({ preventScroll: true });
}
