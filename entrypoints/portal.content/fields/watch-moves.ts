/**
 * Tells when an element moves although nothing scrolled and nothing changed its size, as when the page puts something
 * in above it. An observer whose window is cut to where the element is hears of every way out of it.
 */
export function watchMoves(element: Element, onMove: () => void): { settle: () => void; stop: () => void } {
  let observer: IntersectionObserver | null = null;
  let known = '';
  const stop = (): void => {
    observer?.disconnect();
    observer = null;
  };
  return {
    /** Takes the element's place for the one that it has now. */
    settle: () => {
      const document = element.ownerDocument;
      const { clientWidth, clientHeight } = document.documentElement;
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const margins = [top, clientWidth - right, clientHeight - bottom, left].map((gap) => `${-Math.floor(gap)}px`);
      const place = margins.join(' ');
      if (place === known) return;
      known = place;
      stop();
      let isFirst = true;
      const heard = (): void => {
        // The first word is how it stands now.
        if (isFirst) isFirst = false;
        else {
          known = '';
          onMove();
        }
      };
      observer = new IntersectionObserver(heard, { root: document, rootMargin: place, threshold: steps });
      observer.observe(element);
    },
    stop,
  };
}

/** Also an element of which only a part was in view is heard when it moves by a hundredth of itself. */
const steps = Array.from({ length: 101 }, (_, step) => step / 100);
