import type { AreaId } from '../targets/schema.ts';
import type { Baseline } from './record-schema.ts';
import type { Amounts, Counts, Measure, Measures } from './rollups/measure.ts';
import type { Weighting } from './rollups/weighting.ts';
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

/**
 * The current revision of one record, as it stands in the log; derived from the journal and `procedures` alone. What
 * several devices logged on one (procedure, lot, target) is one record: `recordId` and `procedureId` are then the least
 * of theirs, the same on every device.
 */
export interface CurrentRow extends Revision {
  /** Record ids under which it stands in the journal, sorted; mostly one. */
  records: string[];
  /** Day of the record's first decision; figures count it there, also after a correction. */
  firstDay: string;
  /** 1 when the current revision is of another day than the first decision, so that a search by period finds it. */
  moved: 0 | 1;
  /** Two revisions were made apart on two devices and nobody has confirmed either yet. */
  conflict: boolean;
  /** Set on a row in conflict, for the index: only these are in it. */
  disputed?: 1;
  /** Set on a target met or partly met without any evidence, for the index. */
  unproven?: 1;
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
  /** Left out where the decisions say nothing of it. */
  weighting?: Weighting;
  /** Set on a followed procedure with open targets, for the index. */
  waiting?: 1;
}

/** A signed-off record with what it adds to `decisionRollup`; null when a later word on it is still in the journal. */
export interface BaselineRow extends Baseline {
  counted: DecisionRollup | null;
}

/** The import that a revision first came with; one logged here has none. */
export interface Origin {
  /** Of the revision. */
  id: string;
  importId: string;
}

/** A part of an import that waits to be taken in; `rows` are checked when they are. */
export interface StagedChunk {
  importId: string;
  seq: number;
  rows: unknown[];
}
