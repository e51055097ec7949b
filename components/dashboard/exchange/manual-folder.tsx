import { useState } from 'preact/hooks';
import { ownFileName } from '../../../lib/exchange/shared-files.ts';
import { Field } from '../../ui/field.tsx';
import { useHouse } from '../house.ts';
import { saveFile } from '../save-file.ts';

interface ManualFolderProps {
  busy: boolean;
  onFiles: (files: File[]) => void;
}

/** The same by hand, where the browser keeps no folder open: one's own file out, those of the others in. */
export function ManualFolder({ busy, onFiles }: ManualFolderProps) {
  const house = useHouse();
  const { translate } = house;
  const [saved, setSaved] = useState<string | null>(null);
  const save = async () => {
    const { sharedFileOf } = await import('./shared-export.ts');
    const { blob, device } = await sharedFileOf(house);
    const name = ownFileName(device);
    saveFile({ blob, name });
    setSaved(name);
  };
  return (
    <>
      <p class="notice">{translate('folder.byHand')}</p>
      <section class="part prose" aria-labelledby="folder-out">
        <h2 id="folder-out">{translate('folder.out')}</h2>
        <p>{translate('folder.outText')}</p>
        <p class="form-actions">
          <button type="button" class="button primary" disabled={busy} onClick={() => void save()}>
            {translate('folder.outStart')}
          </button>
        </p>
        <p role="status">{saved !== null && translate('folder.outDone', { name: saved })}</p>
      </section>
      <section class="part prose" aria-labelledby="folder-in">
        <h2 id="folder-in">{translate('folder.in')}</h2>
        <Field label={translate('folder.inChoose')} hint={translate('folder.inHint')}>
          {(control) => (
            <input
              {...control}
              type="file"
              ref={(input) => {
                // Not among the attributes of the standard, but in every browser.
                if (input) input.webkitdirectory = true;
              }}
              disabled={busy}
              onChange={({ currentTarget }) => {
                const files = [...(currentTarget.files ?? [])];
                currentTarget.value = '';
                if (files.length > 0) onFiles(files);
              }}
            />
          )}
        </Field>
      </section>
    </>
  );
}
