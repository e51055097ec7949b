import type { Finding } from '../matching/finding.ts';
import type { Binding } from './binding.ts';

/** From this score on a finding is certain enough to be shown unasked; the rest stands behind "Vis flere". */
const certain = 0.69;

/** Whether a finding is certain enough to be shown unasked. */
export function isShown({ score }: Pick<Finding, 'score'>): boolean {
  return score >= certain;
}

/**
 * What is shown unasked, and what stands behind "Vis flere": the uncertain, and what another country's scheme says of
 * an area for which the buyer's own country or the EU has something to say.
 */
export function splitShown<T extends Pick<Finding, 'score' | 'area'> & { isForeign: boolean }>(
  findings: readonly T[],
): { shown: T[]; more: T[] } {
  const certainOnes = findings.filter(isShown);
  const ownAreas = new Set(certainOnes.filter(({ isForeign }) => !isForeign).map(({ area }) => area));
  const shown = certainOnes.filter(({ isForeign, area }) => !isForeign || !ownAreas.has(area));
  return { shown, more: findings.filter((finding) => !shown.includes(finding)) };
}

const bindingOrder: readonly Binding[] = ['law', 'memberMandatory', 'stateOnly', 'recommended', 'inspiration'];

/** What binds the buyer first, then the surest, then by id so that the order never jumps. */
export function compareAdvised(
  a: { binding: Binding; score: number; target: string },
  b: { binding: Binding; score: number; target: string },
): number {
  const byBinding = bindingOrder.indexOf(a.binding) - bindingOrder.indexOf(b.binding);
  return byBinding || b.score - a.score || a.target.localeCompare(b.target);
}
