import { useState } from 'preact/hooks';
import { type OutcomeRecord, stages, standingOutcomes, writeOutcome } from '../../../lib/log/procedures/outcomes.ts';
import type { Outcome } from '../../../lib/log/record-schema.ts';
import { formatDay } from '../../ui/format.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { areaName, targetTitle, useHouse } from '../house.ts';
import { Fact } from '../record/record-fields.tsx';
import { formatRoute } from '../routes.ts';
import { useWrite } from '../use-write.ts';
import { OutcomeForm } from './outcome-form.tsx';
import type { WholeProcedure } from './whole-procedure.ts';

/** What came of the purchase, after award and after the contract has started. */
export function ProcedureOutcomes({ whole }: { whole: WholeProcedure }) {
  const { translate } = useHouse();
  const standing = standingOutcomes(whole.outcomes);
  return (
    <section class="part" aria-labelledby="outcomes">
      <h2 id="outcomes">{translate('outcome.heading')}</h2>
      <p class="muted">{translate('outcome.lead')}</p>
      {stages.map((stage) => (
        <Stage key={stage} stage={stage} record={standing[stage] ?? null} whole={whole} />
      ))}
    </section>
  );
}

interface StageProps {
  stage: Outcome['stage'];
  record: OutcomeRecord | null;
  whole: WholeProcedure;
}

function Stage({ stage, record, whole }: StageProps) {
  const { translate, journal } = useHouse();
  const { busy, error, write } = useWrite();
  const [open, setOpen] = useState<'form' | 'withdraw' | null>(null);
  const save = async (input: Parameters<typeof writeOutcome>[3]) => {
    if (await write((context) => writeOutcome(journal, whole.procedure, stage, input, context))) setOpen(null);
  };
  return (
    <div class="outcome-stage">
      <h3>{translate(`outcome.stage.${stage}`)}</h3>
      {record?.conflict && <p class="notice">{translate('outcome.conflict')}</p>}
      {open === 'form' ? (
        <div class="card">
          <OutcomeForm
            whole={whole}
            stage={stage}
            outcome={record?.current ?? null}
            busy={busy}
            error={error}
            onSubmit={(input) => void save(input)}
            onCancel={() => setOpen(null)}
          />
        </div>
      ) : (
        <>
          {record === null && <p class="muted">{translate(`outcome.none.${stage}`)}</p>}
          {record !== null && <Said outcome={record.current} />}
          {record?.conflict && <OtherVersions record={record} />}
          <p class="form-actions">
            <button type="button" class="button" onClick={() => setOpen('form')}>
              {translate(record === null ? 'outcome.write' : 'outcome.correct')}
              <span class="visually-hidden">: {translate(`outcome.stage.${stage}`)}</span>
            </button>
            {record !== null && (
              <button type="button" class="button danger" onClick={() => setOpen('withdraw')}>
                {translate('outcome.withdraw')}
                <span class="visually-hidden">: {translate(`outcome.stage.${stage}`)}</span>
              </button>
            )}
          </p>
        </>
      )}
      {open === 'withdraw' && (
        <ConfirmDialog
          title={translate('outcome.withdrawTitle')}
          action={translate('outcome.withdraw')}
          busy={busy}
          error={error}
          onConfirm={() => void save(null)}
          onClose={() => setOpen(null)}
        >
          <p>{translate('outcome.withdrawText')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

/** Versions that were written apart on other devices, to be read before one of them is saved. */
function OtherVersions({ record: { current, history } }: { record: OutcomeRecord }) {
  return (
    <>
      {history
        .filter((outcome) => outcome.id !== current.id && outcome.device !== current.device)
        .slice(-1)
        .map((outcome) => (
          <div key={outcome.id} class="card">
            <Said outcome={outcome} />
          </div>
        ))}
    </>
  );
}

function Said({ outcome }: { outcome: Outcome }) {
  const house = useHouse();
  const { translate } = house;
  const { bought, reused, learned, case: story } = outcome;
  return (
    <>
      <dl class="facts">
        <Fact name="outcome.bought">{bought}</Fact>
        <Fact name="outcome.reused">
          {reused &&
            [translate(`outcome.reused.${reused.was ? 'yes' : 'no'}`), reused.which].filter(Boolean).join(': ')}
        </Fact>
        <Fact name="outcome.learned">{learned}</Fact>
        <Fact name="outcome.writtenAt">
          {[formatDay(outcome.day, translate.locale), outcome.author].filter(Boolean).join(' · ')}
        </Fact>
      </dl>
      {story && (
        <section class="card own-case" aria-label={translate('outcome.caseTitle')}>
          <h4>{story.title}</h4>
          <dl class="facts">
            <Fact name="outcome.what">{story.what}</Fact>
            <Fact name="outcome.how">{story.how}</Fact>
            <Fact name="outcome.result">{story.result}</Fact>
            <Fact name="outcome.askRole">{story.askRole}</Fact>
            <Fact name="outcome.standsAt">
              {story.target ? (
                <a href={formatRoute({ page: 'targets', id: story.target })}>{targetTitle(house, story.target)}</a>
              ) : (
                areaName(house, story.area)
              )}
            </Fact>
          </dl>
        </section>
      )}
    </>
  );
}
