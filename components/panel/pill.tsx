import type { PanelModel } from './model.ts';
import { visible } from './model.ts';

/** The count beside the tender's title; opens the panel. */
export function Pill({ model }: { model: PanelModel }) {
  const { translate, advice, journal, hidden, isOpen, actions } = model;
  const shown = visible(advice.value?.shown ?? [], journal.value, hidden.value);
  if (advice.value === null || shown.length === 0) return null;
  return (
    <button
      type="button"
      class="pill"
      aria-expanded={isOpen.value}
      aria-label={translate('panel.pillLabel', { count: shown.length })}
      onClick={isOpen.value ? actions.close : actions.open}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.8" />
        <circle cx="8" cy="8" r="2.6" fill="currentColor" />
      </svg>
      <span class="pill-count">{shown.length}</span>
      <span>{translate('panel.pill', { count: shown.length })}</span>
    </button>
  );
}
