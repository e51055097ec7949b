import type { AreaFinding, MatchIndex } from '../matching/finding.ts';
import { type Matched, placedHits } from '../matching/match.ts';
import type { Block, Tender } from '../portals/tender.ts';
import type { AreaPointer } from '../targets/area-pointers.ts';
import { type Advised, byState, judgeInSteps } from './advised.ts';
import type { BuyerProfile } from './binding.ts';
import { createReadings, type Readings } from './coverage-readings.ts';
import { compareAdvised, isShown, splitShown } from './rank.ts';
import { finished, type Steps } from './steps.ts';
import { chooseTips, noPast, type TipPast } from './tips.ts';

/** What the panel shows of a tender. */
export interface Advice {
  /** Certain enough to be shown unasked; these are the procedure's relevant targets. */
  shown: Advised[];
  /** Behind "Vis flere". */
  more: Advised[];
  /** Drafts and steps not yet in force that would apply. */
  coming: Advised[];
  /** Targets of area `all`: for every purchase, folded apart, never counted as matched. */
  general: Advised[];
  /** Areas that the tender surely lies in and for which no target is shown; where to look instead. Never targets. */
  areas: AreaAdvice[];
  tips: string[];
}

/** A pointer to what there is in an area beside targets in force. */
export interface AreaAdvice extends AreaFinding {
  pointer: AreaPointer;
  /** Targets of the area that stand behind "Vis flere" or are on their way. */
  targets: number;
}

/** Ranks what matching found for this buyer: one place decides what is shown, in which order, and what counts. */
export function advise(...given: Parameters<typeof adviseInSteps>): Advice {
  return finished(adviseInSteps(...given));
}

/**
 * The same in steps of a few milliseconds at most, for a page that must not wait.
 * @param readings what is remembered of the texts of a page that is read again
 */
export function* adviseInSteps(
  index: MatchIndex,
  { findings, areas, found }: Matched,
  tender: Tender,
  blocks: readonly Block[],
  profile: BuyerProfile,
  past: TipPast = noPast,
  readings: Readings = createReadings(),
): Steps<Advice> {
  const judgement = yield* judgeInSteps(index, found, tender, blocks, profile, readings);
  const { inForce, coming: all } = byState(findings, judgement);
  const { shown, more } = splitShown(inForce);
  const general = index.targets
    .filter(({ area, state }) => area === 'all' && state === 'inForce')
    .map(({ id, version, area }) => judgement.judge({ target: id, version, area, score: 1, reasons: [], lots: [] }))
    .filter((item) => item !== null)
    .filter(({ isForeign }) => !isForeign)
    .sort(compareAdvised);
  const coming = all.filter(isShown);
  return {
    shown,
    more,
    coming,
    general,
    areas: areas
      .filter((found) => isShown(found) && !shown.some(({ area }) => area === found.area))
      .map((found) => ({
        ...found,
        pointer: index.areas.find(({ id }) => id === found.area)?.pointer ?? noPointer(found.area),
        targets: [...more, ...coming].filter(({ area }) => area === found.area).length,
      })),
    tips: chooseTips(index, tender, new Set(shown.map(({ area }) => area)), placedHits(found, 'tip'), past),
  };
}

const noPointer = (area: string): AreaPointer => ({ id: `area:${area}`, cases: 0, entries: 0 });
