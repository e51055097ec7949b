import { loadSettings } from '../../components/ui/settings-store.ts';
import type { Settings } from '../../lib/settings.ts';
import { settingsArea } from '../dashboard/settings-area.ts';

/** The user's settings as they stand now, with what the organisation has fixed; the worker keeps nothing in memory. */
export async function currentSettings(): Promise<Settings> {
  return (await loadSettings(settingsArea)).settings;
}
