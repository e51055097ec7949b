import { browser } from 'wxt/browser';
import type { PolicyArea } from '../../components/dashboard/settings/policy-store.ts';

/** The organisation's policy in the browser's storage. */
export const policyArea: PolicyArea = {
  get: async () => (await browser.storage.local.get('policy')).policy,
  set: (policy) => browser.storage.local.set({ policy }),
  remove: () => browser.storage.local.remove('policy'),
  onChanged: (listener) => {
    const follow = (changes: Record<string, unknown>) => {
      if ('policy' in changes) listener();
    };
    browser.storage.local.onChanged.addListener(follow);
    return () => browser.storage.local.onChanged.removeListener(follow);
  },
};
