import { browser } from 'wxt/browser';
import { type Policy, readPolicy } from '../../lib/targets/policy.ts';

let latest: { stored: string; policy: Policy | null } | null = null;

/** The organisation's policy as it is stored now, the same object until it changes; null without a readable one. */
export async function currentPolicy(): Promise<Policy | null> {
  const { policy: stored } = await browser.storage.local.get('policy');
  if (stored === undefined) return null;
  const text = JSON.stringify(stored);
  if (latest?.stored !== text) {
    const read = readPolicy(stored);
    latest = { stored: text, policy: 'policy' in read ? read.policy : null };
  }
  return latest.policy;
}
