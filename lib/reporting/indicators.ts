import type { JournalDatabase } from '../log/database.ts';
import { addMeasure, addMeasures, emptyMeasure, type Measure, type Measures, measureOf } from '../log/measure.ts';
import { addDecisionMeasures, emptyMeasures } from '../log/rollups.ts';
import type { DecisionMeasures, ProcedureStateRow, TargetStatus } from '../log/rows.ts';
import { reasonCodeSchema, type Verdict, verdictSchema } from '../log/schema.ts';
import { placementSchema } from '../targets/schema.ts';
import type { IndicatorOptions, Indicators, Period } from './indicator-types.ts';
import { applicable, decisionRows, isAllMet, isPartOf, procedures, sumOf } from './rollup-rows.ts';
import { count, emptyTally, shareOf, shareOfNumbers, shareOfTally } from './share.ts';

export type * from './indicator-types.ts';
export { byArea, byMonth, byUnit } from './series.ts';

/** BT-776: what makes a procedure an innovative one. */
const innovationGoals = new Set(['mar-nov', 'proc-innov', 'prod-innov', 'rd-act']);

/**
 * The twelve indicators of a period, from the two rollup tables alone. Definitions stand at their lines here, and in
 * words in the dashboard. @throws {JournalError}
 */
export async function indicators(db: JournalDatabase, period: Period, options: IndicatorOptions): Promise<Indicators> {
  const byProcedure = await ofProcedures(db, period, new Set(options.priorityAreas));
  const { open, ...shares } = byProcedure;
  return { ...shares, ...(await ofDecisions(db, period, options, open)) };
}

type ByProcedure = Pick<Indicators, 'I1' | 'I2' | 'I9' | 'I11' | 'I12'> & {
  /** Relevant targets without a decision, each with its procedure's value. */
  open: Measure;
};

async function ofProcedures(db: JournalDatabase, period: Period, priority: Set<string>): Promise<ByProcedure> {
  const tallies = { I1: emptyTally(), I2: emptyTally(), I11: emptyTally(), I12: emptyTally() };
  const tips = { innovative: emptyTally(), tipsShown: emptyTally(), tipsUsed: emptyTally() };
  let open = emptyMeasure();
  for await (const view of procedures(db, period)) {
    const { row, decided, followed } = view;
    const { value } = row;
    const partly = isPartOf(view, view.areas.keys());
    const any = sumOf(view.areas.values());
    // What was unfollowed no longer waits for anybody.
    if (followed) open = addMeasure(open, openTargets(row, any.open), 1);
    // I12: a procedure that was unfollowed is no longer started.
    if (followed) count(tallies.I12, decided, value, partly);
    count(tips.tipsShown, row.tipsShown, value, partly);
    if (row.tipsShown || row.tipsUsed) count(tips.tipsUsed, row.tipsUsed, value, partly);
    if (!decided) continue;
    // I1: a requirement of area `all` is a green requirement too; it only never makes a target "relevant" below.
    count(tallies.I1, any.met + any.partiallyMet > 0, value, partly);
    count(
      tips.innovative,
      row.goals.some((goal) => innovationGoals.has(goal)),
      value,
      partly,
    );
    // I2, I11: a procedure whose targets are all not applicable leaves the denominator.
    const relevant = sumOf(view.matched.values());
    if (applicable(relevant) > 0) count(tallies.I2, isAllMet(relevant), value, partly);
    const inPriority = [...view.matched].filter(([area]) => priority.has(area));
    const prior = sumOf(inPriority.map(([, counts]) => counts));
    if (applicable(prior) === 0) continue;
    count(
      tallies.I11,
      isAllMet(prior),
      value,
      isPartOf(
        view,
        inPriority.map(([area]) => area),
      ),
    );
  }
  return {
    I1: shareOfTally(tallies.I1),
    I2: shareOfTally(tallies.I2),
    I9: {
      innovative: shareOfTally(tips.innovative),
      tipsShown: shareOfTally(tips.tipsShown),
      tipsUsed: shareOfTally(tips.tipsUsed),
    },
    I11: shareOfTally(tallies.I11),
    I12: shareOfTally(tallies.I12),
    open,
  };
}

function openTargets({ value }: ProcedureStateRow, targets: number): Measure {
  const each = measureOf(value, true);
  return Array.from({ length: targets }, () => each).reduce((sum, one) => addMeasure(sum, one, 1), emptyMeasure());
}

type ByDecision = Pick<Indicators, 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I10'>;

async function ofDecisions(
  db: JournalDatabase,
  period: Period,
  { ecolabelTargets }: IndicatorOptions,
  open: Measure,
): Promise<ByDecision> {
  const by: Record<Verdict, DecisionMeasures> = {
    met: emptyMeasures(),
    partiallyMet: emptyMeasures(),
    notMet: emptyMeasures(),
    notApplicable: emptyMeasures(),
  };
  const provable = ecolabelTargets && new Set(ecolabelTargets);
  let labelled = emptyMeasure();
  let labellable = emptyMeasure();
  for await (const row of decisionRows(db, period)) {
    by[row.verdict] = addDecisionMeasures(by[row.verdict], row, 1);
    if (row.verdict === 'notApplicable' || (provable && !provable.has(row.target))) continue;
    labellable = addMeasure(labellable, row, 1);
    if (row.verdict !== 'notMet') labelled = addMeasure(labelled, row.ecolabel, 1);
  }
  const green = addDecisionMeasures(by.met, by.partiallyMet, 1);
  const short = addDecisionMeasures(by.partiallyMet, by.notMet, 1);
  const applied = addDecisionMeasures(green, by.notMet, 1);
  const everything = addMeasure(addMeasure(applied, by.notApplicable, 1), open, 1);
  const { weight, vehicles } = applied;
  const statuses: Record<TargetStatus, Measure> = { ...by, open };
  return {
    I3: pick([...verdictSchema.options, 'open'] as const, (status) => shareOf(statuses[status], everything)),
    I4: { goals: sharesOf(green.goals, green), gpp: sharesOf(green.gpp, green) },
    I5: pick(placementSchema.options, (code) => shareOf(green.placements[code] ?? emptyMeasure(), green)),
    I6: pick(reasonCodeSchema.options, (code) => shareOf(short.reasons[code] ?? emptyMeasure(), short)),
    I7: shareOf(labelled, labellable),
    I8: {
      decisions: weight.decisions.count,
      mean: weight.decisions.count === 0 ? null : weight.sum / weight.decisions.count,
      meanByValue: Object.fromEntries(
        Object.entries(weight.decisions.values).map(([code, sum]) => [code, (weight.sumByValue[code] ?? 0) / sum]),
      ),
      atLeast30: shareOf(weight.atLeast30, weight.decisions),
    },
    I10: {
      decisions: vehicles.inScope.count,
      clean: shareOfNumbers(vehicles.clean, vehicles.total, vehicles.allClean, vehicles.inScope),
      zero: shareOfNumbers(vehicles.zero, vehicles.total, vehicles.allZero, vehicles.inScope),
    },
  };
}

function pick<Code extends string, T>(codes: readonly Code[], value: (code: Code) => T): Record<Code, T> {
  return Object.fromEntries(codes.map((code) => [code, value(code)])) as Record<Code, T>;
}

function sharesOf(parts: Measures, whole: Measure) {
  return Object.fromEntries(
    Object.entries(addMeasures({}, parts, 1))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, part]) => [code, shareOf(part, whole)]),
  );
}
