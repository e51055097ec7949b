import type { ReasonCode, Revision } from '../schema.ts';

/**
 * How a procurement answers the duty to let the environment weigh (Norway's § 7-9): `criterion`, an award criterion of
 * at least 30 per cent; `requirement`, a requirement in the specification instead; `exemption`, a reason that the rule
 * accepts. The first that is so counts, so that a procurement is in one of them only.
 */
export type Weighting = 'criterion' | 'requirement' | 'exemption';

/** Per cent that the environment must weigh. */
export const leastWeight = 30;

/** The reasons that the rule knows, which the Norwegian notice has codes for. */
const exemptions: ReadonlySet<ReasonCode> = new Set(['insignificant-impact', 'critical-interest', 'statutory-minimum']);

type Weighed = Pick<Revision, 'verdict' | 'awardWeightPct' | 'placement' | 'reason'>;

/** What the decisions on a procurement say of it; undefined where they say nothing. */
export function weightingOf(decisions: readonly Weighed[]): Weighting | undefined {
  const apply = decisions.filter(({ verdict }) => verdict !== 'notApplicable');
  if (apply.some(({ awardWeightPct }) => awardWeightPct !== null && awardWeightPct >= leastWeight)) return 'criterion';
  const green = apply.filter(({ verdict }) => verdict === 'met' || verdict === 'partiallyMet');
  if (green.some(({ placement }) => placement.includes('technicalSpecifications'))) return 'requirement';
  if (decisions.some(({ reason }) => reason !== null && exemptions.has(reason.code))) return 'exemption';
  return undefined;
}
