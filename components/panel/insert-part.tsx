import { useId, useRef } from 'preact/hooks';
import { placesOf } from './fields-model.ts';
import type { PanelModel } from './model.ts';

/** On a narrow screen the panel covers the field: the keyboard stays where the next step is. */
const covered = '(max-width: 640px)';

/** Puts the criterion into the field where the buyer was, or into one they choose; nothing on a page without fields. */
export function InsertPart({ model, target, text }: { model: PanelModel; target: string; text: string }) {
  const { translate, fields } = model;
  const id = useId();
  const part = useRef<HTMLDivElement>(null);
  const places = placesOf(fields);
  const outcome = fields.outcomes.value.get(target);
  const current = places.find((place) => place.id === fields.current.value) ?? places[0];
  if (!current && !outcome) return null;
  const keepFocus = async (done: Promise<void>) => {
    await done;
    if (matchMedia(covered).matches) part.current?.querySelector('button')?.focus();
  };
  const isIn = outcome?.state === 'inserted';
  return (
    <div class="insert" ref={part}>
      {current && (
        <button type="button" class="button small" onClick={() => keepFocus(fields.actions.insert(target, text))}>
          {translate('panel.insert.button', { field: current.label })}
        </button>
      )}
      {isIn && (
        <button type="button" class="button small" onClick={() => keepFocus(fields.actions.undoInsert(target))}>
          {translate('panel.insert.undo')}
        </button>
      )}
      {outcome && (
        <p class={isIn || outcome.state === 'undone' ? 'muted' : 'problem'}>
          {translate(`panel.insert.${outcome.state}`, { field: outcome.label, count: outcome.over })}
        </p>
      )}
      {places.length > 1 && (
        <p class="insert-choice">
          <label for={id}>{translate('panel.insert.choose')}</label>
          <select
            id={id}
            value={current?.id ?? ''}
            onChange={(event) => {
              fields.current.value = event.currentTarget.value;
            }}
          >
            {places.map((place, number) => (
              <option key={place.id} value={place.id}>
                {places.filter(({ label }) => label === place.label).length > 1
                  ? `${place.label} (${number + 1})`
                  : place.label}
              </option>
            ))}
          </select>
        </p>
      )}
    </div>
  );
}
