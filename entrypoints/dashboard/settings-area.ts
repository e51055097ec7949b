import { browser } from 'wxt/browser';
import type { SettingsArea } from '../../components/ui/settings-store.ts';
import { managedValues, onManagedChanged } from './managed.ts';

/** The user's settings in the browser's storage, for dashboard and popup. */
export const settingsArea: SettingsArea = {
  get: async () => (await browser.storage.local.get('settings')).settings,
  managed: managedValues,
  set: (settings) => browser.storage.local.set({ settings }),
  onChanged: (listener) => {
    const follow = (changes: Record<string, unknown>) => {
      if ('settings' in changes) listener();
    };
    browser.storage.local.onChanged.addListener(follow);
    const stop = onManagedChanged(listener);
    return () => {
      browser.storage.local.onChanged.removeListener(follow);
      stop();
    };
  },
};
