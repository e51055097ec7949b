import { browser } from 'wxt/browser';
import type { DashboardEdge } from '../../components/dashboard/house.ts';
import type { StoredArea } from '../../components/dashboard/settings/own-files.ts';
import type { Request } from '../../lib/messages.ts';
import type { OrganisationParts } from '../../lib/organisation.ts';
import { managedValues, onManagedChanged } from './managed.ts';

const names = ['source', 'bucket', 'policy', 'packs'] as const;

/** What an organisation has laid over the packs, as it is stored now; any of it may be anything. */
export async function organisationParts(): Promise<OrganisationParts> {
  const [{ source, bucket, policy, packs }, managed] = await Promise.all([
    browser.storage.local.get([...names]),
    managedValues(),
  ]);
  return { managed, source, bucket, policy, packs };
}

/** Calls back after any part of it changed; returns how to stop. */
export function onOrganisationChanged(listener: () => void): () => void {
  const follow = (changes: Record<string, unknown>) => {
    if (names.some((name) => name in changes)) listener();
  };
  browser.storage.local.onChanged.addListener(follow);
  const stop = onManagedChanged(listener);
  return () => {
    browser.storage.local.onChanged.removeListener(follow);
    stop();
  };
}

const storedArea = (name: 'policy' | 'packs' | 'bucket'): StoredArea => ({
  get: async () => (await browser.storage.local.get(name))[name],
  set: (content) => browser.storage.local.set({ [name]: content }),
  remove: () => browser.storage.local.remove(name),
});

/** The organisation's packs and policy, for the dashboard. */
export const organisationEdge: Pick<DashboardEdge, 'policy' | 'packs' | 'bucket' | 'organisation'> = {
  policy: storedArea('policy'),
  packs: storedArea('packs'),
  bucket: storedArea('bucket'),
  organisation: {
    parts: organisationParts,
    onChanged: onOrganisationChanged,
    visit: async () => {
      const request: Request = { type: 'organisation/visit' };
      await browser.runtime.sendMessage(request);
    },
  },
};
