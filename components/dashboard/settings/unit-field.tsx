import { Field } from '../../ui/field.tsx';
import { KeptText } from '../../ui/kept-text.tsx';
import { useHouse } from '../house.ts';
import { LockedField } from './locked-field.tsx';

interface UnitFieldProps {
  problem: string | null;
  onChange: (unit: string) => Promise<void>;
}

/** The unit that new decisions are logged under: free text, or one of the organisation's list. */
export function UnitField({ problem, onChange }: UnitFieldProps) {
  const { translate, settings, locked, organisation } = useHouse();
  // Without a list anything may be written.
  const { units } = organisation.managed.managed;
  const label = translate('settings.unit');
  if (locked.includes('unit')) return <LockedField label={label} value={settings.unit} />;
  const hint = units
    ? `${translate('settings.unitHint')} ${translate('managed.units')}`
    : translate('settings.unitHint');
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(control) =>
        units ? (
          <select {...control} value={settings.unit} onChange={(event) => void onChange(event.currentTarget.value)}>
            <option value="">{translate('managed.noUnit')}</option>
            {units.map((unit) => (
              <option key={unit} value={unit}>
                {unit}
              </option>
            ))}
          </select>
        ) : (
          <KeptText
            {...control}
            type="text"
            maxLength={120}
            kept={settings.unit}
            onKeep={(unit) => void onChange(unit)}
          />
        )
      }
    </Field>
  );
}
