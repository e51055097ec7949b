import { sitePolicyProblems } from '../../../lib/sites.ts';
import { applyPolicy, type Catalogue } from '../../../lib/targets/apply-policy.ts';
import { type Policy, type PolicyProblem, parsePolicy, readPolicy } from '../../../lib/targets/policy.ts';
import type { Language } from '../../../lib/targets/schema.ts';

/** The part of the browser's storage that holds the organisation's policy. */
export interface PolicyArea {
  get: () => Promise<unknown>;
  /** What was stored before may come back as it was, readable or not. */
  set: (policy: unknown) => Promise<void>;
  remove: () => Promise<void>;
  /** Calls back after any change, from whichever page; returns how to stop. */
  onChanged: (listener: () => void) => () => void;
}

/** What is stored of a policy. */
export type HeldPolicy =
  | { state: 'none' }
  /** `refused` are parts that the installed packs, newer than the policy, no longer take. */
  | { state: 'held'; policy: Policy; refused: PolicyProblem[] }
  | { state: 'unreadable'; problems: PolicyProblem[] };

/** Bytes that a policy file may have; the largest thinkable one is a tenth of it. */
const maximumSize = 2_000_000;

/** The packs with a stored policy laid over them; without it they stay as they are. */
export function layPolicy(
  packs: Catalogue,
  stored: unknown,
  language: Language,
): { data: Catalogue; policy: HeldPolicy } {
  if (stored === undefined || stored === null) return { data: packs, policy: { state: 'none' } };
  const read = readPolicy(stored, language);
  if ('problems' in read) return { data: packs, policy: { state: 'unreadable', problems: read.problems } };
  const { data, refused } = applyPolicy(packs, read.policy);
  const unfit = [...refused, ...sitePolicyProblems(read.policy)];
  return { data, policy: { state: 'held', policy: read.policy, refused: unfit } };
}

/**
 * Stores the policy of a file, if every part of it holds. A file with any problem changes nothing.
 * @returns the problems; none when the policy is stored
 */
export async function takePolicy(
  area: PolicyArea,
  packs: Catalogue,
  file: Pick<Blob, 'size' | 'text'>,
  language: Language,
): Promise<PolicyProblem[]> {
  if (file.size > maximumSize) {
    return [{ path: 'file', code: 'size', values: { size: String(Math.round(file.size / 1000)) } }];
  }
  const read = parsePolicy(await file.text(), language);
  if ('problems' in read) return read.problems;
  const refused = [...applyPolicy(packs, read.policy).refused, ...sitePolicyProblems(read.policy)];
  if (refused.length === 0) await area.set(read.policy);
  return refused;
}
