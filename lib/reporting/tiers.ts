import { areaCells, type Cell } from './cells.ts';

/** Decisions on the targets of one tier: how many were met, of those met, partly met or not met. */
export interface TierShare<Tier extends string = string> {
  tier: Tier;
  met: number;
  of: number;
}

/**
 * How far the ambition reaches: decisions by the tier of their target.
 * @param tierOf null for a target that the installed packs do not know or that has no tier
 */
export function tierShares<Tier extends string>(
  cells: readonly Cell[],
  tiers: readonly Tier[],
  tierOf: (target: string) => Tier | null,
): TierShare<Tier>[] {
  const shares = new Map(tiers.map((tier) => [tier, { tier, met: 0, of: 0 }]));
  for (const { targets } of areaCells(cells)) {
    for (const [target, { met, partiallyMet, notMet }] of Object.entries(targets)) {
      const tier = tierOf(target);
      const share = tier === null ? undefined : shares.get(tier);
      if (share === undefined) continue;
      share.met += met?.all.count ?? 0;
      share.of += (met?.all.count ?? 0) + (partiallyMet?.all.count ?? 0) + (notMet?.all.count ?? 0);
    }
  }
  return [...shares.values()].filter(({ of }) => of > 0);
}
