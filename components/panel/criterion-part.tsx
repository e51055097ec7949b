import { type Signal, useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { criterionText } from '../../lib/targets/criterion-text.ts';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import type { Placement } from '../../lib/targets/schema.ts';
import { InsertPart } from './insert-part.tsx';
import type { PanelModel } from './model.ts';
import { languageNotice, tenderLanguage } from './model.ts';

interface CriterionPartProps {
  model: PanelModel;
  target: CatalogueTarget;
  /** What the buyer uses it as; null until they choose, then it is the kind that it was written as. */
  kind: Signal<Placement | null>;
}

/** The kinds of OCDS, in the order of a tender's documents. */
const kinds: readonly Placement[] = [
  'technicalSpecifications',
  'selectionCriteria',
  'awardCriteria',
  'contractPerformanceConditions',
];

/** The criterion ready for the tender: in its language, as the kind that the buyer chooses. */
export function CriterionPart({ model, target, kind }: CriterionPartProps) {
  const copied = useSignal<'no' | 'yes' | 'failed'>('no');
  const id = useId();
  const { criterion } = target;
  if (!criterion) return null;
  const { translate, actions, tender } = model;
  const chosen = kind.value ?? criterion.kind;
  const { text, language } = criterionText(criterion, chosen, tenderLanguage(tender.value));
  const notice = languageNotice(tender.value, language);
  const copy = async () => {
    copied.value = (await actions.copy(text)) ? 'yes' : 'failed';
  };
  return (
    <div class="criterion">
      <h5>{translate('panel.criterion')}</h5>
      <p class="insert-choice">
        <label for={id}>{translate('panel.criterion.kind')}</label>
        <select
          id={id}
          value={chosen}
          onChange={(event) => {
            kind.value = kinds.find((one) => one === event.currentTarget.value) ?? null;
            copied.value = 'no';
          }}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {translate(`placement.${one}`)}
            </option>
          ))}
        </select>
      </p>
      {target.policy?.sharedWording && <p class="policy">{translate('panel.policy.wording')}</p>}
      {notice && <p class="muted small">{translate(notice)}</p>}
      <blockquote lang={language}>{text}</blockquote>
      <InsertPart model={model} target={target.id} text={text} />
      <button type="button" class="button small" onClick={copy}>
        {translate('panel.copyCriterion')}
      </button>
      <span class="muted">
        {copied.value === 'yes' && translate('panel.copied')}
        {copied.value === 'failed' && translate('panel.copyFailed')}
      </span>
    </div>
  );
}
