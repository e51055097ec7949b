import type { JournalDatabase } from '../log/database.ts';
import { addMeasure, addMeasures, emptyMeasure, type Measure, type Measures } from '../log/rollups/measure.ts';
import { addDecisionMeasures, emptyMeasures } from '../log/rollups/rollups.ts';
import type { TargetStatus } from '../log/rows.ts';
import { reasonCodeSchema, verdictSchema } from '../log/schema.ts';
import { placementSchema } from '../targets/schema.ts';
import { areaCells, type Cell, cellsOf, totalOf, wholeCells } from './cells.ts';
import type { IndicatorOptions, Indicators, Period, Share } from './indicator-types.ts';
import { priorityShare } from './priority-share.ts';
import { shareOf, shareOfNumbers, shareOfProcedures } from './share.ts';

export type * from './indicator-types.ts';
export { priorityShare } from './priority-share.ts';
export { byArea, byMonth, byUnit } from './series.ts';

/** The twelve indicators of a period, from the rollups alone. @throws {JournalError} */
export async function indicators(db: JournalDatabase, period: Period, options: IndicatorOptions): Promise<Indicators> {
  const { priorityAreas, ...others } = options;
  const figures = indicatorsOf(await cellsOf(db, period), others);
  return priorityAreas ? { ...figures, I11: await priorityShare(db, period, priorityAreas) } : figures;
}

/**
 * The indicators of a period's cells, all but I11. Definitions stand at their lines here and where procedures are
 * counted (`sumsOfProcedure`), and in words in the dashboard.
 */
export function indicatorsOf(
  cells: readonly Cell[],
  { ecolabelTargets }: Pick<IndicatorOptions, 'ecolabelTargets'>,
): Indicators {
  const { decisions, procedures, open } = totalOf(wholeCells(cells));
  const met = decisions.met ?? emptyMeasures();
  const partiallyMet = decisions.partiallyMet ?? emptyMeasures();
  const notMet = decisions.notMet ?? emptyMeasures();
  const notApplicable = decisions.notApplicable ?? emptyMeasures();
  const green = addDecisionMeasures(met, partiallyMet, 1);
  const short = addDecisionMeasures(partiallyMet, notMet, 1);
  const applied = addDecisionMeasures(green, notMet, 1);
  const everything = addMeasure(addMeasure(applied, notApplicable, 1), open, 1);
  const { weight, vehicles } = applied;
  const statuses: Record<TargetStatus, Measure> = { met, partiallyMet, notMet, notApplicable, open };
  return {
    I1: shareOfProcedures(procedures.anyMet, procedures.decided),
    I2: shareOfProcedures(procedures.allMet, procedures.applicable),
    I3: pick([...verdictSchema.options, 'open'] as const, (status) => shareOf(statuses[status], everything)),
    I4: { goals: sharesOf(green.goals, green), gpp: sharesOf(green.gpp, green) },
    I5: pick(placementSchema.options, (code) => shareOf(green.placements[code] ?? emptyMeasure(), green)),
    I6: pick(reasonCodeSchema.options, (code) => shareOf(short.reasons[code] ?? emptyMeasure(), short)),
    I7: labelShare(cells, ecolabelTargets),
    I8: {
      decisions: weight.decisions.count,
      mean: weight.decisions.count === 0 ? null : weight.sum / weight.decisions.count,
      meanByValue: Object.fromEntries(
        Object.entries(weight.decisions.values).map(([code, sum]) => [code, (weight.sumByValue[code] ?? 0) / sum]),
      ),
      atLeast30: shareOf(weight.atLeast30, weight.decisions),
    },
    I9: {
      innovative: shareOfProcedures(procedures.innovative, procedures.decided),
      tipsShown: shareOfProcedures(procedures.tipsShown, procedures.all),
      tipsUsed: shareOfProcedures(procedures.tipsUsed, procedures.tipsShownOrUsed),
    },
    I10: {
      decisions: vehicles.inScope.count,
      clean: shareOfNumbers(vehicles.clean, vehicles.total, vehicles.allClean, vehicles.inScope),
      zero: shareOfNumbers(vehicles.zero, vehicles.total, vehicles.allZero, vehicles.inScope),
    },
    I11: null,
    I12: shareOfProcedures(procedures.followedDecided, procedures.followed),
  };
}

/** I7: with an ecolabel, of the decisions met, partly met or not met; where targets are given, of those on them. */
function labelShare(cells: readonly Cell[], ecolabelTargets: readonly string[] | undefined): Share {
  const provable = ecolabelTargets && new Set(ecolabelTargets);
  let labelled = emptyMeasure();
  let labellable = emptyMeasure();
  for (const { targets } of areaCells(cells)) {
    for (const [target, { met, partiallyMet, notMet }] of Object.entries(targets)) {
      if (provable && !provable.has(target)) continue;
      for (const measure of [met, partiallyMet, notMet]) {
        if (measure === undefined) continue;
        labellable = addMeasure(labellable, measure.all, 1);
        labelled = addMeasure(labelled, measure.labelled, 1);
      }
    }
  }
  return shareOf(labelled, labellable);
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
