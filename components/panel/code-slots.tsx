import { useSignal } from '@preact/signals';
import type { ProcedureState } from '../../lib/messages.ts';
import { type CodeSlot, isLotNumber } from '../../lib/portals/form/strategy-fields.ts';
import type { PanelModel } from './model.ts';
import { WordSlot } from './word-slot.tsx';

type NoticeGroup = ProcedureState['notice']['lots'][number];

/** A field with what goes into it, for the lots that it may be about. */
interface Offer {
  slot: CodeSlot;
  group: NoticeGroup;
  codes: readonly string[];
  title: string;
}

/**
 * The form's fields for green, social and innovative aims, with what follows from the decisions, as it was approved in
 * the dashboard or is suggested: codes to copy or to select, and a text for the description of the aims. Nothing without
 * a field and a decision.
 */
export function CodeSlots({ model }: { model: PanelModel }) {
  const { translate, fields, journal, actions } = model;
  const notice = journal.value?.notice;
  const offers = fields.slots.value.flatMap((slot) => offersFor(slot, notice?.lots ?? []));
  if (offers.length === 0) return null;
  const procedure = journal.value?.procedureId ?? null;
  return (
    <section class="codes">
      <h3>{translate('panel.codes.title')}</h3>
      <p class="muted small">
        {translate(notice?.approvedDay ? 'panel.codes.approved' : 'panel.codes.explain')}{' '}
        {procedure !== null && (
          <button type="button" class="link" onClick={() => actions.dashboard(`procedure/${procedure}`)}>
            {translate('panel.codes.see')}
          </button>
        )}
      </p>
      <ul class="code-list">
        {offers.map(({ slot, group, codes, title }) => {
          const key = `${slot.id} ${group.lotIds.join()}`;
          const { description } = group.fill;
          if (slot.term !== 'BT-777') return <Slot key={key} model={model} slot={slot} title={title} codes={codes} />;
          return description && <WordSlot key={key} model={model} slot={slot} title={title} {...description} />;
        })}
      </ul>
    </section>
  );
}

/** What goes into a field; where the lots differ and the form does not say which lot it is about, each of them. */
function offersFor(slot: CodeSlot, groups: readonly NoticeGroup[]): Offer[] {
  const { lot, term } = slot;
  const ours = (group: NoticeGroup) => lot === null || group.lotIds.some((id) => isLotNumber(id, lot));
  const own = groups.length > 1 ? groups.filter(ours) : groups;
  return own.flatMap((group) => {
    const { codes, description } = group.fill;
    const given = term === 'BT-777' ? [] : (codes[term] ?? []);
    const offered =
      slot.kind === 'text' ? given : given.filter((code) => slot.options.some((option) => option.code === code));
    if (offered.length === 0 && (term !== 'BT-777' || description === null)) return [];
    const name = slot.label || term;
    return { slot, group, codes: offered, title: own.length > 1 ? `${name} (${group.lotIds.join(', ')})` : name };
  });
}

interface SlotProps {
  model: PanelModel;
  slot: CodeSlot;
  title: string;
  codes: readonly string[];
}

function Slot({ model, slot, title, codes }: SlotProps) {
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
      <h4>{title}</h4>
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
      <p class="muted small">
        {copied.value === 'yes' && translate('panel.copied')}
        {copied.value === 'failed' && translate('panel.copyFailed')}
      </p>
      <p role="status" class="muted small">
        {copied.value === 'no' && chosen && translate('panel.codes.chosen')}
        {outcome === 'gone' && !chosen && translate('panel.codes.gone')}
      </p>
    </li>
  );
}
