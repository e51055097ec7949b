import { Field } from '../../ui/field.tsx';
import { useHouse } from '../house.ts';

/** A setting that the organisation has fixed: it can be read and reached by key, and says why it cannot be changed. */
export function LockedField({ label, value }: { label: string; value: string }) {
  const { translate } = useHouse();
  return (
    <Field label={label} hint={translate('managed.locked')}>
      {(control) => <input {...control} type="text" class="locked" readOnly value={value} />}
    </Field>
  );
}
