import { useSignal } from '@preact/signals';
import { strategyCodes } from '../../lib/advice/strategy-codes.ts';
import { strategyText } from '../../lib/advice/strategy-text.ts';
import type { CodeSlot } from '../../lib/portals/form/strategy-fields.ts';
import { type PanelModel, tenderLanguage } from './model.ts';
import { WordSlot } from './word-slot.tsx';

/**
 * The form's fields for green, social and innovative aims, with what follows from the targets logged as met: codes to
 * copy or to select, and for the description of the aims a text. Nothing without a field and a decision.
 */
export function CodeSlots({ model }: { model: PanelModel }) {
  const { translate, fields, journal, words } = model;
  const met = (journal.value?.decisions ?? []).filter(({ kind, verdict }) => kind === 'decision' && verdict === 'met');
  const targets = [...new Set(met.map(({ target }) => target.id))].flatMap((id) => words.value?.targets.get(id) ?? []);
  const codes = strategyCodes(targets);
  const language = tenderLanguage(model.tender.value);
  const description = strategyText(targets, language);
  const described = description ? fields.slots.value.filter(({ term }) => term === 'BT-777') : [];
  const filled = fields.slots.value.flatMap((slot) => {
    const own = codes[slot.term] ?? [];
    const offered = slot.kind === 'text' ? own : own.filter((code) => slot.options.some((one) => one.code === code));
    return offered.length > 0 ? [{ slot, codes: offered }] : [];
  });
  if (filled.length === 0 && described.length === 0) return null;
  return (
    <section class="codes">
      <h3>{translate('panel.codes.title')}</h3>
      <p class="muted small">{translate('panel.codes.explain')}</p>
      <ul class="code-list">
        {filled.map(({ slot, codes: own }) => (
          <Slot key={slot.id} model={model} slot={slot} codes={own} />
        ))}
        {description &&
          described.map((slot) => (
            <WordSlot key={slot.id} model={model} slot={slot} language={language} {...description} />
          ))}
      </ul>
    </section>
  );
}

function Slot({ model, slot, codes }: { model: PanelModel; slot: CodeSlot; codes: readonly string[] }) {
  const { translate, fields, actions } = model;
  const copied = useSignal<'no' | 'yes' | 'failed'>('no');
  const outcome = fields.slotOutcomes.value.get(slot.id);
  // A text field has no words for its codes; a list of the same kind may.
  const alike = [slot, ...fields.slots.value.filter(({ term }) => term === slot.term)];
  const options = alike.flatMap((one) => one.options).filter(({ code, label }) => label !== code);
  const labelOf = (code: string) => options.find((option) => option.code === code)?.label ?? code;
  const chosen = codes.every((code) => slot.options.some((option) => option.code === code && option.chosen));
  const canChoose = slot.fillable && (slot.multiple || codes.length === 1);
  return (
    <li>
      <h4>{slot.label || slot.term}</h4>
      <ul class="figures">
        {codes.map((code) => (
          <li key={code}>
            {labelOf(code)} {labelOf(code) !== code && <span class="muted">({code})</span>}
          </li>
        ))}
      </ul>
      <div class="code-actions">
        {canChoose && !chosen && (
          <button type="button" class="button small" onClick={() => fields.actions.choose(slot.id, codes)}>
            {translate(slot.kind === 'text' ? 'panel.codes.write' : 'panel.codes.choose')}
          </button>
        )}
        {outcome === 'chosen' && chosen && (
          <button type="button" class="button small" onClick={() => fields.actions.undoChoose(slot.id)}>
            {translate('panel.codes.undo')}
          </button>
        )}
        <button
          type="button"
          class="link"
          onClick={async () => {
            copied.value = (await actions.copy(codes.join(', '))) ? 'yes' : 'failed';
          }}
        >
          {translate('panel.codes.copy', { count: codes.length })}
        </button>
      </div>
      <p role="status" class="muted small">
        {copied.value === 'yes' && translate('panel.copied')}
        {copied.value === 'failed' && translate('panel.copyFailed')}
        {copied.value === 'no' && chosen && translate('panel.codes.chosen')}
        {outcome === 'gone' && !chosen && translate('panel.codes.gone')}
      </p>
    </li>
  );
}
