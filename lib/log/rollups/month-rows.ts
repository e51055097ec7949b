import type { AreaId } from '../../targets/schema.ts';
import type { DecisionMeasures, ProcedureStateRow, StatusCounts } from '../rows.ts';
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
  /**
   * What is looked at, then `=` and the unit's name, or `*` for all units together. What is looked at is everything
   * (nothing stands before), a single target (`targetView`), or how procedures stand in their areas (`standingView`).
   */
  scope: string;
  /** `YYYY-MM` of the first decisions; of following where there is none yet. */
  month: string;
  /** Empty for all areas as a whole; in `standingView` the areas with how they stand (`standingOf`). */
  area: AreaId | '' | (string & {});
}

/** Key of a row of `monthRollup`. */
export type MonthRollupKey = [scope: string, month: string, area: string];

/** All units together. */
export const allUnits = '*';

/** How a unit stands in the key; a unit may have any name, or none. */
export const scopeOf = (unit: string | undefined) => (unit === undefined ? allUnits : `=${unit}`);

/** Figures of a single target, by its area; a target may have any name, so it is written as JSON. */
export const targetView = (target: string) => `@${JSON.stringify(target)}`;

/** Procedures that were decided on, counted by how they stand in their areas: what any choice of areas is added up from. */
export const standingView = '#';

/** Where a procedure stands in one area: all that applies is met, something is not, or nothing applies. */
export type AreaStanding = 'met' | 'short' | 'none';

const areaStanding = (counts: StatusCounts): AreaStanding => {
  const { met, partiallyMet, notMet, open } = counts;
  if (met + partiallyMet + notMet + open === 0) return 'none';
  return partiallyMet + notMet + open === 0 ? 'met' : 'short';
};

/** How a procedure stands in its matched areas, as the key of those that stand the same; empty where it has none. */
export function standingOf({ areas }: Pick<ProcedureStateRow, 'areas'>): string {
  const matched = Object.entries(areas).filter(([area]) => area !== 'all');
  return matched
    .map(([area, counts]) => `${area}:${areaStanding(counts)}`)
    .sort()
    .join(' ');
}

/** The areas of such a key, each with its standing. */
export function readStanding(standing: string): [area: string, standing: AreaStanding][] {
  return standing.split(' ').map((part) => {
    const [area = '', stands] = part.split(':');
    return [area, stands as AreaStanding];
  });
}
