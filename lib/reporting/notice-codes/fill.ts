import type { Language, Target } from '../../targets/schema.ts';
import type { BoughtVehicles } from './bought-vehicles.ts';
import type { EnergyChoice, NoticeDecision, NoticeLot, NoticeSource, ProposedCode } from './notice-codes.ts';
import { type StrategyText, strategyText } from './strategy-text.ts';
import { isAllowed, needsDescription } from './subtypes.ts';
import { type CodeTerm, isCurrent, type NoticeTerm, noticeTerms } from './terms.ts';

/** What goes into the fields of one lot. */
export interface NoticeFill {
  lotId: string | null;
  codes: Partial<Record<CodeTerm, readonly string[]>>;
  /** What BT-777 says of each aim, and of all together. */
  aims: readonly { aim: string; description: StrategyText | null }[];
  description: StrategyText | null;
  /** What BT-723, OPT-155 and OPT-156 say, for each kind of contract in BT-735; only with a category. */
  vehicles: readonly BoughtVehicles[];
  /** Fields that the others call for and that nothing fills. */
  missing: readonly NoticeTerm[];
}

/** What is on of a lot's codes, and what is said of energy. */
export interface NoticeWish {
  isOn: (proposed: ProposedCode) => boolean;
  energy: EnergyChoice;
}

/** Everything that is suggested, as it is before anybody has looked at it. */
export function suggestedWish({ energy }: NoticeLot): NoticeWish {
  return { isOn: ({ isSuggested }) => isSuggested, energy };
}

/**
 * The fields of a lot as they go into the notice, by the rules between them: no contract type (BT-735) unless the
 * vehicles directive applies, no vehicles (BT-723, OPT-155, OPT-156) without a contract type, no item and basis (BT-811)
 * unless the energy directive applies, a label class (BT-812) only where the basis is the label, "none" only by itself,
 * and a description (BT-777) for every aim.
 */
export function fillOf(
  lot: NoticeLot,
  { isOn, energy }: NoticeWish,
  { subtype, language, target }: { subtype: string; language: Language } & Pick<NoticeSource, 'target'>,
): NoticeFill {
  const on = lot.codes.filter((proposed) => isOn(proposed) && isCurrent(proposed.term, proposed.code));
  const codesOf = (term: CodeTerm) => on.filter((proposed) => proposed.term === term).map(({ code }) => code);
  const alone = (codes: string[]) => (codes.length > 1 ? codes.filter((code) => code !== 'none') : codes);
  const vehicles = codesOf('BT-717');
  const scope = codesOf('BT-810');
  const isEnergy = scope.includes('true');
  const item = isEnergy && energy.item !== null ? [energy.item] : [];
  const basis = item.length > 0 && energy.basis !== null ? [energy.basis] : [];
  const label = basis.includes('enrg-lab') && energy.label !== null ? [energy.label] : [];
  const aims = alone(codesOf('BT-06'));
  const all: Record<CodeTerm, readonly string[]> = {
    'BT-06': aims,
    'BT-774': codesOf('BT-774'),
    'BT-775': codesOf('BT-775'),
    'BT-776': codesOf('BT-776'),
    'BT-805': alone(codesOf('BT-805')),
    'BT-717': vehicles,
    'BT-735': vehicles.includes('true') ? codesOf('BT-735') : [],
    'BT-810': scope,
    'BT-811(b)': item,
    'BT-811(a)': basis,
    'BT-812': label,
  };
  const entries = (Object.entries(all) as [CodeTerm, readonly string[]][]).filter(
    ([term, codes]) => codes.length > 0 && isAllowed(term, subtype),
  );
  const codes: NoticeFill['codes'] = Object.fromEntries(entries);
  const described = (codes['BT-06'] ?? []).filter((aim) => aim !== 'none');
  const behind = (aim: string) =>
    on.filter((proposed) => proposed.term === 'BT-06' && proposed.code === aim).flatMap(({ from }) => from);
  const say = (rows: readonly NoticeDecision[]) => strategyText(requirements(rows, target), language);
  const description = say(described.flatMap(behind));
  // A result counts vehicles by category, and categories by the kind of contract.
  const counted = vehicles.includes('true') ? lot.vehicles : [];
  const bought = counted.filter(({ contractType }) => contractType && codes['BT-735']?.includes(contractType));
  const missing: NoticeTerm[] = [];
  if (described.length > 0 && description === null && needsDescription(subtype)) missing.push('BT-777');
  if (counted.some(({ contractType }) => contractType === null)) missing.push('BT-735');
  if (bought.some(({ category }) => category === null)) missing.push('BT-723');
  if (codes['BT-810']?.includes('true')) {
    if (item.length === 0) missing.push('BT-811(b)');
    if (basis.includes('enrg-lab') && label.length === 0 && isAllowed('BT-812', subtype)) missing.push('BT-812');
  }
  return {
    lotId: lot.lotId,
    codes,
    aims: (codes['BT-06'] ?? []).map((aim) => ({ aim, description: aim === 'none' ? null : say(behind(aim)) })),
    description,
    vehicles: bought.filter(({ category }) => category !== null),
    missing: noticeTerms.filter((term) => missing.includes(term)),
  };
}

/** The targets behind decisions, each once and met ones first; one that the packs no longer have says nothing. */
function requirements(rows: readonly NoticeDecision[], target: NoticeSource['target']): Pick<Target, 'requirement'>[] {
  const met = rows.filter(({ verdict }) => verdict === 'met');
  const ids = new Map((met.length > 0 ? met : rows).map((row) => [row.target.id, row.target.version]));
  return [...ids].flatMap(([id, version]) => target(id, version) ?? []);
}
