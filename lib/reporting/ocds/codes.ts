import type { CurrentRow } from '../../log/rows.ts';
import type { GoalLists } from '../../targets/goals.ts';

/**
 * OCDS codes of the official aims (BT-774, BT-775, BT-776). They are those of the sustainability extension's own list;
 * the mapping tables of "OCDS for eForms" spell four of them otherwise (water, process, product, supply chain).
 */
const goals: { [list in keyof GoalLists]: Readonly<Record<string, string>> } = {
  bt774: {
    'biodiv-eco': 'environmental.biodiversityProtectionRestoration',
    'circ-econ': 'environmental.circularEconomy',
    'clim-adapt': 'environmental.climateChangeAdaptation',
    'clim-mitig': 'environmental.climateChangeMitigation',
    'pollu-prev': 'environmental.pollutionPrevention',
    'water-mar': 'environmental.waterResourcesProtection',
    other: 'environmental',
  },
  bt775: {
    'acc-all': 'social.accessibility',
    'et-eq': 'social.ethnicEquality',
    'gen-eq': 'social.genderEquality',
    'hum-right': 'social.humanRightsInSupplyChains',
    opp: 'social.disadvantagedEmploymentOpportunities',
    'work-cond': 'social.laborRightsPromotion',
    other: 'social',
  },
  bt776: {
    'mar-nov': 'economic.marketInnovationPromotion',
    'proc-innov': 'economic.processInnovationPromotion',
    'prod-innov': 'economic.productInnovationPromotion',
    'rd-act': 'economic.researchDevelopmentActivities',
  },
};

/** The OCDS codes of a decision's aims; a retired code has none. */
export function ocdsGoals(lists: GoalLists): string[] {
  const found = (Object.keys(goals) as (keyof GoalLists)[]).flatMap((list) =>
    lists[list].flatMap((code) => goals[list][code] ?? []),
  );
  return [...new Set(found)];
}

/** BT-805 as strategies; `none` says nothing. */
const criteriaKinds: Readonly<Record<string, string>> = {
  eu: 'euGPPCriteria',
  national: 'nationalGPPCriteria',
  other: 'otherGPPCriteria',
};

/** How an aim is pursued: where the requirement stands, and whose criteria it follows. */
export function ocdsStrategies({ placement, gpp }: Pick<CurrentRow, 'placement' | 'gpp'>): string[] {
  return [...placement, ...gpp.flatMap((kind) => criteriaKinds[kind] ?? [])];
}

/** OCDS knows no word for a target that does not apply, so such a decision is no milestone. */
const statuses = { met: 'met', partiallyMet: 'partiallyMet', notMet: 'notMet', notApplicable: null } as const;

/** The status of a milestone; null when the decision is none. */
export const ocdsStatus = ({ verdict }: Pick<CurrentRow, 'verdict'>) => (verdict === null ? null : statuses[verdict]);

/** What is bought, by the CPV division: 45 are works, 50 and above services, the rest (and software, 48) supplies. */
export function procurementCategory(cpv: string | null): 'goods' | 'works' | 'services' | undefined {
  if (cpv === null) return undefined;
  const division = Number(cpv.slice(0, 2));
  if (division === 45) return 'works';
  return division >= 50 ? 'services' : 'goods';
}

/** Release tag and tender status by phase, in the order of a purchase; an unknown phase is read off the notice. */
export function stageOf(phase: CurrentRow['phase'], isPublished: boolean): { tag: string; status: string } {
  if (phase === 'award' || phase === 'contract') return { tag: 'tenderUpdate', status: 'complete' };
  if (phase === 'tender' || (phase === null && isPublished)) return { tag: 'tender', status: 'active' };
  return { tag: 'planning', status: 'planning' };
}
