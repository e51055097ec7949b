import type { Box } from '../../../components/panel/fields-model.ts';
import { followWindow } from '../follow-window.ts';

/** From the field's right edge, so that the corner by which it is resized and its scroll bar stay free. */
const inset = 22;
const edge = 4;

/**
 * Keeps each marker on the lower edge of its field, or of what can be seen of it, over the page and not in it. Looks
 * again once a frame when something scrolls or changes its size.
 */
export function placeMarkers(document: Document, root: ShadowRoot, boxOf: (field: string) => Box | null) {
  const stopped = new AbortController();
  let frame = 0;

  const place = (): void => {
    frame = 0;
    const markers = [...root.querySelectorAll<HTMLElement>('.field-marker')];
    const { clientWidth, clientHeight } = document.documentElement;
    // First all reading, then all writing, so that the page is laid out once.
    const places = markers.map((marker) => ({
      marker,
      box: boxOf(marker.dataset.field ?? ''),
      width: marker.offsetWidth,
      height: marker.offsetHeight,
    }));
    for (const { marker, box, width, height } of places) {
      // Still drawn, so that its measure is known; what is scrolled away inside the page is no stop of the keyboard.
      marker.classList.toggle('away', box === null);
      if (!box) continue;
      // A field that goes on below the window has its marker at the window's edge.
      const lowest = clientHeight - height / 2 - edge;
      const bottom = box.top + height < lowest ? Math.min(box.bottom, lowest) : box.bottom;
      const left = Math.min(box.right - inset - width, clientWidth - width - edge);
      marker.style.left = `${Math.max(edge, left) + window.scrollX}px`;
      marker.style.top = `${Math.max(0, bottom - height / 2) + window.scrollY}px`;
    }
  };
  const update = (): void => {
    if (frame === 0 && !stopped.signal.aborted) frame = requestAnimationFrame(place);
  };
  const resized = new ResizeObserver(update);
  const watched = new Set<Element>();
  const follow = followWindow(document, ['scroll', 'transitionend'], update, stopped.signal);

  return {
    update,
    /** Fields grow while they are written in. */
    watch: (elements: readonly Element[]): void => {
      follow();
      const now = new Set(elements);
      for (const element of watched) if (!now.has(element)) resized.unobserve(element);
      for (const element of now) if (!watched.has(element)) resized.observe(element);
      watched.clear();
      for (const element of now) watched.add(element);
      update();
    },
    stop: (): void => {
      stopped.abort();
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}
