import { followWindow } from './follow-window.ts';

const gap = 10;

/**
 * Keeps the pill beside the end of the title's last line, over the page and not in it: below the title where the
 * line has no room, in the corner when there is no title to stand beside.
 */
export function placePill(document: Document, pill: () => HTMLElement | null) {
  const stopped = new AbortController();
  let title: Element | null = null;
  let frame = 0;

  const place = (): void => {
    frame = 0;
    const element = pill();
    if (!element) return;
    const line = title?.isConnected ? lastLine(document, title) : null;
    element.classList.toggle('corner', line === null);
    if (!line) {
      element.style.removeProperty('left');
      element.style.removeProperty('top');
      return;
    }
    const { clientWidth } = document.documentElement;
    const fits = line.right + gap + element.offsetWidth <= clientWidth - gap;
    const left = fits ? line.right + gap : Math.min(line.left, clientWidth - element.offsetWidth - gap);
    const top = fits ? line.top + (line.height - element.offsetHeight) / 2 : line.bottom + 4;
    element.style.left = `${Math.max(0, left) + window.scrollX}px`;
    element.style.top = `${Math.max(0, top + window.scrollY)}px`;
  };

  const update = (): void => {
    if (frame === 0 && !stopped.signal.aborted) frame = requestAnimationFrame(place);
  };
  const resized = new ResizeObserver(update);
  const follow = followWindow(document, ['scroll'], update, stopped.signal);
  document.fonts?.addEventListener('loadingdone', update, { signal: stopped.signal });

  return {
    update,
    anchor: (element: Element | null): void => {
      follow();
      if (title) resized.unobserve(title);
      title = element;
      if (title) resized.observe(title);
      update();
    },
    stop: (): void => {
      stopped.abort();
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}

/** The box of the title's last line, or null when the title is not drawn. */
function lastLine(document: Document, title: Element): DOMRect | null {
  const range = document.createRange();
  range.selectNodeContents(title);
  const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  return boxes.reduce<DOMRect | null>(
    (last, box) =>
      last === null || box.bottom > last.bottom || (box.bottom === last.bottom && box.right > last.right) ? box : last,
    null,
  );
}
