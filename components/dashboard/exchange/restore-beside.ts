import type { StagedFile } from '../../../lib/exchange/stage.ts';
import { readSettings } from '../../../lib/settings.ts';
import { readPolicy } from '../../../lib/targets/policy.ts';
import type { House } from '../house.ts';
import { besideOwn, restorePacks } from '../settings/own-files.ts';

/** Whether a file holds settings, a policy or packs. */
export const holdsBeside = ({ beside }: StagedFile): boolean => Object.keys(beside).length > 0;

/**
 * Puts settings and policy of a backup in the place of those that hold now. A setting that cannot be read takes its
 * default, a policy that breaks a rule is left out: the one that holds stays. Packs come back as `restorePacks` says.
 */
export async function restoreBeside(
  house: Pick<House, 'edge' | 'translate' | 'packs' | 'organisation'>,
  { settings, policy, packs }: StagedFile['beside'],
): Promise<void> {
  const { edge, translate } = house;
  if (settings) {
    await navigator.locks.request('settings', () => edge.settings.set({ ...readSettings(settings).settings }));
  }
  const read = policy && readPolicy(policy, translate.locale);
  if (read && 'policy' in read) await edge.policy.set(read.policy);
  if (packs) await restorePacks(edge.packs, besideOwn(house), packs);
}
