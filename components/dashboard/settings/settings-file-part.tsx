import { readSettingsFile, type SettingsFileProblem, settingsFile } from '../../../lib/settings-file.ts';
import { replaceSettings } from '../../ui/settings-store.ts';
import { useHouse } from '../house.ts';
import { saveFile } from '../save-file.ts';
import { JsonFileInput } from './json-file-input.tsx';
import { OutcomeNotes, useOutcome } from './outcome.tsx';

/** Bytes read of a file: beyond the characters that one may have, in whatever script. */
const maximumRead = 5_000_000;

/** The settings as a file, for another browser or for safety, and such a file taken in: whole or not at all. */
export function SettingsFilePart() {
  const { translate, edge, today } = useHouse();
  const { outcome, attempt } = useOutcome<SettingsFileProblem>();
  const save = () =>
    attempt(async () => {
      const text = settingsFile(await edge.settings.get(), new Date());
      const name = `groent-lys-${translate('settingsFile.fileTitle')}-${today}.json`;
      saveFile({ blob: new Blob([text], { type: 'application/json' }), name });
      return null;
    });
  const take = (file: File) =>
    attempt(async () => {
      // No more than can be one is read at all.
      const read = readSettingsFile(await file.slice(0, maximumRead).text());
      if ('problems' in read) return { kind: 'refused', file: file.name, problems: read.problems };
      const before = await replaceSettings(edge.settings, read.settings);
      return { kind: 'done', words: translate('settingsFile.taken', { file: file.name }), before };
    });
  const undo = (before: unknown) =>
    attempt(async () => {
      await edge.settings.set(typeof before === 'object' && before !== null ? { ...before } : {});
      return null;
    });

  return (
    <section class="settings-group" aria-labelledby="settings-file">
      <h2 id="settings-file">{translate('settingsFile.title')}</h2>
      <p>{translate('settingsFile.lead')}</p>
      <p>
        <button type="button" class="button" onClick={() => void save()}>
          {translate('settingsFile.save')}
        </button>
      </p>
      <OutcomeNotes
        outcome={outcome}
        kept={translate('settingsFile.kept')}
        failed={translate('settings.problem.storage')}
        problems={(problems) => (
          <ul>
            {problems.map(({ code, name = '' }) => (
              <li key={`${code} ${name}`}>{translate(`settingsFile.problem.${code}`, { name })}</li>
            ))}
          </ul>
        )}
        onUndo={undo}
      />
      <JsonFileInput label={translate('settingsFile.choose')} hint={translate('settingsFile.hint')} onFile={take} />
    </section>
  );
}
