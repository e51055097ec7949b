import { codesOf, codeWeight, matchingPrefix } from '../matching/cpv-match.ts';
import type { MatchIndex, MatchTip } from '../matching/finding.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Tender } from '../portals/tender.ts';

/** Never more than three: advice that fills the screen is not read. */
const mostTips = 3;

/** What speaks for a tip: a word of the text most, then what is bought, then the field it lies in. */
const wordScore = 4;
const codeScore = 4;
const areaScore = 2;
/** Each further word, strong or weak, confirms what another reason says, up to the cap. */
const furtherWordScore = 0.5;
const furtherWordCap = 1.5;

/** The steps of a purchase in order, as in `phaseSchema`; restated because that module brings Zod along. */
const phaseOrder = ['planning', 'specification', 'tender', 'award', 'contract'];
/** A tip for a step ahead can be prepared; one for a step that is over can only be remembered for next time. */
const aheadShare = 0.6;
const overShare = 0.4;
/** Below this nothing but a field or a broad code speaks for a tip that comes at the wrong time. */
const leastScore = 1.3;

/**
 * Ids of the tips that fit, best first, three at most: by words, CPV codes and matched areas, weighed by the buyer's
 * phase. A tip that nothing but its phase speaks for is not shown; one that pays only for larger purchases is left out
 * of smaller ones; a dismissed one stays dismissed.
 */
export function chooseTips(
  index: MatchIndex,
  tender: Pick<Tender, 'cpv' | 'lots' | 'phase' | 'value'>,
  shownAreas: ReadonlySet<string>,
  hits: readonly PlacedHit[],
  dismissed: ReadonlySet<string>,
): string[] {
  const codes = codesOf(tender);
  const words = wordsByTip(hits);
  return index.tips
    .map((tip, owner) => {
      const said = words.get(owner);
      const byWord = said?.strong ? wordScore : 0;
      const byCode = codeScore * Math.max(0, ...codes.map((place) => weightOf(tip, place)));
      const byArea = tip.areas.some((area) => shownAreas.has(area)) ? areaScore : 0;
      const reasons = byWord + byCode + byArea;
      const further = Math.min(furtherWordCap, furtherWordScore * ((said?.terms.size ?? 0) - (said?.strong ? 1 : 0)));
      return { id: tip.id, score: reasons === 0 ? 0 : (reasons + further) * phaseShare(tip, tender.phase), tip };
    })
    .filter(({ id, score, tip }) => score >= leastScore && !dismissed.has(id) && isLargeEnough(tip, tender.value))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, mostTips)
    .map(({ id }) => id);
}

/**
 * The distinct terms of each tip that the text has, by the tip's position, and whether one of them is strong. A word
 * that is listed for two languages is one word.
 */
function wordsByTip(hits: readonly PlacedHit[]): Map<number, { terms: Set<number>; strong: boolean }> {
  const words = new Map<number, { terms: Set<number>; strong: boolean }>();
  const spans = new Set<string>();
  for (const { role, owner, term, block, start, end, weak } of hits) {
    if (role !== 'tip') continue;
    const said = words.get(owner) ?? { terms: new Set(), strong: false };
    words.set(owner, said);
    said.strong ||= !weak;
    const span = `${owner} ${block}:${start}:${end}`;
    if (spans.has(span)) continue;
    spans.add(span);
    said.terms.add(term);
  }
  return words;
}

function weightOf({ cpv }: MatchTip, place: ReturnType<typeof codesOf>[number]): number {
  const prefix = matchingPrefix(place.code, cpv, []);
  return prefix === null ? 0 : codeWeight(prefix, place);
}

/** 1 in the tip's own phase, and where the page does not say which phase it is. */
function phaseShare({ phases }: MatchTip, phase: Tender['phase']): number {
  if (phase === null || phases.includes(phase)) return 1;
  const now = phaseOrder.indexOf(phase);
  return phases.some((own) => phaseOrder.indexOf(own) > now) ? aheadShare : overShare;
}

/** The limit is in DKK; a value in another currency, or none, says nothing against the tip. */
function isLargeEnough({ minimumValue }: MatchTip, value: Tender['value']): boolean {
  if (minimumValue === undefined || value === null || value.currency !== 'DKK') return true;
  return value.amount >= minimumValue;
}
