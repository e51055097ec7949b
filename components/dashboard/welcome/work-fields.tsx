import type { SettingName, Settings } from '../../../lib/settings.ts';
import { Field } from '../../ui/field.tsx';
import { KeptText } from '../../ui/kept-text.tsx';
import { useHouse } from '../house.ts';
import { LockedField } from '../settings/locked-field.tsx';
import { UnitField } from '../settings/unit-field.tsx';

interface WorkFieldsProps {
  onSave: <T extends SettingName>(name: T, change: (before: Settings[T]) => unknown) => Promise<void>;
}

/** What the buyer's own tenders are known by and what decisions are logged under; none of it is needed. */
export function WorkFields({ onSave }: WorkFieldsProps) {
  const { translate, settings, locked } = useHouse();
  const { organisation, author } = settings;
  return (
    <div class="settings-group">
      {locked.includes('organisationName') ? (
        <LockedField label={translate('settings.organisationName')} value={organisation.name} />
      ) : (
        <Field label={translate('settings.organisationName')} hint={translate('settings.organisationNameHint')}>
          {(control) => (
            <KeptText
              {...control}
              type="text"
              maxLength={200}
              kept={organisation.name}
              onKeep={(name) => void onSave('organisation', (before) => ({ ...before, name }))}
            />
          )}
        </Field>
      )}
      <UnitField problem={null} onChange={(unit) => onSave('unit', () => unit)} />
      <Field label={translate('settings.author')} hint={translate('settings.authorHint')}>
        {(control) => (
          <KeptText
            {...control}
            type="text"
            maxLength={60}
            kept={author}
            onKeep={(name) => void onSave('author', () => name)}
          />
        )}
      </Field>
    </div>
  );
}
