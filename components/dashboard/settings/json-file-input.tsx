import { Field } from '../../ui/field.tsx';

interface JsonFileInputProps {
  label: string;
  hint?: string;
  onFile: (file: File) => Promise<void>;
}

/** The browser's own control for one JSON file. */
export function JsonFileInput({ label, hint, onFile }: JsonFileInputProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            // Emptied, so that the same file can be chosen again after it was mended.
            if (file) void onFile(file).finally(() => (currentTarget.value = ''));
          }}
        />
      )}
    </Field>
  );
}
