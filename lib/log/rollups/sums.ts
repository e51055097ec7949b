import { innovativeAcquisitions } from '../../targets/goals.ts';
import type { DecisionMeasures, DecisionRollup, ProcedureStateRow, StatusCounts } from '../rows.ts';
import type { Verdict } from '../schema.ts';
import { type Amounts, addAmounts, addMeasure, emptyMeasure, type Measure, measureOf, type Sign } from './measure.ts';
import type { ProcedurePart, ProcedureSum, Sums, TargetMeasure } from './month-rows.ts';
import { addDecisionMeasures, emptyMeasures, emptyStatusCounts } from './rollups.ts';

/** BT-776: what makes a procedure an innovative one. */
const innovationGoals: ReadonlySet<string> = new Set(innovativeAcquisitions);

/** Figures of nothing. */
export function emptySums(): Sums {
  return { decisions: {}, procedures: {}, open: emptyMeasure(), targets: {} };
}

/** Whether figures count anything at all. */
export function isEmpty({ decisions, procedures }: Sums): boolean {
  return Object.keys(decisions).length === 0 && Object.keys(procedures).length === 0;
}

/** Figures, `b` added to or taken from `a`. Parts that come to nothing are left out, so that a recount finds the same. */
export function addSums(a: Sums, b: Sums, sign: Sign): Sums {
  return {
    decisions: addParts(a.decisions, b.decisions, emptyMeasures, (x, y) => addDecisionMeasures(x, y, sign), isNone),
    procedures: addParts(a.procedures, b.procedures, emptySum, (x, y) => addProcedures(x, y, sign), isNone),
    open: addMeasure(a.open, b.open, sign),
    targets: addParts(
      a.targets,
      b.targets,
      () => ({}),
      (x, y) =>
        addParts(
          x,
          y,
          emptyTarget,
          (one, other) => addTarget(one, other, sign),
          ({ all }) => isNone(all),
        ),
      (verdicts) => Object.keys(verdicts).length === 0,
    ),
  };
}

/** Figures that many parts are added to in turn, without copying what is there each time. */
export interface Gathering {
  decisions: Map<string, DecisionMeasures>;
  procedures: Map<string, ProcedureSum>;
  open: Measure;
  targets: Map<string, Map<string, TargetMeasure>>;
}

/** A gathering of nothing. */
export function emptyGathering(): Gathering {
  return { decisions: new Map(), procedures: new Map(), open: emptyMeasure(), targets: new Map() };
}

/** Adds figures to a gathering. */
export function gatherSums(into: Gathering, { decisions, procedures, open, targets }: Sums): void {
  addInto(into.decisions, decisions, emptyMeasures, (x, y) => addDecisionMeasures(x, y, 1));
  addInto(into.procedures, procedures, emptySum, (x, y) => addProcedures(x, y, 1));
  into.open = addMeasure(into.open, open, 1);
  for (const [target, verdicts] of Object.entries(targets)) {
    const known = into.targets.get(target) ?? new Map<string, TargetMeasure>();
    addInto(known, verdicts, emptyTarget, (x, y) => addTarget(x, y, 1));
    into.targets.set(target, known);
  }
}

function addInto<T>(into: Map<string, T>, parts: Partial<Record<string, T>>, empty: () => T, add: (x: T, y: T) => T) {
  for (const [key, part] of Object.entries(parts) as [string, T][]) into.set(key, add(into.get(key) ?? empty(), part));
}

/** The figures that a gathering has come to. */
export function sumsOf({ decisions, procedures, open, targets }: Gathering): Sums {
  return {
    decisions: Object.fromEntries(decisions),
    procedures: Object.fromEntries(procedures),
    open,
    targets: Object.fromEntries([...targets].map(([target, verdicts]) => [target, Object.fromEntries(verdicts)])),
  };
}

const isNone = ({ count }: { count: number }) => count === 0;
const emptySum = (): ProcedureSum => ({ count: 0, values: {}, valueMissing: 0, unallocated: 0 });
const emptyTarget = (): TargetMeasure => ({ all: emptyMeasure(), labelled: emptyMeasure() });

function addTarget(a: TargetMeasure, b: TargetMeasure, sign: Sign): TargetMeasure {
  return { all: addMeasure(a.all, b.all, sign), labelled: addMeasure(a.labelled, b.labelled, sign) };
}

function addProcedures(a: ProcedureSum, b: ProcedureSum, sign: Sign): ProcedureSum {
  return {
    count: a.count + sign * b.count,
    values: addAmounts(a.values, b.values, sign),
    valueMissing: a.valueMissing + sign * b.valueMissing,
    unallocated: a.unallocated + sign * b.unallocated,
  };
}

