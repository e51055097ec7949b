import { type Organisation, type StoredPack, storedPacks } from '../../../lib/organisation.ts';
import { sitePolicyProblems } from '../../../lib/sites.ts';
import { applyPolicy, type Catalogue } from '../../../lib/targets/apply-policy.ts';
import { applyPack, parsePack, readPack } from '../../../lib/targets/own-pack.ts';
import { type PolicyProblem, parsePolicy } from '../../../lib/targets/policy.ts';
import type { Language } from '../../../lib/targets/schema.ts';

/** One place of the browser's storage, that of the policy or that of the organisation's own packs. */
export interface StoredArea {
  get: () => Promise<unknown>;
  /** What was stored before may come back as it was, readable or not. */
  set: (content: unknown) => Promise<void>;
  remove: () => Promise<void>;
}

type ChosenFile = Pick<File, 'name' | 'size' | 'text'>;

/** Bytes that a file may have; the largest thinkable one is a tenth of it. */
const maximumSize = 2_000_000;

const tooLarge = ({ size }: ChosenFile): PolicyProblem[] =>
  size > maximumSize ? [{ path: 'file', code: 'size', values: { size: String(Math.round(size / 1000)) } }] : [];

/**
 * Stores the policy of a file, if every part of it holds. A file with any problem changes nothing.
 * @param data the packs that it must fit, the organisation's own included
 * @returns the problems; none when the policy is stored
 */
export async function takePolicy(
  area: StoredArea,
  data: Catalogue,
  file: ChosenFile,
  language: Language,
): Promise<PolicyProblem[]> {
  const large = tooLarge(file);
  if (large.length > 0) return large;
  const read = parsePolicy(await file.text(), language);
  if ('problems' in read) return read.problems;
  const refused = [...applyPolicy(data, read.policy).refused, ...sitePolicyProblems(read.policy)];
  if (refused.length === 0) await area.set(read.policy);
  return refused;
}

/**
 * Stores the pack of a file, if every target of it holds. A file with any problem changes nothing.
 * @param beside the packs that are there already, without the user's own
 * @param place of the pack that it replaces; null adds it
 * @returns the problems; none when the pack is stored
 */
export async function takePack(
  area: StoredArea,
  beside: Catalogue,
  file: ChosenFile,
  place: number | null,
  { language, now }: { language: Language; now: Date },
): Promise<PolicyProblem[]> {
  const large = tooLarge(file);
  if (large.length > 0) return large;
  const read = parsePack(await file.text(), language);
  if ('problems' in read) return read.problems;
  return changePacks(area, async (packs) => {
    const others = packs.filter((_, at) => at !== place);
    const { refused } = applyPack(withPacks(beside, others), read.pack);
    if (refused.length > 0) return { packs, result: refused };
    const taken: StoredPack = { file: file.name.slice(0, 200), takenAt: now.toISOString(), pack: read.pack };
    const changed = place === null ? [...packs, taken] : packs.map((pack, at) => (at === place ? taken : pack));
    return { packs: changed, result: refused };
  });
}

/**
 * Puts packs back that were kept in a file. One takes the place of those that hold a target of the same id, the others
 * stay; one that cannot be read or does not fit any more is left out.
 */
export function restorePacks(area: StoredArea, beside: Catalogue, kept: readonly StoredPack[]): Promise<void> {
  return changePacks(area, async (packs) => ({
    packs: kept.reduce((now, one) => withRestored(now, one, beside), packs),
    result: undefined,
  }));
}

function withRestored(packs: StoredPack[], kept: StoredPack, beside: Catalogue): StoredPack[] {
  const read = readPack(kept.pack);
  if ('problems' in read) return packs;
  const ids = new Set(read.pack.targets.map(({ id }) => id));
  const isOther = ({ pack }: StoredPack): boolean => {
    const held = readPack(pack);
    return 'problems' in held || !held.pack.targets.some(({ id }) => ids.has(id));
  };
  const others = packs.filter(isOther);
  if (applyPack(withPacks(beside, others), read.pack).refused.length > 0) return packs;
  const place = packs.findIndex((one) => !isOther(one));
  return others.toSpliced(place < 0 ? others.length : place, 0, { ...kept, pack: read.pack });
}

/** The installed packs with those of the organisation that are no file of the user's: what such a file must fit. */
export function besideOwn({ packs, organisation }: { packs: Catalogue; organisation: Organisation }): Catalogue {
  return organisation.packs.reduce(
    (data, { pack, origin }) => (pack && origin !== 'file' ? applyPack(data, pack).data : data),
    packs,
  );
}

/** Takes one pack away; the others stay. */
export function removePack(area: StoredArea, place: number): Promise<void> {
  return changePacks(area, async (packs) => ({ packs: packs.filter((_, at) => at !== place), result: undefined }));
}

function withPacks(data: Catalogue, packs: readonly StoredPack[]): Catalogue {
  return packs.reduce((before, { pack }) => {
    const read = readPack(pack);
    return 'pack' in read ? applyPack(before, read.pack).data : before;
  }, data);
}

/** Pages that change the list at the same time take turns. */
function changePacks<T>(
  area: StoredArea,
  change: (packs: StoredPack[]) => Promise<{ packs: StoredPack[]; result: T }>,
): Promise<T> {
  return navigator.locks.request('packs', async () => {
    const before = storedPacks(await area.get());
    const { packs, result } = await change(before);
    if (packs !== before) await area.set(packs);
    return result;
  });
}
