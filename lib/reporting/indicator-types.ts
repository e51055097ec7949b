import type { TargetStatus } from '../log/rows.ts';
import type { Money, ReasonCode } from '../log/schema.ts';
import type { AreaId, Placement } from '../targets/schema.ts';

/** What is looked at: days of first decisions, both included, YYYY-MM-DD, and what to narrow it to. */
export interface Period {
  from: string;
  to: string;
  unit?: string;
  area?: string;
  target?: string;
  /** One of these beside the others; they are known of decisions alone, not of procedures. */
  portal?: string;
  author?: string;
  placement?: string;
}

/** A part of a whole by number, and by value per currency. */
export interface Share {
  numerator: number;
  denominator: number;
  /** Null when the whole is nothing. */
  share: number | null;
  value: Record<Money['currency'], { numerator: number; denominator: number }>;
  /** How many of the denominator have no value and are counted by number only. */
  valueMissing: number;
  /** How many of the denominator have a value that is of a larger whole (a lot without its own value, an area among several). */
  unallocated: number;
}

/** Definitions in words: the locales' `indicator.*`; in code: `indicators.ts`. */
export interface Indicators {
  /** Procedures with at least one target met or partly met, of all procedures with decisions. */
  I1: Share;
  /** Procedures with all their relevant targets met, of those with at least one that applies. */
  I2: Share;
  /** Decisions by verdict, and relevant targets still open, of all of these. */
  I3: Record<TargetStatus, Share>;
  /** By eForms goal and kind of green criterion, of the decisions met or partly met. */
  I4: { goals: Record<string, Share>; gpp: Record<string, Share> };
  /** By place in the tender documents, of the decisions met or partly met. */
  I5: Record<Placement, Share>;
  /** By reason, of the decisions partly or not met. */
  I6: Record<ReasonCode, Share>;
  /** With an ecolabel, of the decisions met, partly met or not met. */
  I7: Share;
  /** Weight of the environmental award criterion in per cent: mean by number, by value, and the part with 30 or more. */
  I8: { decisions: number; mean: number | null; meanByValue: Record<Money['currency'], number>; atLeast30: Share };
  /** Procedures with an innovation goal; those where tips were shown; those where one was used, of these. */
  I9: { innovative: Share; tipsShown: Share; tipsUsed: Share };
  /** Vehicles: the shares count vehicles; by value, contracts whose vehicles are all clean or zero-emission. */
  I10: { decisions: number; clean: Share; zero: Share };
  /**
   * SDG 12.7.1 F: procedures in priority areas with all targets there met, of those with at least one that applies.
   * Null when it was not asked for: any choice of areas needs every procedure of the period.
   */
  I11: Share | null;
  /** Log completeness: procedures with decisions, of procedures followed. */
  I12: Share;
}

type VerdictCounts = Record<TargetStatus, number>;

/** One line of a series: a month (YYYY-MM), an area or a unit. */
export interface SeriesRow<Key extends string = string> {
  key: Key;
  verdicts: VerdictCounts;
  allMet: Share;
  completeness: Share;
}
export type MonthRow = SeriesRow;
export type AreaRow = SeriesRow<AreaId>;

export interface IndicatorOptions {
  /** Product areas of I11. */
  priorityAreas?: readonly string[];
  /** Targets that an ecolabel can prove: when given, I7 looks at these alone. */
  ecolabelTargets?: readonly string[];
}
