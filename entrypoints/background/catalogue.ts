import data from 'virtual:targets/in-page';
import { browser } from 'wxt/browser';
import { applyPolicy, type Catalogue } from '../../lib/targets/apply-policy.ts';
import { readPolicy } from '../../lib/targets/policy.ts';

let latest: { stored: string; catalogue: Catalogue } | null = null;

/**
 * The installed packs with the organisation's policy laid over them, as it is stored now. A stored policy that this
 * version cannot read leaves the packs as they are; the settings page says so.
 */
export async function catalogue(): Promise<Catalogue> {
  const { policy: stored } = await browser.storage.local.get('policy');
  if (stored === undefined) return data;
  const text = JSON.stringify(stored);
  if (latest?.stored !== text) {
    const read = readPolicy(stored);
    latest = { stored: text, catalogue: 'policy' in read ? applyPolicy(data, read.policy).data : data };
  }
  return latest.catalogue;
}
