import { environmentalImpacts, innovativeAcquisitions, socialObjectives } from '../../targets/goals.ts';

/**
 * The fields of a lot, in a notice after the eForms regulation, that follow from decisions: aims (BT-06), their
 * description (777), green, social and innovative aims (774 to 776), green criteria (805), clean vehicles (717, 735; in a result
 * 723 and OPT-155 and 156, too) and energy efficiency (810 to 812). Lists and codes are those of the eForms SDK 1.15.
 */
export const noticeTerms = [
  'BT-06',
  'BT-777',
  'BT-774',
  'BT-775',
  'BT-776',
  'BT-805',
  'BT-717',
  'BT-735',
  'BT-723',
  'OPT-155',
  'OPT-156',
  'BT-810',
  'BT-811(b)',
  'BT-811(a)',
  'BT-812',
] as const;
export type NoticeTerm = (typeof noticeTerms)[number];

/** Fields of a result that count vehicles: which category, of which type and how many. They hang together. */
export const vehicleTerms = ['BT-723', 'OPT-155', 'OPT-156'] as const;

/** A field that holds codes for a lot; BT-777 holds a text. */
export type CodeTerm = Exclude<NoticeTerm, 'BT-777' | (typeof vehicleTerms)[number]>;

/** Terms that stand for the aims of a purchase; a notice type has all of them or none. */
export const strategicTerms = ['BT-06', 'BT-777', 'BT-774', 'BT-775', 'BT-776', 'BT-805'] as const;

interface OfficialList {
  /** Name in the XML's `listName`. */
  list: string;
  codes: readonly string[];
  /** Codes of older editions, which may stand in what was read and are never written. */
  retired: readonly string[];
}

/** Goods and buildings of the Energy Efficiency Directive's annex IV, as BT-811(b) lists them. */
export const energyItems = [
  'air-cond',
  'building',
  'circul',
  'computer',
  'cook-appl',
  'dishwas',
  'el-mo-vsd',
  'fuel-boil',
  'hea-cool',
  'hous-freez',
  'indus-fan',
  'ligh-gea',
  'lo-spa-hea',
  'mob-pho-ta',
  'pow-suppl',
  'pow-tra',
  'pro-refrig',
  'products',
  'refri-appl',
  'ser-da-sto',
  'services',
  'spa-com-hea',
  'tum-dry',
  'tv-nat-law',
  'tyres',
  'vac-clea',
  'ventila',
  'wa-hea-tan',
  'wa-pu',
  'was-ma-dry',
  'weld-eq',
  'works',
] as const;
export type EnergyItem = (typeof energyItems)[number];

/** What the energy demand rests on (BT-811(a)). */
export const energyBases = ['enrg-lab', 'eco-des', 'gpp-crit', 'nzeb-bui', 'eed-spec'] as const;
export type EnergyBasis = (typeof energyBases)[number];

/** Classes of the energy label (BT-812), best first. */
export const energyLabels = [
  'ENERA3',
  'ENERA2',
  'ENERA1',
  'ENERA',
  'ENERB',
  'ENERC',
  'ENERD',
  'ENERE',
  'ENERF',
  'ENERG',
] as const;
export type EnergyLabel = (typeof energyLabels)[number];

const current = (list: string, codes: readonly string[]): OfficialList => ({ list, codes, retired: [] });

export const officialLists: Readonly<Record<CodeTerm, OfficialList>> = {
  'BT-06': current('strategic-procurement', ['env-imp', 'inn-pur', 'soc-obj', 'none']),
  'BT-774': {
    list: 'environmental-impact',
    codes: environmentalImpacts,
    // Gone since SDK 1.3.
    retired: ['emas-com', 'ene-ef-com', 'iso-14001-com', 'iso-14024-com', 'reg-834-2007-com'],
  },
  'BT-775': current('social-objective', socialObjectives),
  'BT-776': {
    list: 'innovative-acquisition',
    codes: innovativeAcquisitions,
    // Gone since SDK 1.7; its "other" cannot be told from BT-774's and is read as that.
    retired: ['buy-eff', 'fp-requ', 'org-nov'],
  },
  'BT-805': current('gpp-criteria', ['eu', 'national', 'other', 'none']),
  'BT-717': current('cvd-scope', ['true', 'false']),
  'BT-735': current('cvd-contract-type', ['veh-acq', 'pass-tran-serv', 'oth-serv-contr']),
  'BT-810': current('eed-scope', ['true', 'false']),
  'BT-811(b)': current('energy-efficiency-item', energyItems),
  'BT-811(a)': current('energy-efficiency-basis', energyBases),
  'BT-812': current('energy-efficiency-label', energyLabels),
};

/** Whether a code may be written in a new notice. */
export function isCurrent(term: CodeTerm, code: string): boolean {
  return officialLists[term].codes.includes(code);
}

/** The field in whose list a code once stood; null for one that is in use or was never known. */
export function retiredFrom(code: string): CodeTerm | null {
  const terms = Object.keys(officialLists) as CodeTerm[];
  return terms.find((term) => officialLists[term].retired.includes(code)) ?? null;
}
