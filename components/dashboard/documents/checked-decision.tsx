import { useState } from 'preact/hooks';
import type { Advised } from '../../../lib/advice/advised.ts';
import { quoteOf } from '../../../lib/documents/compose.ts';
import { regional } from '../../../lib/i18n.ts';
import type { DecisionInput, Evidence, Revision, Verdict } from '../../../lib/log/schema.ts';
import type { CatalogueTarget } from '../../../lib/targets/load.ts';
import type { Placement } from '../../../lib/targets/schema.ts';
import { DecisionForm } from '../../ui/decision-form.tsx';
import { Field } from '../../ui/field.tsx';
import { VerdictMark } from '../../ui/verdict-mark.tsx';
import { contentIn, useHouse } from '../house.ts';
import { type Check, decisionOn } from './check.ts';
import { evidenceOf } from './place-words.ts';

interface CheckedDecisionProps {
  check: Check;
  advised: Advised;
  target: CatalogueTarget;
  lot: string | null;
  onLot: (lot: string | null) => void;
  /** What the buyer uses the criterion as, if they chose. */
  placement: Placement | null;
}

const others: readonly Verdict[] = ['partiallyMet', 'notMet', 'notApplicable'];

/**
 * The decision on one target, as in the panel: met with one press, the others with a reason. Where the text asks for the
 * target, its words and their place go in as evidence.
 */
export function CheckedDecision({ check, advised, target, lot, onLot, placement }: CheckedDecisionProps) {
  const { data } = useHouse();
  const { translate, composed, busy, error, actions } = check;
  const [form, setForm] = useState<DecisionInput | null>(null);
  const decision = decisionOn(check, target.id, lot);
  const { lots, phase } = composed.tender;
  const empty = (verdict: Verdict): DecisionInput => ({
    lotId: lot,
    targetId: target.id,
    phase,
    verdict,
    reason: null,
    placement: placement === null ? [] : [placement],
    awardWeightPct: null,
    measured: null,
    ecolabels: [],
    evidence: quotedIn(check, advised),
    vehicles: null,
  });
  const log = async (input: DecisionInput) => {
    if (await actions.log(input)) setForm(null);
  };
  if (form !== null) {
    return (
      <section class="checked-decision" aria-label={translate('panel.decision')}>
        <DecisionForm
          key={`${form.verdict} ${decision?.id}`}
          target={target}
          subject={{ lotId: lot, targetId: target.id, phase }}
          initial={form}
          ask={[...new Set([...target.ask, 'evidence' as const])]}
          ecolabels={data.ecolabels
            .filter(({ id }) => target.ecolabels.includes(id))
            .map(({ id, name }) => ({ id, name: contentIn(name, translate.locale).text }))}
          translate={translate}
          purpose={decision ? 'correct' : 'log'}
          busy={busy}
          error={error}
          onSubmit={log}
          onCancel={() => setForm(null)}
        />
      </section>
    );
  }
  return (
    <section class="checked-decision" aria-label={translate('panel.decision')}>
      {lots.length > 1 && (
        <Field label={translate('panel.lot')}>
          {(control) => (
            <select {...control} value={lot ?? ''} onChange={(event) => onLot(event.currentTarget.value || null)}>
              <option value="">{translate('panel.wholeTender')}</option>
              {lots.map(({ id, title }, number) => (
                <option key={id} value={id}>
                  {translate('panel.lotOption', { number: String(number + 1), title: title ?? id })}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {decision ? (
        <Logged check={check} decision={decision} onEdit={() => setForm(inputOf(decision))} />
      ) : (
        <>
          {quotedIn(check, advised).length > 0 && <p class="muted">{translate('documents.withQuote')}</p>}
          <div class="checked-verdicts">
            <button type="button" class="button primary" disabled={busy} onClick={() => log(empty('met'))}>
              {translate('decision.submit.met')}
            </button>
            {others.map((verdict) => (
              <button
                key={verdict}
                type="button"
                class="button"
                disabled={busy}
                onClick={() => setForm(empty(verdict))}
              >
                <VerdictMark verdict={verdict} />
                {translate(`panel.choose.${verdict}`)}
              </button>
            ))}
          </div>
          {advised.reasons.length > 0 && (
            <button type="button" class="button small" disabled={busy} onClick={() => actions.mismatch(target.id)}>
              {translate('panel.mismatch')}
            </button>
          )}
        </>
      )}
      <div role="alert">{error !== null && <p class="problem">{error}</p>}</div>
    </section>
  );
}

/** The words that ask for the target, with their place, as evidence; none where nothing does. */
function quotedIn({ composed, translate }: Check, { quote }: Advised): Evidence[] {
  const place = quote && composed.placeAt(quote);
  if (!quote || !place) return [];
  const text = composed.blocks[quote.block]?.text ?? '';
  return [evidenceOf(place, quoteOf(text, quote.start, quote.end), translate)];
}

function Logged({ check, decision, onEdit }: { check: Check; decision: Revision; onEdit: () => void }) {
  const { translate, busy, actions } = check;
  const time = new Intl.DateTimeFormat(regional(translate.locale), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <p role="status">
        {decision.verdict && <VerdictMark verdict={decision.verdict} />}{' '}
        {translate('panel.logged', {
          verdict: translate(`verdict.${decision.verdict}`),
          time: time.format(new Date(decision.decidedAt)),
        })}
        {decision.reason && <span class="muted"> {translate(`reason.${decision.reason.code}`)}</span>}
      </p>
      <p class="form-actions">
        <button type="button" class="button small" disabled={busy} onClick={() => actions.undo(decision)}>
          {translate('action.undo')}
        </button>
        <button type="button" class="button small" disabled={busy} onClick={onEdit}>
          {translate('panel.addDetails')}
        </button>
      </p>
    </>
  );
}

/** The fields of a decision for the form, so that it can be corrected; a revision here is a decision and has a verdict. */
function inputOf(revision: Revision): DecisionInput {
  const { lotId, verdict, reason, placement, awardWeightPct, measured, ecolabels, evidence, vehicles, phase } =
    revision;
  return {
    lotId,
    targetId: revision.target.id,
    verdict: verdict ?? 'met',
    reason,
    placement,
    awardWeightPct,
    measured,
    ecolabels,
    evidence,
    vehicles,
    phase,
  };
}
