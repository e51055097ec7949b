import { useState } from 'preact/hooks';
import { markStep, standingSteps } from '../../../lib/log/procedures/steps.ts';
import type { Step } from '../../../lib/log/record-schema.ts';
import { Field } from '../../ui/field.tsx';
import { formatDay } from '../../ui/format.ts';
import { contentIn, useHouse } from '../house.ts';
import { Content } from '../targets/content.tsx';
import { useWrite } from '../use-write.ts';
import { type ChecklistStep, checklistOf, checklistParts } from './checklist-steps.ts';
import type { WholeProcedure } from './whole-procedure.ts';

/** The procedure's innovation checklist: what was done and when, and what there is to do. */
export function ProcedureChecklist({ whole }: { whole: WholeProcedure }) {
  const { translate, data } = useHouse();
  const steps = checklistOf(data.tips, whole.procedure, whole.usedTips);
  const marks = standingSteps(whole.steps);
  const settled = steps.filter(({ id }) => (marks.get(id)?.state ?? 'open') !== 'open').length;
  return (
    <section class="part" aria-labelledby="checklist">
      <h2 id="checklist">{translate('checklist.title')}</h2>
      <p class="muted">{translate('checklist.text')}</p>
      <p role="status">{translate('checklist.done', { done: settled, total: steps.length })}</p>
      {checklistParts.map((part) => {
        const own = steps.filter((step) => step.part === part);
        return (
          own.length > 0 && (
            <div key={part} class="checklist-part">
              <h3>{translate(`checklist.part.${part}`)}</h3>
              <ul class="checklist">
                {own.map((step) => (
                  <StepItem key={step.id} step={step} mark={marks.get(step.id) ?? null} whole={whole} />
                ))}
              </ul>
            </div>
          )
        );
      })}
    </section>
  );
}

function StepItem({ step, mark, whole }: { step: ChecklistStep; mark: Step | null; whole: WholeProcedure }) {
  const { translate, journal } = useHouse();
  const { busy, error, write } = useWrite();
  const [noting, setNoting] = useState(false);
  const [note, setNote] = useState('');
  const state = mark?.state ?? 'open';
  const title = contentIn(step.title, translate.locale).text;
  const say = async (next: Step['state'], text: string | null) => {
    const said = { part: step.part, step: step.id, state: next, note: text };
    if (await write((context) => markStep(journal, whole.procedure, said, context))) setNoting(false);
  };
  return (
    <li class={`checklist-step step-${state}`}>
      <div>
        <p>
          <strong>
            <Content of={step.title} />
          </strong>
        </p>
        {step.action && state === 'open' && (
          <p class="muted">
            <Content of={step.action} />
          </p>
        )}
        {mark && state !== 'open' && (
          <p class="step-mark">
            {translate(`checklist.state.${state}`, { day: formatDay(mark.day, translate.locale) })}
            {mark.author && ` · ${mark.author}`}
          </p>
        )}
        {mark?.note && state !== 'open' && <p class="quoted">{mark.note}</p>}
        {noting && (
          <form
            class="step-note"
            onSubmit={(event) => {
              event.preventDefault();
              void say(state, note.trim() === '' ? null : note.trim());
            }}
          >
            <Field label={translate('checklist.note')}>
              {(control) => (
                <textarea
                  {...control}
                  rows={2}
                  maxLength={1000}
                  value={note}
                  onInput={(event) => setNote(event.currentTarget.value)}
                />
              )}
            </Field>
            <p class="form-actions">
              <button type="submit" class="button small primary" disabled={busy}>
                {translate('checklist.saveNote')}
              </button>
              <button type="button" class="button small" onClick={() => setNoting(false)}>
                {translate('action.cancel')}
              </button>
            </p>
          </form>
        )}
        {error !== null && (
          <p class="problem" role="alert">
            {error}
          </p>
        )}
      </div>
      <div class="step-actions">
        {state === 'open' && (
          <>
            <StepButton
              words="checklist.mark.done"
              title={title}
              disabled={busy}
              onClick={() => void say('done', null)}
            />
            <StepButton
              words="checklist.mark.skipped"
              title={title}
              disabled={busy}
              onClick={() => void say('skipped', null)}
            />
          </>
        )}
        {state !== 'open' && (
          <>
            {!noting && (
              <StepButton
                words="checklist.addNote"
                title={title}
                disabled={busy}
                onClick={() => {
                  setNote(mark?.note ?? '');
                  setNoting(true);
                }}
              />
            )}
            <StepButton
              words="checklist.mark.open"
              title={title}
              disabled={busy}
              onClick={() => void say('open', null)}
            />
          </>
        )}
      </div>
    </li>
  );
}

interface StepButtonProps {
  /** Key of its words. */
  words: string;
  title: string;
  disabled: boolean;
  onClick: () => void;
}

function StepButton({ words, title, disabled, onClick }: StepButtonProps) {
  const { translate } = useHouse();
  return (
    <button type="button" class="button small" disabled={disabled} onClick={onClick}>
      {translate(words)}
      <span class="visually-hidden">: {title}</span>
    </button>
  );
}
