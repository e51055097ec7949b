import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ItemAdvice } from '../../lib/advice/items.ts';
import type { Translator } from '../../lib/i18n.ts';
import { ItemSentence } from './item-part.tsx';
import { ItemSign } from './item-sign.tsx';
import { markTextFor, type ShopView } from './shop-view.ts';

/** A mark at an article, where it stands in the document. */
export interface PlacedMark {
  /** Stays the same while the article does. */
  key: string;
  advice: ItemAdvice;
  left: number;
  top: number;
  /** No room for words: the sign alone. */
  compact: boolean;
}

interface ItemMarkProps {
  mark: PlacedMark;
  view: ShopView;
  translate: Translator;
  isOpen: boolean;
  toggle: (open: boolean) => void;
  openPanel: () => void;
}

/** The mark, and the little note that it opens. */
export function ItemMark({ mark, view, translate, isOpen, toggle, openPanel }: ItemMarkProps) {
  const button = useRef<HTMLButtonElement>(null);
  const note = useRef<HTMLElement>(null);
  const { advice, left, top, compact } = mark;
  const text = markTextFor(view, advice, translate);
  useLayoutEffect(() => {
    if (!isOpen || !note.current) return;
    const { width, left: start } = note.current.getBoundingClientRect();
    const over = start + width - (document.documentElement.clientWidth - 8);
    if (over > 0) note.current.style.marginLeft = `${-Math.min(over, start - 8)}px`;
  }, [isOpen, left]);
  return (
    <li class="mark-place" style={{ left: `${left}px`, top: `${top}px` }}>
      <button
        ref={button}
        type="button"
        class={`mark mark-${advice.state}`}
        data-mark={mark.key}
        aria-expanded={isOpen}
        aria-label={`${text}: ${advice.item.title}`}
        onClick={() => toggle(!isOpen)}
      >
        <ItemSign state={advice.state} />
        {!compact && <span>{text}</span>}
      </button>
      {isOpen && (
        // Keys are heard here for Escape alone; what can be pressed are the buttons.
        <section
          ref={note}
          class="note"
          aria-label={advice.item.title}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            toggle(false);
            button.current?.focus();
          }}
        >
          <ItemSentence view={view} advice={advice} translate={translate} />
          <button type="button" class="link" onClick={openPanel}>
            {translate('shop.openPanel')}
          </button>
        </section>
      )}
    </li>
  );
}
