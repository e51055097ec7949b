import type { Translator } from '../../../lib/i18n.ts';
import { type BoughtVehicles, vehicleCounts } from '../../../lib/reporting/notice-codes/bought-vehicles.ts';
import type { NoticeFill } from '../../../lib/reporting/notice-codes/fill.ts';
import type { NoticeSubtype } from '../../../lib/reporting/notice-codes/subtypes.ts';
import {
  type CodeTerm,
  type EnergyLabel,
  type NoticeTerm,
  noticeTerms,
  vehicleTerms,
} from '../../../lib/reporting/notice-codes/terms.ts';
import { socialOther } from '../../../lib/targets/goals.ts';

/** Classes as the label itself has them. */
const classes: Record<EnergyLabel, string> = {
  ENERA3: 'A+++',
  ENERA2: 'A++',
  ENERA1: 'A+',
  ENERA: 'A',
  ENERB: 'B',
  ENERC: 'C',
  ENERD: 'D',
  ENERE: 'E',
  ENERF: 'F',
  ENERG: 'G',
};

/** Where the words of a field's codes stand in the locales. */
const families: Record<Exclude<CodeTerm, 'BT-812'>, string> = {
  'BT-06': 'notice.aim',
  'BT-774': 'goal',
  'BT-775': 'goal',
  'BT-776': 'goal',
  'BT-805': 'gpp',
  'BT-717': 'notice.scope',
  'BT-735': 'decision.contractType',
  'BT-810': 'notice.scope',
  'BT-811(b)': 'notice.item',
  'BT-811(a)': 'notice.basis',
};

/** A code of a notice in words. */
export function codeWords(term: CodeTerm, code: string, translate: Translator): string {
  if (term === 'BT-812') return classes[code as EnergyLabel] ?? code;
  const own = term === 'BT-775' && code === 'other' ? socialOther : code;
  return translate(`${families[term]}.${own}`);
}

/** A type of notice in words: "16 · Udbudsbekendtgørelse · udbudsdirektivet". */
export function subtypeWords({ code, kind, basis }: NoticeSubtype, translate: Translator): string {
  const parts = [code, translate(`notice.kind.${kind}`), basis === null ? '' : translate(`notice.law.${basis}`)];
  return parts.filter(Boolean).join(' · ');
}

/** Lots in one line, by their ids; empty for a tender without lots. */
export function lotsWords(lotIds: readonly string[], translate: Translator): string {
  return lotIds.length === 0 ? '' : translate('notice.lots', { count: lotIds.length, lots: lotIds.join(', ') });
}

/** Whether a field is one of those that `vehicleLines` tells of together. */
const isVehicleTerm = (term: NoticeTerm): term is (typeof vehicleTerms)[number] =>
  (vehicleTerms as readonly NoticeTerm[]).includes(term);

/** What a result says of one category of vehicles: which it is, then how many of each type, with the codes. */
export function vehicleLines({ category, ...counts }: BoughtVehicles, translate: Translator): [string, string] {
  const [of, type, count] = vehicleTerms.map((term) => `${term} ${translate(`notice.term.${term}`)}`);
  const numbers = Object.entries(vehicleCounts).map(
    ([code, part]) => `${translate(`decision.vehicles.${part}`)} (${code}) ${counts[part]}`,
  );
  const word = category === null ? '' : `${translate(`decision.category.${category}`)} (${category})`;
  return [`${of}: ${word}`, `${type}, ${count}: ${numbers.join('; ')}`];
}

/** What goes into the fields of a lot as plain text, a line for each field, with the codes behind the words. */
export function noticeText(lotIds: readonly string[], fill: Omit<NoticeFill, 'lotId'>, translate: Translator): string {
  const lines = noticeTerms.flatMap((term) => {
    const name = `${term} ${translate(`notice.term.${term}`)}`;
    if (term === 'BT-777') return fill.description ? [`${name}:\n${fill.description.text}`] : [];
    if (term === 'BT-723') return fill.vehicles.flatMap((one) => vehicleLines(one, translate));
    if (isVehicleTerm(term)) return [];
    const codes = fill.codes[term] ?? [];
    if (codes.length === 0) return [];
    return [`${name}: ${codes.map((code) => `${codeWords(term, code, translate)} (${code})`).join('; ')}`];
  });
  const lots = lotsWords(lotIds, translate);
  return [...(lots ? [lots] : []), ...lines].join('\n');
}
