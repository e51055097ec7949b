import { useState } from 'preact/hooks';
import { authors, deletePerson } from '../../../lib/log/retention.ts';
import { Field } from '../../ui/field.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { saveFile } from '../save-file.ts';
import { useDeletion } from './deletion-run.ts';
import { DeletionWords, NoUndo } from './deletion-words.tsx';

/** What the journal knows of one person: taken out as a file, or forgotten. */
export function PersonPart() {
  const house = useHouse();
  const { translate, journal } = house;
  const [chosen, setChosen] = useState('');
  const [asking, setAsking] = useState<{ name: string; rows: number } | null>(null);
  const [saved, setSaved] = useState<{ name: string; rows: number } | null>(null);
  const { run, start, stop } = useDeletion();
  const names = useLive('authors', () => authors(journal));
  if (names.state !== 'ready') return null;
  const known = names.value;
  const person = known.includes(chosen) ? chosen : (known[0] ?? '');
  const running = run.state === 'running';

  const take = async () => {
    const { personFile } = await import('./person-file.ts');
    const file = await personFile(house, person);
    saveFile(file);
    setSaved({ name: file.name, rows: file.rows });
  };
  const ask = async () => {
    const { rowsOf } = await import('./person-file.ts');
    setAsking({ name: person, rows: await rowsOf(journal, person) });
  };
  return (
    <section class="part" aria-labelledby="person">
      <h2 id="person">{translate('privacy.person')}</h2>
      {known.length === 0 ? (
        <p>{translate('privacy.nobody')}</p>
      ) : (
        <div class="settings-group">
          <p>{translate('privacy.personText')}</p>
          <Field label={translate('settings.author')}>
            {(control) => (
              <select
                {...control}
                value={person}
                disabled={running}
                onChange={({ currentTarget }) => setChosen(currentTarget.value)}
              >
                {known.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <p class="form-actions">
            <button type="button" class="button" disabled={running} onClick={() => void take()}>
              {translate('privacy.personExport')}
            </button>
            <button type="button" class="button danger" disabled={running} onClick={() => void ask()}>
              {translate('privacy.personDelete')}
            </button>
          </p>
          <p role="status">{saved && translate('privacy.personSaved', { count: saved.rows, name: saved.name })}</p>
        </div>
      )}
      <DeletionWords run={run} onStop={stop} of="person" />
      {asking && (
        <ConfirmDialog
          title={translate('privacy.personTitle', { name: asking.name })}
          action={translate('privacy.personDelete')}
          onConfirm={() => {
            setAsking(null);
            setSaved(null);
            void start((options) => deletePerson(journal, asking.name, options));
          }}
          onClose={() => setAsking(null)}
        >
          <p>{translate('privacy.personGoes', { count: asking.rows })}</p>
          <p>{translate('privacy.personStays')}</p>
          <NoUndo />
        </ConfirmDialog>
      )}
    </section>
  );
}
