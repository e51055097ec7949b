import type { FieldHint } from './fields-model.ts';
import type { MarkerModel } from './model.ts';
import { visible } from './model.ts';

/** At each field whose text speaks of targets, how many; opens the panel with these first. */
export function FieldMarkers({ model }: { model: MarkerModel }) {
  const { translate, fields, journal, hidden, isOpen, actions } = model;
  const open = ({ id }: FieldHint) => {
    if (isOpen.value && fields.first.value === id) return actions.close();
    fields.first.value = id;
    actions.open();
  };
  return (
    <>
      {fields.hints.value.map((hint) => {
        const count = visible(hint.advised, journal.value, hidden.value).length;
        if (count === 0) return null;
        return (
          <button
            key={hint.id}
            type="button"
            class="field-marker away"
            data-field={hint.id}
            aria-expanded={isOpen.value && fields.first.value === hint.id}
            aria-label={translate('panel.field.marker', { count, field: hint.label })}
            onClick={() => open(hint)}
          >
            <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
              <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.8" />
              <circle cx="8" cy="8" r="2.6" fill="currentColor" />
            </svg>
            <span class="pill-count">{count}</span>
          </button>
        );
      })}
    </>
  );
}
