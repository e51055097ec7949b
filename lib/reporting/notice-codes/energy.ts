import type { EnergyBasis, EnergyItem } from './terms.ts';

/**
 * Targets that carry out the duty of the Energy Efficiency Directive on public purchases; a decision on one says
 * whether the duty applies (BT-810).
 */
export const energyDuties: readonly string[] = ['dk-energi-cirkulaere'];

interface EnergyGoods {
  item: EnergyItem;
  /** What the demand rests on most often: goods with an energy label, else with ecodesign rules. */
  basis: EnergyBasis;
  /** CPV prefixes of what the item stands for; the longest one decides. */
  cpv: readonly string[];
}

/** A proposal for BT-811, by what is bought; the buyer sees it and may choose another. */
export const energyGoods: readonly EnergyGoods[] = [
  { item: 'air-cond', basis: 'enrg-lab', cpv: ['397172', '42512'] },
  { item: 'building', basis: 'nzeb-bui', cpv: ['4521'] },
  { item: 'computer', basis: 'eco-des', cpv: ['30211', '30212', '302131', '302133', '302135', '30214', '30215'] },
  { item: 'cook-appl', basis: 'enrg-lab', cpv: ['3971136', '3971142', '3971141'] },
  { item: 'dishwas', basis: 'enrg-lab', cpv: ['397131'] },
  { item: 'el-mo-vsd', basis: 'eco-des', cpv: ['3111'] },
  { item: 'fuel-boil', basis: 'enrg-lab', cpv: ['446212'] },
  { item: 'hous-freez', basis: 'enrg-lab', cpv: ['397111'] },
  { item: 'indus-fan', basis: 'eco-des', cpv: ['42522'] },
  { item: 'ligh-gea', basis: 'enrg-lab', cpv: ['31150', '315', '3492853'] },
  { item: 'lo-spa-hea', basis: 'enrg-lab', cpv: ['3971524'] },
  { item: 'mob-pho-ta', basis: 'enrg-lab', cpv: ['3225', '302132'] },
  { item: 'pow-suppl', basis: 'eco-des', cpv: ['31158'] },
  { item: 'pow-tra', basis: 'eco-des', cpv: ['3117'] },
  { item: 'pro-refrig', basis: 'enrg-lab', cpv: ['425131', '425132', '39711124'] },
  { item: 'refri-appl', basis: 'enrg-lab', cpv: ['4251321', '4251322', '4251329'] },
  { item: 'ser-da-sto', basis: 'eco-des', cpv: ['4882', '302331'] },
  { item: 'spa-com-hea', basis: 'enrg-lab', cpv: ['3971521', '4251111'] },
  { item: 'tum-dry', basis: 'enrg-lab', cpv: ['39713211'] },
  { item: 'tv-nat-law', basis: 'enrg-lab', cpv: ['323241', '323242', '32324000'] },
  { item: 'tyres', basis: 'enrg-lab', cpv: ['3435'] },
  { item: 'vac-clea', basis: 'eco-des', cpv: ['3971343'] },
  { item: 'ventila', basis: 'enrg-lab', cpv: ['42520'] },
  { item: 'wa-hea-tan', basis: 'enrg-lab', cpv: ['397151'] },
  { item: 'wa-pu', basis: 'eco-des', cpv: ['4212213'] },
  { item: 'was-ma-dry', basis: 'enrg-lab', cpv: ['397132'] },
  { item: 'weld-eq', basis: 'eco-des', cpv: ['42662'] },
];

/** The item and the basis that CPV codes speak for, the first code that says anything; null when none does. */
export function energyOf(cpv: readonly (string | null)[]): { item: EnergyItem; basis: EnergyBasis } | null {
  for (const code of cpv) {
    if (code === null) continue;
    const fitting = energyGoods.flatMap((goods) =>
      goods.cpv.filter((prefix) => code.startsWith(prefix)).map((prefix) => ({ goods, length: prefix.length })),
    );
    const [best] = fitting.sort((a, b) => b.length - a.length);
    if (best) return { item: best.goods.item, basis: best.goods.basis };
  }
  return null;
}
