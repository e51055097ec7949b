import type { AreaId } from '../../targets/schema.ts';
import type { DecisionMeasures } from '../rows.ts';
import type { Verdict } from '../schema.ts';
import type { Amounts, Measure } from './measure.ts';

/** Procedures counted by number and by value. */
export interface ProcedureSum {
  count: number;
  /** Whole values of the procedures, by currency; also of those that are only partly looked at. */
  values: Amounts;
  /** How many have no value: they are in `count` only. */
  valueMissing: number;
  /** How many have further areas beside the one that is looked at, so that the value is of a larger whole. */
  unallocated: number;
}

/** What is counted of procedures; a part that counts nothing is left out. */
export type ProcedurePart =
  /** Every procedure of the month: decided on, or followed and waiting. */
  | 'all'
  | 'followed'
  | 'followedDecided'
  | 'decided'
  /** Of the decided: with a target met or partly met. */
  | 'anyMet'
  /** Of the decided: with a relevant target that applies, and of these with all of them met. */
  | 'applicable'
  | 'allMet'
  | 'innovative'
  | 'tipsShown'
  | 'tipsShownOrUsed'
  | 'tipsUsed';

/** Decisions on one target of one verdict, and those of them with an ecolabel. */
export interface TargetMeasure {
  all: Measure;
  labelled: Measure;
}

/** Everything that figures are made of; every part can be added and taken away. */
export interface Sums {
  decisions: Partial<Record<Verdict, DecisionMeasures>>;
  procedures: Partial<Record<ProcedurePart, ProcedureSum>>;
  /** Relevant targets without a decision in followed procedures, each with its procedure's value. */
  open: Measure;
  /** Decisions by target; only in sums of a single area. */
  targets: Record<string, Partial<Record<Verdict, TargetMeasure>>>;
}

/**
 * The figures of a month for one unit or all, in one area or as a whole. What an overview reads: it is as many rows for
 * a thousand decisions as for a million.
 */
export interface MonthRollup extends Sums {
  /** `=` and the unit's name, or `*` for all units together. */
  scope: string;
  /** `YYYY-MM` of the first decisions; of following where there is none yet. */
  month: string;
  /** Empty for all areas as a whole. */
  area: AreaId | '';
}

/** Key of a row of `monthRollup`. */
export type MonthRollupKey = [scope: string, month: string, area: string];

/** All units together. */
export const allUnits = '*';

/** How a unit stands in the key; a unit may have any name, or none. */
export const scopeOf = (unit: string | undefined) => (unit === undefined ? allUnits : `=${unit}`);
