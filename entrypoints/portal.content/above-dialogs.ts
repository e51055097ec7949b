/**
 * Keeps what is ours within reach while the page shows a modal dialog of its own, which lies above everything and shuts
 * off all that is outside it. While one is open our element stands inside it, and in the browser's top layer, where its
 * place is still reckoned from the page's own corner.
 * @returns brings our element to where it belongs just now; and the end of it
 */
export function keepAboveDialogs(document: Document, host: HTMLElement, root: ShadowRoot) {
  const place = (): void => {
    const home = topDialog(document) ?? document.documentElement;
    if (host.parentNode === home) return;
    const focused = root.activeElement;
    home.append(host);
    if (home === document.documentElement) host.removeAttribute('popover');
    else {
      host.popover = 'manual';
      host.showPopover();
    }
    // To move an element takes the focus from it.
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    watch();
  };
  const opened = new MutationObserver(place);
  /** Only while we stand in a dialog, which may be taken away with all that is in it. */
  const removed = new MutationObserver(() => {
    if (!host.isConnected) place();
  });
  function watch(): void {
    removed.disconnect();
    if (host.parentNode !== document.documentElement) removed.observe(document, { childList: true, subtree: true });
  }
  opened.observe(document, { subtree: true, attributeFilter: ['open'] });
  return {
    place,
    stop: () => {
      opened.disconnect();
      removed.disconnect();
    },
  };
}

/** The modal dialog that has the page just now: of several the one with the focus, which was opened last. */
function topDialog(document: Document): Element | null {
  const open = [...document.querySelectorAll('dialog:modal')];
  return open.findLast((dialog) => dialog.contains(document.activeElement)) ?? open.at(-1) ?? null;
}
