import { fileURLToPath } from 'node:url';
import { type Advice, advise } from '../../lib/advice/advise.ts';
import { buildMatchIndex } from '../../lib/matching/index-targets.ts';
import { matchTender } from '../../lib/matching/match.ts';
import { compileIndex } from '../../lib/matching/matcher.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import type { Area } from '../../lib/targets/schema.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import { type TenderLine, tenderOf } from './tender-lines.ts';

/** The page's own code over all packs, for a Danish member of the partnership, today. */
export async function adviser(): Promise<{ areas: Area[]; adviseOn: (line: TenderLine) => Advice }> {
  const data = await loadTargets(fileURLToPath(new URL('../../targets/', import.meta.url)));
  const matcher = compileIndex(buildMatchIndex(data, dayOf(new Date())));
  const profile = { buyerKind: 'pogiMember', country: 'DK' };
  return {
    areas: data.areas,
    adviseOn: (line) => {
      const { tender, blocks } = tenderOf(line);
      return advise(matcher.index, matchTender(matcher, tender, blocks), tender, blocks, profile, new Set());
    },
  };
}
