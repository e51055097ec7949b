import { useState } from 'preact/hooks';
import { deleteByAge, oldBefore, yearsBefore } from '../../../lib/log/retention.ts';
import { Field } from '../../ui/field.tsx';
import { formatDay } from '../../ui/format.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useHouse } from '../house.ts';
import { LockedField } from '../settings/locked-field.tsx';
import { useDeletion } from './deletion-run.ts';
import { DeletionWords, NoUndo } from './deletion-words.tsx';

/** Years that purchases are usually kept; what is older may go. */
const years = [3, 5, 7, 10] as const;

/** Deletes what has rested for years: the rows go, the figures of those periods stay. */
export function AgePart() {
  const { translate, journal, today, organisation } = useHouse();
  const { retentionYears } = organisation.managed.managed;
  const { locale } = translate;
  const [chosen, setChosen] = useState(5);
  const age = retentionYears ?? chosen;
  const [looking, setLooking] = useState(false);
  const [asking, setAsking] = useState<{ day: string; procedures: number; records: number } | null>(null);
  const { run, start, stop } = useDeletion();
  const running = run.state === 'running';
  const day = yearsBefore(today, age);

  const ask = async () => {
    setLooking(true);
    try {
      setAsking({ day, ...(await oldBefore(journal, day)) });
    } finally {
      setLooking(false);
    }
  };
  return (
    <section class="part" aria-labelledby="age">
      <h2 id="age">{translate('privacy.age')}</h2>
      <div class="settings-group">
        <p>{translate('privacy.ageText')}</p>
        {retentionYears !== undefined ? (
          <>
            <LockedField label={translate('privacy.ageYears')} value={translate('privacy.years', { count: age })} />
            <p>{translate('privacy.ageDuty')}</p>
          </>
        ) : (
          <Field
            label={translate('privacy.ageYears')}
            hint={translate('privacy.ageBefore', { day: formatDay(day, locale) })}
          >
            {(control) => (
              <select
                {...control}
                value={String(age)}
                disabled={running}
                onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
              >
                {years.map((count) => (
                  <option key={count} value={String(count)}>
                    {translate('privacy.years', { count })}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <p class="form-actions">
          <button type="button" class="button" disabled={running || looking} onClick={() => void ask()}>
            {translate('privacy.agePreview')}
          </button>
        </p>
        <p role="status">{looking && translate('privacy.looking')}</p>
      </div>
      <DeletionWords run={run} onStop={stop} of="age" />
      {asking && (
        <ConfirmDialog
          title={translate('privacy.ageTitle', { day: formatDay(asking.day, locale) })}
          action={asking.procedures > 0 ? translate('privacy.ageDelete') : null}
          onConfirm={() => {
            setAsking(null);
            void start((options) => deleteByAge(journal, asking.day, options));
          }}
          onClose={() => setAsking(null)}
        >
          {asking.procedures === 0 ? (
            <p>{translate('privacy.ageNothing')}</p>
          ) : (
            <>
              <p>{translate('privacy.ageGoes', { procedures: asking.procedures, records: asking.records })}</p>
              <p>{translate('privacy.ageStays')}</p>
              <NoUndo />
            </>
          )}
        </ConfirmDialog>
      )}
    </section>
  );
}
