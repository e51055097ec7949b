import { useState } from 'preact/hooks';
import { Field } from '../../ui/field.tsx';
import { useHouse } from '../house.ts';

interface FileChoiceProps {
  label: string;
  hint: string;
  disabled: boolean;
  onFiles: (files: File[]) => void;
}

/** A place for files: chosen with the browser's own control, by key or pointer, or dropped on it. */
export function FileChoice({ label, hint, disabled, onFiles }: FileChoiceProps) {
  const { translate } = useHouse();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(files);
  };
  return (
    <section
      class={over ? 'drop-place over' : 'drop-place'}
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        if (!disabled) setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!disabled) take(event.dataTransfer?.files);
      }}
    >
      <p>{translate('import.drop')}</p>
      <Field label={label} hint={hint}>
        {(control) => (
          <input
            {...control}
            type="file"
            multiple
            disabled={disabled}
            accept=".json,.jsonl,.csv,application/json,application/jsonl,text/csv"
            onChange={({ currentTarget }) => {
              take(currentTarget.files);
              // Emptied, so that the same file can be chosen again.
              currentTarget.value = '';
            }}
          />
        )}
      </Field>
    </section>
  );
}
