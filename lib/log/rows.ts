import type { AreaId } from '../targets/schema.ts';
import type { Amounts, Counts, Measure, Measures } from './measure.ts';
import type { Money, ProcedureFacts, Revision, Verdict } from './schema.ts';

/** What the log table and the exports show of a procedure beside a decision; copied so that a page is one read. */
export interface ProcedureSummary {
  title: string;
  buyer: ProcedureFacts['buyer'];
  reference: string | null;
  /** eForms BT-04. */
  noticeProcedureId: string | null;
  publicationNumber: string | null;
  cpv: ProcedureFacts['cpv'];
  language: string | null;
  url: string;
}

/** The current revision of one record, as it stands in the log; derived from the journal and `procedures` alone. */
export interface CurrentRow extends Revision {
  /** Day of the record's first decision; figures count it there, also after a correction. */
  firstDay: string;
  /** 1 when the current revision is of another day than the first decision, so that a search by period finds it. */
  moved: 0 | 1;
  /** Two revisions were made apart on two devices and nobody has confirmed either yet. */
  conflict: boolean;
  procedure: ProcedureSummary;
}

/** One row of figures about decisions; written in the transaction of the decision itself. */
export interface DecisionRollup extends DecisionMeasures {
  /** Day of the records' first decisions. */
  day: string;
  unit: string;
  area: AreaId;
  target: string;
  verdict: Verdict;
}

/** Key of a row of `decisionRollup`. */
export type DecisionRollupKey = [day: string, unit: string, area: string, target: string, verdict: string];

export interface DecisionMeasures extends Measure {
  reasons: Measures;
  placements: Measures;
  /** By BT-774, BT-775 and BT-776 code. */
  goals: Measures;
  /** By BT-805 code. */
  gpp: Measures;
  /** Decisions with at least one ecolabel. */
  ecolabel: Measure;
  weight: {
    /** Decisions with a weight for the environmental award criterion. */
    decisions: Measure;
    /** Sum of the weights in per cent. */
    sum: number;
    /** Sum of weight in per cent times value, by currency. */
    sumByValue: Amounts;
    atLeast30: Measure;
  };
  vehicles: {
    /** Decisions in the scope of the Clean Vehicles Directive. */
    inScope: Measure;
    total: number;
    clean: number;
    zero: number;
    /** Decisions in scope with vehicles, all of which are clean or zero-emission. */
    allClean: Measure;
    allZero: Measure;
  };
  portals: Counts;
  authors: Counts;
}

/** Where a target stands for a whole procedure; `open`: relevant and not decided. */
export type TargetStatus = Verdict | 'open';

export type StatusCounts = Record<TargetStatus, number>;

/** One procedure's standing, and its value once. */
export interface ProcedureStateRow {
  procedureId: string;
  unit: string;
  portal: string;
  /** Null once it was unfollowed: it no longer counts as started. */
  followedDay: string | null;
  /** Day of the first decision that still stands. */
  day: string | null;
  value: Money | null;
  /** Number of targets by where they stand, per product area. `all` stands by itself. */
  areas: Partial<Record<AreaId, StatusCounts>>;
  /** Every target that counts or was decided on, by id. */
  targets: Record<string, { area: AreaId; status: TargetStatus }>;
  /** eForms codes of the targets met or partly met. */
  goals: string[];
  tipsShown: boolean;
  tipsUsed: boolean;
}
