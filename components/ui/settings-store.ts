import { type LockedSetting, readManaged, withManaged } from '../../lib/managed.ts';
import { readSettings, type SettingName, type Settings, settingSchemas, settingsEdition } from '../../lib/settings.ts';

/** The part of the browser's storage that settings need; an extension page hands in `browser.storage.local`. */
export interface SettingsArea {
  get: () => Promise<unknown>;
  /** What the browser's own management says; it goes before what is stored. */
  managed: () => Promise<unknown>;
  set: (settings: Record<string, unknown>) => Promise<void>;
  /** Calls back after any change, from whichever page; returns how to stop. */
  onChanged: (listener: () => void) => () => void;
}

/** Settings, and which stored ones could not be read and stand at their default. */
export interface LoadedSettings {
  settings: Settings;
  rejected: SettingName[];
  /** Those that the organisation has fixed. */
  locked: LockedSetting[];
}

/** Reads and checks every setting by itself, and puts what the organisation has fixed in its place. */
export async function loadSettings(area: SettingsArea): Promise<LoadedSettings> {
  const [stored, managed] = await Promise.all([area.get(), area.managed()]);
  const { settings, rejected } = readSettings(stored);
  return { rejected, ...withManaged(settings, readManaged(managed).managed) };
}

/**
 * Saves one setting and leaves the others as they are stored, fields of a newer version included. Pages that save
 * at the same time take turns.
 * @param change the new value out of the stored one; anything that does not validate is not saved
 * @returns whether the value was valid, and so was saved
 */
export async function saveSetting<T extends SettingName>(
  area: SettingsArea,
  name: T,
  change: (before: Settings[T]) => unknown,
): Promise<boolean> {
  return navigator.locks.request('settings', async () => {
    const stored = await area.get();
    const parsed = settingSchemas[name].safeParse(change(readSettings(stored).settings[name]));
    if (!parsed.success) return false;
    const kept = typeof stored === 'object' && stored !== null ? stored : {};
    await area.set({ ...kept, schema: settingsEdition, [name]: parsed.data });
    return true;
  });
}

/**
 * Puts whole settings in the place of those that are stored; fields of a newer version stay.
 * @returns what was stored before
 */
export async function replaceSettings(area: SettingsArea, settings: Settings): Promise<unknown> {
  return navigator.locks.request('settings', async () => {
    const before = await area.get();
    const kept = typeof before === 'object' && before !== null ? before : {};
    await area.set({ ...kept, schema: settingsEdition, ...settings });
    return before;
  });
}
