import data from 'virtual:targets/in-page';
import { applyPolicy, type Catalogue } from '../../lib/targets/apply-policy.ts';
import type { Policy } from '../../lib/targets/policy.ts';
import { currentPolicy } from './policy.ts';

let latest: { policy: Policy; catalogue: Catalogue } | null = null;

/**
 * The installed packs with the organisation's policy laid over them, as it is stored now. A stored policy that this
 * version cannot read leaves the packs as they are; the settings page says so.
 */
export async function catalogue(): Promise<Catalogue> {
  const policy = await currentPolicy();
  if (policy === null) return data;
  if (latest?.policy !== policy) latest = { policy, catalogue: applyPolicy(data, policy).data };
  return latest.catalogue;
}
