import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { ItemMark, type PlacedMark } from '../../components/panel/item-mark.tsx';
import itemStyle from '../../components/panel/items.css?inline';
import markStyle from '../../components/panel/marks.css?inline';
import type { PanelModel } from '../../components/panel/model.ts';
import panelStyle from '../../components/panel/panel.css?inline';
import { hasAdvice, type ShopView } from '../../components/panel/shop-view.ts';
import tokenStyle from '../../components/ui/tokens.css?inline';
import type { ItemAdvice } from '../../lib/advice/items.ts';
import { ownOf } from '../../lib/portals/page/nodes.ts';
import type { Item } from '../../lib/portals/tender.ts';
import { followWindow } from './follow-window.ts';
import { hostAttribute, kept } from './host.ts';
import { placeMark } from './place-mark.ts';

/** What stands at the articles of a list or a basket. */
export interface ItemMarks {
  /** Opens the note at an article, once it is in view. */
  open: (item: Item) => void;
  remove: () => void;
}

/**
 * Marks at those articles that a target applies to, in a closed root of their own beside the page's body. Only what is
 * on the screen has a mark, so that hundreds of articles cost what a screenful does.
 */
export function markItems(document: Document, model: PanelModel): ItemMarks {
  const host = document.createElement('div');
  host.setAttribute(hostAttribute, '');
  host.lang = model.translate.locale;
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = `${tokenStyle}\n${panelStyle}\n${itemStyle}\n${markStyle}`;
  const place = document.createElement('div');
  root.append(style, place);
  for (const type of kept) root.addEventListener(type, (event) => event.stopPropagation());
  document.documentElement.append(host);

  const stopped = new AbortController();
  const placed = signal<PlacedMark[]>([]);
  const opened = signal<string | null>(null);
  const keys = new WeakMap<Element, string>();
  const byElement = new Map<Element, ItemAdvice>();
  const seen = new Set<Element>();
  let last = 0;
  let frame = 0;
  let wanted: Element | null = null;

  const keyOf = (element: Element): string => {
    const key = keys.get(element) ?? String(++last);
    keys.set(element, key);
    return key;
  };
  const update = (): void => {
    if (frame === 0 && !stopped.signal.aborted) frame = requestAnimationFrame(draw);
  };
  const draw = (): void => {
    frame = 0;
    if (!host.isConnected) document.documentElement.append(host);
    const focused = root.activeElement?.getAttribute('data-mark');
    if (wanted && seen.has(wanted)) opened.value = keyOf(wanted);
    // In the order of the page, which is that of the keyboard.
    const next = [...byElement].flatMap(([element, advice]): PlacedMark[] => {
      if (!seen.has(element) || !ownOf(element, 'isConnected')) return [];
      const key = keyOf(element);
      const spot = placeMark(document, advice.item, host, key === focused || key === opened.value);
      return spot ? [{ key, advice, ...spot }] : [];
    });
    if (!same(placed.value, next)) placed.value = next;
    if (wanted && opened.value === keyOf(wanted)) {
      const key = opened.value;
      wanted = null;
      root.querySelector<HTMLElement>(`[data-mark="${key}"]`)?.focus({ preventScroll: true });
    }
  };

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    update();
  });
  const moving = ['scroll', 'pointerup', 'keyup', 'transitionend', 'animationend'];
  const follow = followWindow(document, moving, update, stopped.signal);
  const closeOutside = (event: Event): void => {
    if (event.target !== host) opened.value = null;
  };

  const disposeItems = effect(() => {
    const view = model.shop.value;
    follow();
    document.addEventListener('pointerdown', closeOutside, { capture: true, passive: true, signal: stopped.signal });
    byElement.clear();
    for (const advice of view?.items ?? []) {
      if (view && advice.item.element && hasAdvice(view, advice)) byElement.set(advice.item.element, advice);
    }
    for (const element of seen) if (!byElement.has(element)) seen.delete(element);
    observer.disconnect();
    for (const element of byElement.keys()) observer.observe(element);
    update();
  });

  const openPanel = (): void => {
    opened.value = null;
    model.actions.open();
  };
  render(<Marks model={model} placed={placed} opened={opened} openPanel={openPanel} />, place);

  return {
    open: ({ element }) => {
      wanted = element;
      update();
    },
    remove: () => {
      stopped.abort();
      disposeItems();
      observer.disconnect();
      cancelAnimationFrame(frame);
      render(null, place);
      host.remove();
    },
  };
}

interface MarksProps {
  model: PanelModel;
  placed: { value: PlacedMark[] };
  opened: { value: string | null };
  openPanel: () => void;
}

function Marks({ model, placed, opened, openPanel }: MarksProps) {
  const view: ShopView | null = model.shop.value;
  if (!view || placed.value.length === 0) return null;
  return (
    <ul class="marks" aria-label={model.translate('shop.marks')}>
      {placed.value.map((mark) => (
        <ItemMark
          key={mark.key}
          mark={mark}
          view={view}
          translate={model.translate}
          isOpen={opened.value === mark.key}
          toggle={(open) => {
            opened.value = open ? mark.key : null;
          }}
          openPanel={openPanel}
        />
      ))}
    </ul>
  );
}

function same(one: readonly PlacedMark[], other: readonly PlacedMark[]): boolean {
  return (
    one.length === other.length &&
    one.every((mark, number) => {
      const next = other[number] as PlacedMark;
      return (
        mark.key === next.key &&
        mark.advice === next.advice &&
        mark.compact === next.compact &&
        Math.abs(mark.left - next.left) < 0.5 &&
        Math.abs(mark.top - next.top) < 0.5
      );
    })
  );
}
