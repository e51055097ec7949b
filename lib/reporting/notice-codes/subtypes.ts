import { type NoticeTerm, strategicTerms, vehicleTerms } from './terms.ts';

/** What a notice is for; has words in the locales (`noticeKind.<kind>`). */
export type NoticeKind =
  | 'profile'
  | 'planning'
  | 'shortened'
  | 'callByPlanning'
  | 'qualification'
  | 'competition'
  | 'subcontracting'
  | 'contest'
  | 'direct'
  | 'result'
  | 'contestResult'
  | 'modification'
  | 'interest'
  | 'consultation'
  | 'completion'
  | 'transport'
  | 'transportResult'
  | 'registration';

/** The law that a notice follows, by the number of its directive; null where any of them may apply. */
export type NoticeBasis = '24' | '24light' | '25' | '25light' | '23' | '23light' | '81' | null;

/** One of the 51 types of notice, by its official number. */
export interface NoticeSubtype {
  code: string;
  kind: NoticeKind;
  basis: NoticeBasis;
}

/** Number, kind and law of every type of notice, in the official order (eForms SDK 1.15). */
const table: readonly (readonly [string, NoticeKind, NoticeBasis])[] = [
  ['1', 'profile', '24'],
  ['2', 'profile', '25'],
  ['3', 'profile', '81'],
  ['4', 'planning', '24'],
  ['5', 'planning', '25'],
  ['6', 'planning', '81'],
  ['7', 'shortened', '24'],
  ['8', 'shortened', '25'],
  ['9', 'shortened', '81'],
  ['10', 'callByPlanning', '24'],
  ['11', 'callByPlanning', '25'],
  ['12', 'callByPlanning', '24light'],
  ['13', 'callByPlanning', '25light'],
  ['14', 'callByPlanning', '23light'],
  ['15', 'qualification', '25'],
  ['16', 'competition', '24'],
  ['17', 'competition', '25'],
  ['18', 'competition', '81'],
  ['19', 'competition', '23'],
  ['20', 'competition', '24light'],
  ['21', 'competition', '25light'],
  ['22', 'subcontracting', '81'],
  ['23', 'contest', '24'],
  ['24', 'contest', '25'],
  ['25', 'direct', '24'],
  ['26', 'direct', '25'],
  ['27', 'direct', '81'],
  ['28', 'direct', '23'],
  ['29', 'result', '24'],
  ['30', 'result', '25'],
  ['31', 'result', '81'],
  ['32', 'result', '23'],
  ['33', 'result', '24light'],
  ['34', 'result', '25light'],
  ['35', 'result', '23light'],
  ['36', 'contestResult', '24'],
  ['37', 'contestResult', '25'],
  ['38', 'modification', '24'],
  ['39', 'modification', '25'],
  ['40', 'modification', '23'],
  ['CEI', 'interest', null],
  ['E1', 'consultation', null],
  ['E2', 'planning', null],
  ['E3', 'competition', null],
  ['E4', 'result', null],
  ['E5', 'completion', null],
  ['E6', 'modification', '81'],
  ['T01', 'transport', null],
  ['T02', 'transportResult', null],
  ['X01', 'registration', null],
  ['X02', 'registration', null],
];

export const noticeSubtypes: readonly NoticeSubtype[] = table.map(([code, kind, basis]) => ({ code, kind, basis }));

/** The type of an ordinary Danish tender above the thresholds; what is offered before anybody has chosen. */
export const usualSubtype = '16';

const vehicles = ['BT-717', 'BT-735'] as const;
const energy = ['BT-810', 'BT-811(b)', 'BT-811(a)'] as const;

/** Which fields each kind of notice has; from "forbidden" in the SDK's fields. */
const fieldsOfKind: Readonly<Record<NoticeKind, readonly NoticeTerm[]>> = {
  profile: [],
  planning: [],
  consultation: [],
  registration: [],
  shortened: [...strategicTerms, ...vehicles, ...energy],
  callByPlanning: [...strategicTerms, ...vehicles, ...energy],
  qualification: [...strategicTerms, ...vehicles, ...energy],
  competition: [...strategicTerms, ...vehicles, ...energy],
  subcontracting: [...strategicTerms, ...vehicles, ...energy],
  contest: strategicTerms,
  direct: strategicTerms,
  contestResult: strategicTerms,
  result: [...strategicTerms, ...vehicles, ...vehicleTerms, ...energy, 'BT-812'],
  modification: [...strategicTerms, ...vehicles, ...vehicleTerms, ...energy, 'BT-812'],
  completion: [...strategicTerms, ...vehicles, ...vehicleTerms, ...energy, 'BT-812'],
  interest: energy,
  transport: vehicles,
  transportResult: [...vehicles, ...vehicleTerms],
};

/** The fields that a type of notice has among those that follow from decisions; none for an unknown type. */
export function termsOf(subtype: string): readonly NoticeTerm[] {
  const known = noticeSubtypes.find(({ code }) => code === subtype);
  return known ? fieldsOfKind[known.kind] : [];
}

/** Whether a type of notice has a field. */
export function isAllowed(term: NoticeTerm, subtype: string): boolean {
  return termsOf(subtype).includes(term);
}

/** Whether a description of the aims must be given once an aim is: everywhere but in the defence area's E6. */
export function needsDescription(subtype: string): boolean {
  return isAllowed('BT-777', subtype) && subtype !== 'E6';
}
