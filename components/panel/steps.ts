import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PanelModel } from './model.ts';

/**
 * Does what a key of the browser's asks for once the targets are drawn: goes to the next one that is open and unfolds
 * it, or logs the one that has the focus. The press goes through the card's own button, so that what is logged is what
 * the buyer sees there, the lot included.
 */
export function useSteps(body: RefObject<HTMLElement | null>, { step, words, shop }: PanelModel): void {
  const latest = useRef<Element | null>(null);
  const wanted = step.value;
  const isDrawn = words.value !== null || shop.value !== null;
  useLayoutEffect(() => {
    if (wanted === null || !isDrawn || body.current === null) return;
    step.value = null;
    const rows = [...body.current.querySelectorAll('.card, .item-row')].filter(
      (row) => row.querySelector('button') !== null && row.closest('details:not([open])') === null,
    );
    const { activeElement } = body.current.getRootNode() as ShadowRoot;
    const here = rows.find((row) => row.contains(activeElement)) ?? null;
    const isLogged = wanted === 'panel/log' && here !== null && isOpen(here);
    const met = here?.querySelector<HTMLElement>('.verdict-buttons .primary:not(:disabled)');
    if (isLogged && met) {
      met.click();
      return;
    }
    const start = rows.indexOf(here ?? latest.current ?? body.current) + 1;
    const others = [...rows.slice(start), ...rows.slice(0, start)];
    const next = isLogged ? here : (others.find(isOpen) ?? others[0]);
    const button = next?.querySelector('button');
    if (!next || !button) return;
    latest.current = next;
    if (button.getAttribute('aria-expanded') === 'false') button.click();
    button.focus();
    next.scrollIntoView();
  }, [wanted, isDrawn]);
}

/** An article of a shop has no decision, and so is never done with. */
function isOpen(row: Element): boolean {
  return row.querySelector('.card-title .verdict-open') !== null || row.matches('.item-row');
}
