import type { Finding } from '../matching/finding.ts';
import type { Binding } from './binding.ts';

/** From this score on a finding is certain enough to be shown unasked; the rest stands behind "Vis flere". */
const certain = 0.6;

/** Whether a finding is shown unasked. The only place that decides it. */
export function isShown({ score }: Pick<Finding, 'score'>): boolean {
  return score >= certain;
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
