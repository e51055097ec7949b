import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Puts the focus on an element (with `tabIndex={-1}`) when a change has taken away the control that held it, so that
 * keyboard and screen reader go on from there and not from the top of the page.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>, change: unknown): void {
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const root = place.current?.getRootNode();
    if (root instanceof ShadowRoot && root.activeElement === null) place.current?.focus({ preventScroll: true });
  }, [change]);
}
