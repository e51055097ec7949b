import { fileURLToPath } from 'node:url';
import { type Advice, advise } from '../../lib/advice/advise.ts';
import type { AreaFinding } from '../../lib/matching/finding.ts';
import { buildMatchIndex } from '../../lib/matching/index-targets.ts';
import { matchTender } from '../../lib/matching/match.ts';
import { compileIndex, type Matcher } from '../../lib/matching/matcher.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import type { Area, PageWording } from '../../lib/targets/schema.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import { type TenderLine, tenderOf } from './tender-lines.ts';

interface Adviser {
  areas: Area[];
  matcher: Matcher;
  wording: PageWording;
  adviseOn: (line: TenderLine) => Advice;
  /** The areas of a tender with their scores, shown or not. */
  recognise: (line: TenderLine) => AreaFinding[];
}

/** A Danish member of the partnership. */
export const memberProfile = { buyerKind: 'pogiMember', country: 'DK' };

/**
 * The page's own code over all packs, for a Danish member of the partnership, today.
 * @param withLabelWords false leaves out what was learned from the CPV labels, for measuring on those labels
 */
export async function adviser({ withLabelWords = true } = {}): Promise<Adviser> {
  const data = await loadTargets(fileURLToPath(new URL('../../targets/', import.meta.url)));
  const cpvWords = withLabelWords ? data.cpvWords : {};
  const matcher = compileIndex(buildMatchIndex({ ...data, cpvWords }, dayOf(new Date())));
  return {
    areas: data.areas,
    matcher,
    wording: data.wording,
    adviseOn: (line) => {
      const { tender, blocks } = tenderOf(line);
      return advise(matcher.index, matchTender(matcher, tender, blocks), tender, blocks, memberProfile);
    },
    recognise: (line) => {
      const { tender, blocks } = tenderOf(line);
      return matchTender(matcher, tender, blocks).areas;
    },
  };
}