/** Records part by part. Built from pairs, because a target may have any name, `__proto__` too. */
function addParts<T, R extends Partial<Record<string, T>>>(
  a: R,
  b: R,
  empty: () => T,
  add: (x: T, y: T) => T,
  none: (sum: T) => boolean,
): R {
  const added = Object.entries(b) as [string, T][];
  if (added.length === 0) return a;
  const sums = new Map(Object.entries(a) as [string, T][]);
  for (const [key, part] of added) {
    const sum = add(sums.get(key) ?? empty(), part);
    if (none(sum)) sums.delete(key);
    else sums.set(key, sum);
  }
  return Object.fromEntries(sums) as R;
}

/** What a row of `decisionRollup` adds to the figures of its area (`withTarget`), or of all areas as a whole. */
export function sumsOfDecisions(row: DecisionRollup, withTarget: boolean): Sums {
  const { day: _, unit: __, area: ___, target, verdict, ...measures } = row;
  const { count, values, valueMissing, unallocated } = measures;
  const green = verdict === 'met' || verdict === 'partiallyMet';
  const own: TargetMeasure = {
    all: { count, values, valueMissing, unallocated },
    labelled: green ? measures.ecolabel : emptyMeasure(),
  };
  const of = <T>(value: T) => ({ [verdict]: value }) as Partial<Record<Verdict, T>>;
  return {
    ...emptySums(),
    decisions: of(measures),
    targets: withTarget ? Object.fromEntries([[target, of(own)]]) : {},
  };
}

/** Status counts of several areas as one. */
export function sumOf(counts: Iterable<StatusCounts>): StatusCounts {
  const sum = emptyStatusCounts();
  for (const part of counts) {
    for (const status of Object.keys(sum) as (keyof StatusCounts)[]) sum[status] += part[status];
  }
  return sum;
}

/** Number of targets that apply: all but the not applicable ones. */
export const applicable = ({ met, partiallyMet, notMet, open }: StatusCounts) => met + partiallyMet + notMet + open;

/** Whether every target that applies is met; an open or partly met one is not. */
export const isAllMet = (counts: StatusCounts) => counts.met > 0 && counts.met === applicable(counts);

/** Whether a procedure has matched areas beside these, so that its value is of a larger whole. */
export function isPartOf({ areas }: Pick<ProcedureStateRow, 'areas'>, known: ReadonlySet<string>): boolean {
  return Object.keys(areas).some((area) => area !== 'all' && !known.has(area));
}

/**
 * What one procedure adds to the figures.
 * @param any where the targets stand that are looked at
 * @param relevant the same without those of area `all`, unless that area is what is looked at
 * @param partly the procedure has further areas beside
 */
export function sumsOfProcedure(
  row: ProcedureStateRow,
  { any, relevant, partly }: { any: StatusCounts; relevant: StatusCounts; partly: boolean },
): Sums {
  const decided = row.day !== null;
  const followed = row.followedDay !== null;
  const values: Amounts = row.value === null ? {} : addAmounts({}, { [row.value.currency]: row.value.amount }, 1);
  const valueMissing = row.value === null ? 1 : 0;
  const one: ProcedureSum = { count: 1, values, valueMissing, unallocated: row.value !== null && partly ? 1 : 0 };
  const parts: [ProcedurePart, boolean][] = [
    ['all', true],
    // I12: a procedure that was unfollowed is no longer started.
    ['followed', followed],
    ['followedDecided', followed && decided],
    ['decided', decided],
    // I1: a requirement of area `all` is a green requirement too; it only never makes a target "relevant" below.
    ['anyMet', decided && any.met + any.partiallyMet > 0],
    // I2: a procedure whose targets are all not applicable leaves the denominator.
    ['applicable', decided && applicable(relevant) > 0],
    ['allMet', decided && isAllMet(relevant)],
    ['innovative', decided && row.goals.some((goal) => innovationGoals.has(goal))],
    ['tipsShown', row.tipsShown],
    ['tipsShownOrUsed', row.tipsShown || row.tipsUsed],
    ['tipsUsed', row.tipsUsed],
  ];
  return {
    ...emptySums(),
    procedures: Object.fromEntries(parts.filter(([, counts]) => counts).map(([part]) => [part, one])),
    // What was unfollowed no longer waits for anybody.
    open: followed ? openTargets(row, any.open) : emptyMeasure(),
  };
}

function openTargets({ value }: ProcedureStateRow, targets: number): Measure {
  const each = measureOf(value, true);
  let sum = emptyMeasure();
  for (let target = 0; target < targets; target += 1) sum = addMeasure(sum, each, 1);
  return sum;
}
