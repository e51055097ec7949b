import { useId, useRef, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n.ts';
import type { DecisionInput, ReasonCode } from '../../lib/log/schema.ts';
import type { Detail } from '../../lib/targets/schema.ts';
import { DecisionDetails } from './decision-details.tsx';
import {
  type DecisionFields,
  type DecisionProblems,
  type DecisionSubject,
  type DecisionTarget,
  reasonCodes,
  toDecisionFields,
  toDecisionInput,
  verdicts,
} from './decision-input.ts';
import { Field } from './field.tsx';
import { VerdictMark } from './verdict-mark.tsx';

interface DecisionFormProps {
  target: DecisionTarget;
  /** Lot (null: the whole tender), target and phase that go into the decision unchanged. */
  subject: DecisionSubject;
  /** A decision to correct, or to start from; null for empty fields. */
  initial: DecisionInput | null;
  /** Verdict to choose beforehand when there is nothing to correct (the panel's shortcut keys). */
  verdict?: DecisionInput['verdict'] | null;
  /** Details to ask for: the target's own `ask` in the panel, all in the log. */
  ask: readonly Detail[];
  /** Labels to choose among, with names in the user's language. */
  ecolabels: readonly { id: string; name: string }[];
  /** Texts of the namespaces `common` and `decision`. */
  translate: Translator;
  /** `correct` says "Gem rettelse" on the button and opens the details at once. */
  purpose: 'log' | 'correct';
  /** While the decision is on its way the form is locked. */
  busy?: boolean;
  /** What went wrong at the other end, in the user's words; null when nothing did. */
  error: string | null;
  onSubmit: (input: DecisionInput) => void;
  onCancel: () => void;
}

/**
 * The form of one decision, shared by the in-page panel and the dashboard's log. Plain Preact: no browser API, no
 * Zod, no look-up of ids in the document, so it works inside a closed shadow root.
 */
export function DecisionForm(props: DecisionFormProps) {
  const { target, subject, initial, translate, purpose, busy = false, error } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const { locale } = translate;
  const [fields, setFields] = useState<DecisionFields>(() => {
    const start = toDecisionFields(initial, target, locale);
    return { ...start, verdict: start.verdict ?? props.verdict ?? null };
  });
  const [problems, setProblems] = useState<DecisionProblems>({});
  const change = (part: Partial<DecisionFields>) => setFields((before) => ({ ...before, ...part }));
  const problemText = (key: string | undefined) => (key === undefined ? null : translate(key));

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    const result = toDecisionInput(fields, subject, locale);
    setProblems(result.ok ? {} : result.problems);
    if (result.ok) return props.onSubmit(result.input);
    // The invalid field exists only after the next drawing; then the keyboard goes straight to it.
    requestAnimationFrame(() => {
      const invalid = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input');
      invalid?.closest('details')?.setAttribute('open', '');
      invalid?.focus();
    });
  };

  const explained = fields.verdict !== null && fields.verdict !== 'met';
  return (
    <form class="decision-form" ref={form} onSubmit={submit} noValidate aria-busy={busy}>
      <fieldset class="verdicts" disabled={busy} data-invalid={problems.verdict ? '' : undefined}>
        <legend>{translate('decision.verdict')}</legend>
        {problems.verdict && (
          <p class="problem" id={`${id}-verdict`}>
            {translate(problems.verdict)}
          </p>
        )}
        <div class="verdict-options">
          {verdicts.map((verdict) => (
            <label key={verdict} class="verdict-option">
              <input
                type="radio"
                name={`${id}-verdict`}
                value={verdict}
                checked={fields.verdict === verdict}
                aria-describedby={problems.verdict ? `${id}-verdict` : undefined}
                onChange={() => change({ verdict })}
              />
              <VerdictMark verdict={verdict} />
              <span>{translate(`verdict.${verdict}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>

      {explained && (
        <fieldset class="plain" disabled={busy}>
          <legend class="visually-hidden">{translate('decision.reason')}</legend>
          <Field label={translate('decision.reason')} problem={problemText(problems.reasonCode)}>
            {(control) => (
              <select
                {...control}
                required
                value={fields.reasonCode}
                onChange={(event) => change({ reasonCode: event.currentTarget.value as ReasonCode | '' })}
              >
                <option value="">{translate('decision.choose')}</option>
                {reasonCodes.map((code) => (
                  <option key={code} value={code}>
                    {translate(`reason.${code}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field
            label={translate(fields.reasonCode === 'other' ? 'decision.reasonText' : 'decision.reasonTextOptional')}
            hint={translate('decision.reasonTextHint')}
            problem={problemText(problems.reasonText)}
          >
            {(control) => (
              <textarea
                {...control}
                rows={3}
                maxLength={2000}
                value={fields.reasonText}
                onInput={(event) => change({ reasonText: event.currentTarget.value })}
              />
            )}
          </Field>
        </fieldset>
      )}

      {props.ask.length > 0 && (
        <details class="decision-details" open={purpose === 'correct'}>
          <summary>{translate('decision.details')}</summary>
          <fieldset class="plain" disabled={busy}>
            <legend class="visually-hidden">{translate('decision.details')}</legend>
            <DecisionDetails
              ask={props.ask}
              fields={fields}
              problems={problems}
              ecolabels={props.ecolabels}
              translate={translate}
              onChange={change}
            />
          </fieldset>
        </details>
      )}

      <div role="alert">{error !== null && <p class="problem form-problem">{error}</p>}</div>
      <div class="form-actions">
        <button type="submit" class="button primary" disabled={busy}>
          {translate(submitKey(purpose, fields.verdict))}
        </button>
        <button type="button" class="button" onClick={props.onCancel}>
          {translate('action.cancel')}
        </button>
      </div>
    </form>
  );
}

function submitKey(purpose: DecisionFormProps['purpose'], verdict: DecisionFields['verdict']): string {
  if (purpose === 'correct') return 'decision.submit.correct';
  return verdict === null ? 'decision.submit' : `decision.submit.${verdict}`;
}
