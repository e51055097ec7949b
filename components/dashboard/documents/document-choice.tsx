import { useState } from 'preact/hooks';
import type { Translator } from '../../../lib/i18n.ts';
import { Field } from '../../ui/field.tsx';

interface DocumentChoiceProps {
  translate: Translator;
  onFiles: (files: File[]) => void;
}

/** Endings of what can be read; the browser's own dialog shows these first, and a drop takes anything. */
const endings = '.docx,.docm,.dotx,.odt,.ott,.pdf,.xlsx,.xlsm,.ods,.txt,.md,.csv,.xml';

/** The place for documents: chosen with the browser's own control, by key or pointer, or dropped on it. */
export function DocumentChoice({ translate, onFiles }: DocumentChoiceProps) {
  const [over, setOver] = useState(false);
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(files);
  };
  return (
    <section
      class={over ? 'drop-place over' : 'drop-place'}
      aria-label={translate('documents.choose')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <p>{translate('documents.drop')}</p>
      <Field label={translate('documents.choose')} hint={translate('documents.kinds')}>
        {(control) => (
          <input
            {...control}
            type="file"
            multiple
            accept={endings}
            onChange={({ currentTarget }) => {
              take(currentTarget.files);
              // Emptied, so that the same file can be chosen again.
              currentTarget.value = '';
            }}
          />
        )}
      </Field>
      <p class="hint">{translate('documents.privacy')}</p>
    </section>
  );
}
