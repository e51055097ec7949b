/** Codes of the official lists of aims, as the SDK of 2026 has them: BT-774, BT-775, BT-776. */
export const environmentalImpacts = [
  'biodiv-eco',
  'circ-econ',
  'clim-adapt',
  'clim-mitig',
  'pollu-prev',
  'water-mar',
  'other',
] as const;
export const socialObjectives = ['acc-all', 'et-eq', 'gen-eq', 'hum-right', 'opp', 'work-cond', 'other'] as const;
export const innovativeAcquisitions = ['mar-nov', 'proc-innov', 'prod-innov', 'rd-act'] as const;

/** BT-775's "other" among the goals of a decision; plain `other` is BT-774's. */
export const socialOther = 'soc-other';

/** A target's aims, by the list they are from. */
export interface GoalLists {
  bt774: string[];
  bt775: string[];
  bt776: string[];
}

/**
 * The aims of a target as one list, the way a decision keeps them. Two of the official lists have a code `other`; the
 * social one gets a name of its own, so that the lists can be told apart again.
 */
export function goalsOf({ bt774, bt775, bt776 }: { [list in keyof GoalLists]: readonly string[] }): string[] {
  return [...bt774, ...bt775.map((code) => (code === 'other' ? socialOther : code)), ...bt776];
}

/**
 * The lists behind a decision's goals, with the official codes. Codes that are no longer in any list are left out.
 * @param target the aims of the target in the version that was decided on, where it is known: a decision that an older
 * edition kept has one name for both "other", and the target says which is meant
 */
export function goalLists(
  goals: readonly string[],
  target?: { [list in keyof GoalLists]: readonly string[] } | null,
): GoalLists {
  const inList = (list: readonly string[]) => list.filter((code) => code !== 'other' && goals.includes(code));
  const isOnlySocial = target?.bt775.includes('other') && !target.bt774.includes('other');
  const plain = goals.includes('other');
  return {
    bt774: [...inList(environmentalImpacts), ...(plain && !isOnlySocial ? ['other'] : [])],
    bt775: [...inList(socialObjectives), ...(goals.includes(socialOther) || (plain && isOnlySocial) ? ['other'] : [])],
    bt776: inList(innovativeAcquisitions),
  };
}

/** The aims of BT-06 that codes of the three lists stand for. */
export function aimsOf({ bt774, bt775, bt776 }: { [list in keyof GoalLists]: readonly string[] }): string[] {
  const found = [bt774.length > 0 && 'env-imp', bt776.length > 0 && 'inn-pur', bt775.length > 0 && 'soc-obj'];
  return found.filter((aim) => aim !== false);
}
