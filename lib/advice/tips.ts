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
/** What the buyer made of a tip elsewhere: each use recommends it, each time put away and each time left unused less. */
const usedShare = 0.1;
const dismissedShare = 0.3;
const unusedShare = 0.05;
const [leastHistory, mostHistory] = [0.2, 1.3];

/** In how many other procedures a tip was shown, used and put away. */
type TipHistory = Readonly<Record<string, { shown: number; used: number; dismissed: number }>>;

/** What is known of the tips beside the tender's text. */
export interface TipPast {
  /** Put away or done already on this tender: neither is said again. */
  settled: ReadonlySet<string>;
  history: TipHistory;
}

/** Nothing is known: a tender nobody follows, a buyer who starts. */
export const noPast: TipPast = { settled: new Set(), history: {} };

/** Below this nothing but a field or a broad code speaks for a tip that comes at the wrong time. */
const leastScore = 1.3;

/**
 * Ids of the tips that fit, best first, three at most: by words, CPV codes and matched areas, weighed by the buyer's
 * phase. A tip that nothing but its phase speaks for is not shown; one that pays only for larger purchases is left out
 * of smaller ones; one put away or done stays away, and what became of it on other tenders weighs.
 */
export function chooseTips(
  index: MatchIndex,
  tender: Pick<Tender, 'cpv' | 'lots' | 'phase' | 'value'>,
  shownAreas: ReadonlySet<string>,
  hits: readonly PlacedHit[],
  { settled, history }: TipPast,
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
      return {
        id: tip.id,
        score: reasons === 0 ? 0 : (reasons + further) * phaseShare(tip, tender.phase) * pastShare(history[tip.id]),
        tip,
      };
    })
    .filter(({ id, score, tip }) => score >= leastScore && !settled.has(id) && isLargeEnough(tip, tender.value))
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

/** 1 for a tip that the buyer has not met before. */
function pastShare(past: TipHistory[string] | undefined): number {
  if (!past) return 1;
  const unused = Math.max(0, past.shown - past.used - past.dismissed);
  const share = 1 + usedShare * past.used - dismissedShare * past.dismissed - unusedShare * unused;
  return Math.min(mostHistory, Math.max(leastHistory, share));
}

/** The limit is in DKK; a value in another currency, or none, says nothing against the tip. */
function isLargeEnough({ minimumValue }: MatchTip, value: Tender['value']): boolean {
  if (minimumValue === undefined || value === null || value.currency !== 'DKK') return true;
  return value.amount >= minimumValue;
}
