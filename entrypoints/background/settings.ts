import { browser } from 'wxt/browser';
import { readSettings, type Settings } from '../../lib/settings.ts';

/** The user's settings as they stand now; the worker keeps nothing in memory. */
export async function currentSettings(): Promise<Settings> {
  const { settings } = await browser.storage.local.get('settings');
  return readSettings(settings).settings;
}
