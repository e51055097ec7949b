import type { StagedFile } from '../../../lib/exchange/stage.ts';
import { readSettings } from '../../../lib/settings.ts';
import { readPolicy } from '../../../lib/targets/policy.ts';
import type { House } from '../house.ts';

/** Whether a file holds settings or a policy. */
export const holdsBeside = ({ beside }: StagedFile): boolean =>
  beside.settings !== undefined || beside.policy !== undefined;

/**
 * Puts settings and policy of a backup in the place of those that hold now. A setting that cannot be read takes its
 * default, a policy that breaks a rule is left out: the one that holds stays.
 */
export async function restoreBeside(
  { edge, translate }: Pick<House, 'edge' | 'translate'>,
  { settings, policy }: StagedFile['beside'],
): Promise<void> {
  if (settings) {
    await navigator.locks.request('settings', () => edge.settings.set({ ...readSettings(settings).settings }));
  }
  const read = policy && readPolicy(policy, translate.locale);
  if (read && 'policy' in read) await edge.policy.set(read.policy);
}
