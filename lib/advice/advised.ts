import type { Coverage, Finding, MatchIndex } from '../matching/finding.ts';
import type { Matched } from '../matching/match.ts';
import type { Block, Tender } from '../portals/tender.ts';
import { type Binding, type BuyerProfile, bindingFor, countryOf, counts } from './binding.ts';
import { type Covered, coverageInSteps } from './coverage.ts';
import { createReadings, type Readings } from './coverage-readings.ts';
import { compareAdvised } from './rank.ts';
import type { Steps } from './steps.ts';

/** A finding as the panel shows it. */
export interface Advised extends Finding {
  /** For this buyer, in this tender. */
  binding: Binding;
  /** Whether it counts among the procedure's relevant targets. */
  counts: boolean;
  coverage: Coverage;
  quote: Covered['quote'];
  /** From another country's scheme than the tender's own. */
  isForeign: boolean;
}

/** What the findings mean for this buyer. */
interface Judgement {
  /** Null for a finding of a target that the index does not hold. */
  judge: (finding: Finding) => Advised | null;
  /** Whether its target is a draft or a step that is not in force yet. */
  isComing: (finding: Finding) => boolean;
}

/**
 * Reads what the text already asks for, and tells from it what each finding means for this buyer. Apart from the rest
 * of the advice, because the text of one field needs no more.
 * @param readings what is remembered of the texts of a page that is read again
 */
export function* judgeInSteps(
  index: MatchIndex,
  found: Matched['found'],
  tender: Tender,
  blocks: readonly Block[],
  profile: BuyerProfile,
  readings: Readings = createReadings(),
): Steps<Judgement> {
  const country = countryOf(tender, profile.country);
  const coverage = yield* coverageInSteps(index, found, blocks, readings);
  yield;
  const positions = new Map(index.targets.map(({ id, version }, position) => [`${id} ${version}`, position]));
  const positionOf = ({ target, version }: Finding) => positions.get(`${target} ${version}`);
  const judge = (finding: Finding): Advised | null => {
    const position = positionOf(finding);
    const target = position === undefined ? undefined : index.targets[position];
    if (position === undefined || !target) return null;
    const binding = bindingFor(target, profile, country);
    const { coverage: verdict, quote } = coverage.get(position) ?? { coverage: 'missing' as const, quote: null };
    const isForeign = target.jurisdiction !== 'EU' && target.jurisdiction !== country;
    return { ...finding, binding, counts: counts(binding), coverage: verdict, quote, isForeign };
  };
  return { judge, isComing: (finding) => index.targets[positionOf(finding) ?? -1]?.state === 'coming' };
}

/** The findings as the panel shows them: targets in force, best first, and what is still coming. */
export function byState(findings: readonly Finding[], { judge, isComing }: Judgement) {
  const all = findings.map(judge).filter((item) => item !== null);
  return {
    inForce: all.filter((item) => !isComing(item)).sort(compareAdvised),
    coming: all.filter(isComing),
  };
}
