/**
 * Calls back when the page scrolls or changes its size, and on further events of the document. A page that writes itself
 * anew (`document.open`) takes listeners and root element away: call the answer whenever the page was read again. To
 * listen twice is to listen once.
 */
export function followWindow(
  document: Document,
  types: readonly string[],
  update: () => void,
  signal: AbortSignal,
): () => void {
  const options = { capture: true, passive: true, signal } as const;
  const resized = new ResizeObserver(update);
  let root: Element | null = null;
  signal.addEventListener('abort', () => resized.disconnect(), { once: true });

  const follow = (): void => {
    if (signal.aborted) return;
    for (const type of types) document.addEventListener(type, update, options);
    window.addEventListener('resize', update, options);
    if (root === document.documentElement) return;
    if (root) resized.unobserve(root);
    root = document.documentElement;
    resized.observe(root);
  };
  follow();
  return follow;
}
