import { useSignal } from '@preact/signals';
import type { CodeSlot } from '../../lib/portals/form/strategy-fields.ts';
import type { StrategyText } from '../../lib/reporting/notice-codes/strategy-text.ts';
import { languageNotice, type PanelModel } from './model.ts';

interface WordSlotProps extends StrategyText {
  model: PanelModel;
  slot: CodeSlot;
  title: string;
}

/** The description of the strategic aims: shown before it goes anywhere, then written on a click, with an undo. */
export function WordSlot({ model, slot, title, text, isMixed, language }: WordSlotProps) {
  const { translate, fields, actions } = model;
  const copied = useSignal<'no' | 'yes' | 'failed'>('no');
  const outcome = fields.outcomes.value.get(slot.id);
  const notice = isMixed ? 'panel.criterion.inDanish' : languageNotice(model.tender.value, language);
  return (
    <li>
      <h4>{title}</h4>
      {notice && <p class="muted small">{translate(notice)}</p>}
      <blockquote class="slot-words" lang={language}>
        {text}
      </blockquote>
      <div class="code-actions">
        {outcome?.state === 'inserted' ? (
          <button type="button" class="button small" onClick={() => fields.actions.undoInsert(slot.id)}>
            {translate('panel.insert.undo')}
          </button>
        ) : (
          slot.fillable && (
            <button type="button" class="button small" onClick={() => fields.actions.write(slot.id, text)}>
              {translate('panel.codes.write')}
            </button>
          )
        )}
        <button
          type="button"
          class="link"
          onClick={async () => {
            copied.value = (await actions.copy(text)) ? 'yes' : 'failed';
          }}
        >
          {translate('panel.codes.copyText')}
        </button>
      </div>
      <p class={!outcome || ['inserted', 'undone'].includes(outcome.state) ? 'muted small' : 'problem'}>
        {copied.value === 'yes' && translate('panel.copied')}
        {copied.value === 'failed' && translate('panel.copyFailed')}
        {copied.value === 'no' &&
          outcome &&
          translate(`panel.insert.${outcome.state}`, { field: outcome.label, count: outcome.over })}
      </p>
    </li>
  );
}
