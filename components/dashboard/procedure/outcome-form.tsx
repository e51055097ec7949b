import { useRef, useState } from 'preact/hooks';
import type { Outcome, OutcomeInput } from '../../../lib/log/record-schema.ts';
import { Field } from '../../ui/field.tsx';
import { targetTitle, useHouse } from '../house.ts';
import { type OutcomeFields, type OutcomeProblems, outcomeFieldsOf, readOutcome } from './outcome-fields.ts';
import type { WholeProcedure } from './whole-procedure.ts';

interface OutcomeFormProps {
  whole: WholeProcedure;
  stage: Outcome['stage'];
  outcome: Outcome | null;
  busy: boolean;
  error: string | null;
  onSubmit: (input: Omit<OutcomeInput, 'stage'>) => void;
  onCancel: () => void;
}

/** What was bought, whose solution was used again, what was learned, and on request a case for others. */
export function OutcomeForm({ whole, stage, outcome, busy, error, onSubmit, onCancel }: OutcomeFormProps) {
  const house = useHouse();
  const { translate, data } = house;
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState(() => outcomeFieldsOf(outcome, whole.procedure));
  const [problems, setProblems] = useState<OutcomeProblems>({});
  const change = (part: Partial<OutcomeFields>) => setFields((before) => ({ ...before, ...part }));
  const targets = Object.keys(whole.state?.targets ?? {});
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    const read = readOutcome(fields);
    setProblems(read.ok ? {} : read.problems);
    if (read.ok) return onSubmit(read.input);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const area = (name: 'bought' | 'learned' | 'what' | 'how' | 'result', maximum: number) => (
    <TextArea
      name={name}
      value={fields[name]}
      maximum={maximum}
      problem={name === 'learned' ? undefined : problems[name]}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <form class="outcome-form" ref={form} onSubmit={submit} noValidate aria-busy={busy}>
      {area('bought', 2000)}
      <fieldset class="radio-group">
        <legend>{translate('outcome.reused')}</legend>
        {(['yes', 'no'] as const).map((answer) => (
          <label key={answer} class="choice">
            <input
              type="radio"
              name={`reused-${stage}`}
              checked={fields.reused === answer}
              onChange={() => change({ reused: answer })}
            />
            <span>{translate(`outcome.reused.${answer}`)}</span>
          </label>
        ))}
      </fieldset>
      {fields.reused === 'yes' && (
        <Field label={translate('outcome.which')} hint={translate('outcome.whichHint')}>
          {(control) => (
            <input
              {...control}
              maxLength={500}
              value={fields.which}
              onInput={(event) => change({ which: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {area('learned', 4000)}
      <label class="choice">
        <input
          type="checkbox"
          checked={fields.hasCase}
          onChange={(event) => change({ hasCase: event.currentTarget.checked })}
        />
        <span>
          {translate('outcome.case')}
          <span class="hint">{translate('outcome.caseText')}</span>
        </span>
      </label>
      {fields.hasCase && (
        <fieldset class="case-fields">
          <legend>{translate('outcome.caseTitle')}</legend>
          <Field label={translate('outcome.title')} problem={problems.title && translate(problems.title)}>
            {(control) => (
              <input
                {...control}
                maxLength={200}
                value={fields.title}
                onInput={(event) => change({ title: event.currentTarget.value })}
              />
            )}
          </Field>
          {area('what', 2000)}
          {area('how', 2000)}
          {area('result', 2000)}
          <Field label={translate('outcome.askRole')} hint={translate('outcome.askRoleHint')}>
            {(control) => (
              <input
                {...control}
                maxLength={200}
                value={fields.askRole}
                onInput={(event) => change({ askRole: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={translate('filter.area')} problem={problems.area && translate(problems.area)}>
            {(control) => (
              <select
                {...control}
                value={fields.area}
                onChange={(event) => change({ area: event.currentTarget.value as OutcomeFields['area'] })}
              >
                <option value="">{translate('decision.choose')}</option>
                {data.areas.map((known) => (
                  <option key={known.id} value={known.id}>
                    {known[translate.locale]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={translate('outcome.target')}>
            {(control) => (
              <select
                {...control}
                value={fields.target}
                onChange={(event) => change({ target: event.currentTarget.value })}
              >
                <option value="">{translate('outcome.noTarget')}</option>
                {[...new Set([...targets, fields.target])].filter(Boolean).map((id) => (
                  <option key={id} value={id}>
                    {targetTitle(house, id)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </fieldset>
      )}
      <div role="alert">{error !== null && <p class="problem">{error}</p>}</div>
      <p class="form-actions">
        <button type="submit" class="button primary" disabled={busy}>
          {translate('outcome.save')}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {translate('action.cancel')}
        </button>
      </p>
    </form>
  );
}

interface TextAreaProps {
  name: string;
  value: string;
  maximum: number;
  problem: string | undefined;
  onChange: (value: string) => void;
}

function TextArea({ name, value, maximum, problem, onChange }: TextAreaProps) {
  const { translate } = useHouse();
  return (
    <Field label={translate(`outcome.${name}`)} problem={problem && translate(problem)}>
      {(control) => (
        <textarea
          {...control}
          rows={3}
          maxLength={maximum}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
