import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { regional } from '../../lib/i18n.ts';
import type { DecisionInput, Revision, Verdict } from '../../lib/log/schema.ts';
import type { Lot } from '../../lib/portals/tender.ts';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import type { Placement } from '../../lib/targets/schema.ts';
import { DecisionForm } from '../ui/decision-form.tsx';
import { VerdictMark } from '../ui/verdict-mark.tsx';
import { useKeptFocus } from './keep-focus.ts';
import { inputOf, type PanelModel } from './model.ts';

interface DecisionPartProps {
  model: PanelModel;
  target: CatalogueTarget;
  decision: Revision | null;
  lots: readonly Lot[];
  lot: Signal<string | null>;
  /** What the buyer uses the criterion as, if they chose. */
  placement: Placement | null;
  /** Found by code or word, so that it can be a wrong finding. */
  found: boolean;
}

const others: readonly Verdict[] = ['partiallyMet', 'notMet', 'notApplicable'];

/** The decision on one target: met with one press, the others with a reason; undo and correction afterwards. */
export function DecisionPart({ model, target, decision, lots, lot, placement, found }: DecisionPartProps) {
  const { translate, busy, failure, actions, tender, words } = model;
  /** `edit` corrects what is logged, a verdict starts a new decision, null shows the buttons. */
  const form = useSignal<Verdict | 'edit' | null>(null);
  const section = useRef<HTMLElement>(null);
  useKeptFocus(section, `${decision?.id} ${form.value}`);
  const locked = busy.value === target.id;
  const error = failure.value?.at === target.id ? failure.value.text : null;
  const subject = { lotId: lot.value, targetId: target.id, phase: tender.value?.phase ?? null };

  const log = async (input: DecisionInput) => {
    if (await actions.log(input)) form.value = null;
  };
  const met = () =>
    log({
      ...subject,
      verdict: 'met',
      reason: null,
      placement: placement === null ? [] : [placement],
      awardWeightPct: null,
      measured: null,
      ecolabels: [],
      evidence: [],
      vehicles: null,
    });

  const lotChoice = lots.length > 1 && (
    <label class="lot-choice">
      <span>{translate('panel.lot')}</span>
      <select
        value={lot.value ?? ''}
        onChange={(event) => {
          lot.value = event.currentTarget.value || null;
          form.value = null;
        }}
      >
        <option value="">{translate('panel.wholeTender')}</option>
        {lots.map(({ id, title }, number) => (
          <option key={id} value={id}>
            {translate('panel.lotOption', { number: String(number + 1), title: title ?? id })}
          </option>
        ))}
      </select>
    </label>
  );

  if (form.value !== null) {
    return (
      <section class="decision" ref={section} tabIndex={-1} aria-label={translate('panel.decision')}>
        <DecisionForm
          key={form.value}
          target={target}
          subject={subject}
          initial={form.value === 'edit' && decision ? inputOf(decision) : null}
          verdict={form.value === 'edit' ? null : form.value}
          ask={target.ask}
          ecolabels={(words.value?.ecolabels ?? []).filter(({ id }) => target.ecolabels.includes(id))}
          translate={translate}
          purpose={form.value === 'edit' ? 'correct' : 'log'}
          busy={locked}
          error={error}
          onSubmit={log}
          onCancel={() => {
            form.value = null;
          }}
        />
      </section>
    );
  }
  return (
    <section class="decision" ref={section} tabIndex={-1} aria-label={translate('panel.decision')}>
      {lotChoice}
      {decision ? (
        <Logged model={model} decision={decision} locked={locked} onEdit={() => (form.value = 'edit')} />
      ) : (
        <>
          <div class="verdict-buttons">
            <button type="button" class="button primary" disabled={locked} onClick={met}>
              {translate('decision.submit.met')}
            </button>
            {others.map((verdict) => (
              <button
                key={verdict}
                type="button"
                class="button small"
                disabled={locked}
                onClick={() => {
                  form.value = verdict;
                }}
              >
                <VerdictMark verdict={verdict} />
                {translate(`panel.choose.${verdict}`)}
              </button>
            ))}
          </div>
          {found && (
            <button type="button" class="link muted" disabled={locked} onClick={() => actions.mismatch(target.id)}>
              {translate('panel.mismatch')}
            </button>
          )}
        </>
      )}
      <div role="alert">{error !== null && <p class="problem">{error}</p>}</div>
    </section>
  );
}

function Logged(props: { model: PanelModel; decision: Revision; locked: boolean; onEdit: () => void }) {
  const { model, decision, locked, onEdit } = props;
  const { translate, actions } = model;
  const time = new Intl.DateTimeFormat(regional(translate.locale), { dateStyle: 'medium', timeStyle: 'short' });
  const sharing = model.journal.value?.sharing;
  return (
    <div class="logged">
      <p>
        {decision.verdict && <VerdictMark verdict={decision.verdict} />}
        <span>
          {translate('panel.logged', {
            verdict: translate(`verdict.${decision.verdict}`),
            time: time.format(new Date(decision.decidedAt)),
          })}
          {decision.reason && <span class="muted"> {translate(`reason.${decision.reason.code}`)}</span>}
          {sharing && <span class="muted"> {translate(`sharing.${sharing[decision.id] ?? 'shared'}`)}</span>}
        </span>
      </p>
      <div class="logged-actions">
        <button type="button" class="button small" disabled={locked} onClick={() => actions.undo(decision)}>
          {translate('action.undo')}
        </button>
        <button type="button" class="button small" disabled={locked} onClick={onEdit}>
          {translate('panel.addDetails')}
        </button>
      </div>
    </div>
  );
}
