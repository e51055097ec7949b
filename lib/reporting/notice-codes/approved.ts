import type { ApprovedLot, NoticeApproval } from '../../log/procedures/notice-approval.ts';
import type { Language } from '../../targets/schema.ts';
import { fillOf, type NoticeFill, type NoticeWish, suggestedWish } from './fill.ts';
import {
  type EnergyChoice,
  type NoticeLot,
  type NoticeSource,
  noticeCodes,
  type ProposedCode,
} from './notice-codes.ts';
import { usualSubtype } from './subtypes.ts';
import { energyBases, energyItems, energyLabels } from './terms.ts';

/** A code as an approval names it. */
export const nameOfCode = ({ term, code }: Pick<ProposedCode, 'term' | 'code'>): string => `${term} ${code}`;

const oneOf = <T extends string>(list: readonly T[], code: string | null): T | null =>
  list.find((known) => known === code) ?? null;

/** What was said of energy, as far as its codes are in use. */
export function energyChoice({ energy }: ApprovedLot): EnergyChoice {
  const { item, basis, label } = energy;
  return { item: oneOf(energyItems, item), basis: oneOf(energyBases, basis), label: oneOf(energyLabels, label) };
}

/** What the buyer approved for a lot; what is suggested where they have not looked at it yet. */
export function wishFor(lot: NoticeLot, approval: NoticeApproval | null): NoticeWish {
  const said = approval?.lots.find(({ lotId }) => lotId === lot.lotId);
  if (!said) return suggestedWish(lot);
  return { isOn: (proposed) => said.on.includes(nameOfCode(proposed)), energy: energyChoice(said) };
}

/** Lots of a notice that get the same. */
export interface NoticeGroup {
  /** Empty for a tender without lots. */
  lotIds: string[];
  fill: Omit<NoticeFill, 'lotId'>;
}

/** What goes into the fields of a procedure's notice, as approved or else as suggested; lots that get the same stand together. */
export function noticeFills(source: NoticeSource, approval: NoticeApproval | null, language: Language): NoticeGroup[] {
  const subtype = approval?.subtype ?? usualSubtype;
  const groups = new Map<string, NoticeGroup>();
  for (const lot of noticeCodes(source, subtype)) {
    const { lotId, ...fill } = fillOf(lot, wishFor(lot, approval), { subtype, language, target: source.target });
    const key = JSON.stringify(fill);
    const group = groups.get(key) ?? { lotIds: [], fill };
    if (lotId !== null) group.lotIds.push(lotId);
    groups.set(key, group);
  }
  return [...groups.values()];
}
