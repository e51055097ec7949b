import { matchingPrefix } from '../matching/cpv-match.ts';
import type { MatchIndex } from '../matching/finding.ts';
import type { PlacedHit } from '../matching/match.ts';
import type { Tender } from '../portals/tender.ts';

/** Never more than three: advice that fills the screen is not read. */
const mostTips = 3;

/**
 * Ids of the tips that fit, best first, three at most: by CPV code, word, matched area and phase. A tip that nothing
 * but its phase speaks for is not shown; a dismissed one stays dismissed.
 */
export function chooseTips(
  index: MatchIndex,
  tender: Pick<Tender, 'cpv' | 'lots' | 'phase'>,
  shownAreas: ReadonlySet<string>,
  hits: readonly PlacedHit[],
  dismissed: ReadonlySet<string>,
): string[] {
  const codes = [tender.cpv.main, ...tender.cpv.additional, ...tender.lots.flatMap(({ cpv }) => cpv)].filter(
    (code) => code !== null,
  );
  const said = new Set(hits.filter(({ role, weak }) => role === 'tip' && !weak).map(({ owner }) => owner));
  return index.tips
    .map((tip, owner) => {
      const byCode = codes.some((code) => matchingPrefix(code, tip.cpv, []) !== null);
      const byArea = tip.areas.some((area) => shownAreas.has(area));
      const reasons = (said.has(owner) ? 4 : 0) + (byCode ? 3 : 0) + (byArea ? 2 : 0);
      const inPhase = tender.phase === null || tip.phases.includes(tender.phase);
      return { id: tip.id, score: reasons === 0 ? 0 : reasons + (inPhase ? 1 : 0) };
    })
    .filter(({ id, score }) => score > 0 && !dismissed.has(id))
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id))
    .slice(0, mostTips)
    .map(({ id }) => id);
}
