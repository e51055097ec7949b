import type { PanelModel } from './model.ts';
import { visible } from './model.ts';
import { pillTextFor } from './shop-view.ts';

/** The count beside the tender's title; opens the panel. */
export function Pill({ model }: { model: PanelModel }) {
  const { translate, advice, journal, hidden, isOpen, shop, actions } = model;
  const text = shop.value && pillTextFor(shop.value, translate);
  const shown = visible(advice.value?.shown ?? [], journal.value, hidden.value);
  if (advice.value === null || (shop.value ? text === null : shown.length === 0)) return null;
  return (
    <button
      type="button"
      class="pill"
      aria-expanded={isOpen.value}
      aria-label={text ? translate('shop.pillLabel', { text }) : translate('panel.pillLabel', { count: shown.length })}
      onClick={isOpen.value ? actions.close : actions.open}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.8" />
        <circle cx="8" cy="8" r="2.6" fill="currentColor" />
      </svg>
      {text ? (
        <span>{text}</span>
      ) : (
        <>
          <span class="pill-count">{shown.length}</span>
          <span>{translate('panel.pill', { count: shown.length })}</span>
        </>
      )}
    </button>
  );
}
