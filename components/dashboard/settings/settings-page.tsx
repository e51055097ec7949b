import { useEffect, useRef, useState } from 'preact/hooks';
import { locales } from '../../../lib/i18n.ts';
import { type SettingName, type Settings, settingSchemas } from '../../../lib/settings.ts';
import { Field } from '../../ui/field.tsx';
import { KeptText } from '../../ui/kept-text.tsx';
import { saveSetting } from '../../ui/settings-store.ts';
import { Shortcuts } from '../../ui/shortcuts.tsx';
import { Heading } from '../heading.tsx';
import { useHouse } from '../house.ts';
import { formatRoute, type Route } from '../routes.ts';
import { ConnectionsSettings } from './connections-settings.tsx';
import { LockedField } from './locked-field.tsx';
import { ManagedPart } from './managed-part.tsx';
import { PackSettings } from './pack-settings.tsx';
import { PolicySettings } from './policy-settings.tsx';
import { SettingsFilePart } from './settings-file-part.tsx';
import { SiteList } from './site-list.tsx';
import { UnitField } from './unit-field.tsx';

/** What stands beside a field after an attempt to save it. */
type Outcome = { field: string; problem: string | null };

/** Every setting, saved by itself as soon as it is changed. */
export function SettingsPage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate, settings, rejected, locked, edge, data } = house;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const sites = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (route.id === 'sites') sites.current?.focus();
  }, [route.id]);

  const save = async <T extends SettingName>(
    name: T,
    change: (before: Settings[T]) => unknown,
    field: string = name,
  ) => {
    try {
      const valid = await saveSetting(edge.settings, name, change);
      setOutcome({ field, problem: valid ? null : translate(`settings.problem.${field}`) });
    } catch (error) {
      console.error(error);
      setOutcome({ field, problem: translate('settings.problem.storage') });
    }
  };
  const problemOf = (field: string) => (outcome?.field === field ? outcome.problem : null);

  const choice = <T extends 'language' | 'theme' | 'buyerKind' | 'country' | 'role'>(
    name: T,
    options: readonly Settings[T][],
    hint?: string,
  ) => {
    const words = (option: Settings[T]) => translate(`settings.${name}.${option}`);
    if (locked.includes(name))
      return <LockedField label={translate(`settings.${name}`)} value={words(settings[name])} />;
    return (
      <Field label={translate(`settings.${name}`)} hint={hint} problem={problemOf(name)}>
        {(control) => (
          <select
            {...control}
            value={settings[name]}
            onChange={({ currentTarget: { value } }) => save(name, () => value)}
          >
            {options.map((option) => (
              <option key={option} value={option}>
                {words(option)}
              </option>
            ))}
          </select>
        )}
      </Field>
    );
  };
  const text = (
    field: string,
    value: string,
    change: (text: string) => Promise<void>,
    more: { hint?: string; maximum: number; digits?: boolean },
  ) =>
    locked.some((name) => name === field) ? (
      <LockedField label={translate(`settings.${field}`)} value={value} />
    ) : (
      <Field label={translate(`settings.${field}`)} hint={more.hint} problem={problemOf(field)}>
        {(control) => (
          <KeptText
            {...control}
            type="text"
            class={more.digits ? 'digits' : undefined}
            inputMode={more.digits ? 'numeric' : undefined}
            maxLength={more.maximum}
            kept={value}
            onKeep={(words) => void change(words)}
          />
        )}
      </Field>
    );
  const saved = outcome !== null && outcome.problem === null;

  return (
    <>
      <Heading>{translate('nav.settings')}</Heading>
      <p class="lead">{translate('settings.lead')}</p>
      <p class={saved ? 'saved' : 'saved empty-status'} role="status">
        {saved && translate('settings.saved', { field: translate(`settings.${outcome.field}`) })}
      </p>
      <ManagedPart />
      {rejected.length > 0 && (
        <section class="notice" aria-labelledby="rejected">
          <h2 id="rejected">{translate('settings.rejected')}</h2>
          <p>{translate('settings.rejectedText')}</p>
          <ul>
            {rejected.map((name) => (
              <li key={name}>{translate(`settings.${name}`)}</li>
            ))}
          </ul>
        </section>
      )}
      <section class="settings-group" aria-labelledby="organisation">
        <h2 id="organisation">{translate('settings.group.organisation')}</h2>
        {text(
          'organisationName',
          settings.organisation.name,
          (name) => save('organisation', (before) => ({ ...before, name }), 'organisationName'),
          { hint: translate('settings.organisationNameHint'), maximum: 200 },
        )}
        {text(
          'cvr',
          settings.organisation.cvr,
          (cvr) => save('organisation', (before) => ({ ...before, cvr: cvr.replace(/\s/g, '') }), 'cvr'),
          { maximum: 12, digits: true },
        )}
        {choice('buyerKind', settingSchemas.buyerKind.options, translate('settings.buyerKindHint'))}
        {choice('country', settingSchemas.country.options)}
        {text('ocidPrefix', settings.ocidPrefix, (prefix) => save('ocidPrefix', () => prefix.trim()), {
          hint: translate('settings.ocidPrefixHint'),
          maximum: 11,
        })}
        <PriorityAreas onChange={(areas) => save('priorityAreas', () => areas)} />
      </section>
      <PackSettings />
      <PolicySettings />
      <section class="settings-group" aria-labelledby="work">
        <h2 id="work">{translate('settings.group.work')}</h2>
        <UnitField problem={problemOf('unit')} onChange={(unit) => save('unit', () => unit)} />
        {choice('role', settingSchemas.role.options, translate('settings.roleHint'))}
        {text('author', settings.author, (author) => save('author', () => author), {
          hint: translate('settings.authorHint'),
          maximum: 60,
        })}
      </section>
      <section class="settings-group" aria-labelledby="look">
        <h2 id="look">{translate('settings.group.look')}</h2>
        {choice('language', ['auto', ...locales])}
        {choice('theme', settingSchemas.theme.options)}
        <label class="choice">
          <input
            type="checkbox"
            checked={settings.highlight}
            onChange={({ currentTarget: { checked } }) => save('highlight', () => checked)}
          />
          <span>{translate('settings.highlight')}</span>
        </label>
      </section>
      <section class="settings-group wide" aria-labelledby="sites">
        <h2 id="sites" tabIndex={-1} ref={sites}>
          {translate('settings.sites')}
        </h2>
        <SiteList />
      </section>
      <section class="settings-group" aria-labelledby="shortcuts">
        <h2 id="shortcuts">{translate('shortcuts.title')}</h2>
        <Shortcuts edge={edge.shortcuts} translate={translate} />
      </section>
      <ConnectionsSettings />
      <SettingsFilePart />
      <p>
        <a href={formatRoute({ page: 'settings', id: 'privacy' })}>{translate('privacy.link')}</a>
      </p>
      <p>
        <a href={formatRoute({ page: 'welcome' })}>{translate('settings.welcome')}</a>
      </p>
      <p class="muted">
        {translate('settings.versions', { tool: edge.toolVersion, targets: data.targets.length, data: data.version })}
      </p>
    </>
  );
}

function PriorityAreas({ onChange }: { onChange: (areas: string[]) => void }) {
  const { translate, settings, data } = useHouse();
  const chosen: readonly string[] = settings.priorityAreas;
  return (
    <details>
      <summary>{translate('settings.priorityAreas')}</summary>
      <fieldset class="group">
        <legend class="visually-hidden">{translate('settings.priorityAreas')}</legend>
        <p class="hint">{translate('settings.priorityAreasHint')}</p>
        <div class="choices">
          {data.areas
            .filter((area) => area.id !== 'all')
            .map((area) => (
              <label key={area.id} class="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(area.id)}
                  onChange={(event) =>
                    onChange(event.currentTarget.checked ? [...chosen, area.id] : chosen.filter((id) => id !== area.id))
                  }
                />
                <span>{area[translate.locale]}</span>
              </label>
            ))}
        </div>
      </fieldset>
    </details>
  );
}
