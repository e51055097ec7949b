import { z } from 'zod';
import {
  defaultSettings,
  readSettings,
  type SettingName,
  type Settings,
  settingSchemas,
  settingsEdition,
} from './settings.ts';

/** Characters that a file may have; the largest are those with a logo. */
const maximumSize = 1_000_000;

const fileSchema = z.strictObject({
  type: z.literal('groent-lys-settings'),
  schema: z.int().min(1),
  savedAt: z.string(),
  settings: z.record(z.string(), z.unknown()),
});

/** Why a file is not taken; `settingsFile.problem.<code>` in the locales. */
export interface SettingsFileProblem {
  code: 'json' | 'other' | 'size' | 'newer' | 'unknown' | 'value';
  /** The setting that it is about. */
  name?: string;
}

/** The settings as a file: those of the user, without what an organisation has fixed over them. */
export function settingsFile(stored: unknown, now: Date): string {
  const { settings } = readSettings(stored);
  const content = { type: 'groent-lys-settings', schema: settingsEdition, savedAt: now.toISOString(), settings };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * The settings of a file. Nothing is half applied: a file with a single value that cannot be used is refused whole, with
 * a line for each; a setting that it does not name gets its default.
 */
export function readSettingsFile(text: string): { settings: Settings } | { problems: SettingsFileProblem[] } {
  if (text.length > maximumSize) return { problems: [{ code: 'size' }] };
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { problems: [{ code: 'json' }] };
  }
  const file = fileSchema.safeParse(content);
  if (!file.success) return { problems: [{ code: 'other' }] };
  if (file.data.schema > settingsEdition) return { problems: [{ code: 'newer' }] };
  const named = Object.entries(file.data.settings);
  const problems = named.flatMap(([name, value]): SettingsFileProblem[] => {
    if (!Object.hasOwn(settingSchemas, name)) return [{ code: 'unknown', name }];
    return settingSchemas[name as SettingName].safeParse(value).success ? [] : [{ code: 'value', name }];
  });
  if (problems.length > 0) return { problems };
  return { settings: { ...defaultSettings, ...readSettings(file.data.settings).settings } };
}
