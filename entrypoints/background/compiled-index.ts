import builtIn from 'virtual:matching/compiled';
import { browser } from 'wxt/browser';
import { type CompiledIndex, compiledOf, isCompiled } from '../../lib/matching/compiled.ts';
import { buildMatchIndex, indexVersion } from '../../lib/matching/index-targets.ts';
import { inUse } from '../../lib/targets/apply-policy.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import { catalogue } from './organisation.ts';

let latest: CompiledIndex | undefined;

/**
 * The index of today's targets. The packs alone come compiled with the build; with a policy over them, or once a target
 * has come or gone since the build, it is compiled here and kept, so that a new start of the background finds it.
 */
export async function compiledIndex(): Promise<CompiledIndex> {
  const data = inUse(await catalogue());
  const day = dayOf(new Date());
  const version = indexVersion(data, day);
  if (isCompiled(builtIn, version)) return builtIn;
  if (isCompiled(latest, version)) return latest;
  const stored = (await browser.storage.local.get('compiledIndex')).compiledIndex as CompiledIndex | undefined;
  if (isCompiled(stored, version)) {
    latest = stored;
    return stored;
  }
  latest = compiledOf(buildMatchIndex(data, day));
  await browser.storage.local.set({ compiledIndex: latest });
  return latest;
}
