import type { Procedure, Revision, TipRecord } from '../log/schema.ts';
import type { Detail } from '../targets/schema.ts';
import type { Indicators } from './indicator-types.ts';

export type IndicatorId = keyof Indicators;

/** Where a user gives what an indicator needs: part of the decision form, the panel's own steps, or read from the page. */
export type Control =
  | 'verdict'
  | 'reason'
  | `details.${Detail}`
  | 'follow'
  | 'tips'
  /** Comes with the target's version. */
  | 'target'
  /** Read from the page. */
  | 'page';

interface IndicatorField {
  indicator: IndicatorId;
  /** Fields of the journal's record that the indicator reads. */
  fields: (keyof Revision)[];
  /** Fields of the followed procedure that it reads. */
  procedureFields: (keyof Procedure)[];
  /** Fields of the tip records that it reads. */
  tipFields: (keyof TipRecord)[];
  /** Where the user gives it. */
  control: Control;
}

const always = ['value', 'valueLevel', 'day', 'unit', 'area', 'target', 'kind', 'verdict'] as const;
const ofDecisions = (indicator: IndicatorId, control: Control, ...own: (keyof Revision)[]): IndicatorField => ({
  indicator,
  fields: [...own, ...always.filter((field) => !own.includes(field))],
  procedureFields: [],
  tipFields: [],
  control,
});
const ofProcedures = (
  indicator: IndicatorId,
  control: Control,
  fields: (keyof Revision)[],
  procedureFields: (keyof Procedure)[],
  tipFields: (keyof TipRecord)[] = [],
): IndicatorField => ({
  indicator,
  fields,
  procedureFields: [...procedureFields, 'value', 'lots', 'unit', 'unfollowedAt'],
  tipFields,
  control,
});

/** What each indicator needs to be asked for; a test holds it against the figures, the forms against their controls. */
export const indicatorFields: readonly IndicatorField[] = [
  ofProcedures('I1', 'verdict', ['kind', 'verdict', 'target', 'area', 'day'], []),
  ofProcedures('I2', 'verdict', ['kind', 'verdict', 'target', 'area', 'day'], ['relevant']),
  { ...ofDecisions('I3', 'verdict'), procedureFields: ['relevant', 'value', 'followedAt', 'unfollowedAt'] },
  ofDecisions('I4', 'target', 'goals', 'gpp'),
  ofDecisions('I5', 'details.placement', 'placement'),
  ofDecisions('I6', 'reason', 'reason'),
  ofDecisions('I7', 'details.ecolabel', 'ecolabels'),
  ofDecisions('I8', 'details.awardWeight', 'awardWeightPct'),
  ofProcedures('I9', 'tips', ['kind', 'verdict', 'goals', 'day'], ['followedAt'], ['action']),
  ofDecisions('I10', 'details.vehicles', 'vehicles'),
  ofProcedures('I11', 'verdict', ['kind', 'verdict', 'target', 'area', 'day'], ['relevant']),
  ofProcedures('I12', 'follow', ['kind', 'day'], ['followedAt']),
];
