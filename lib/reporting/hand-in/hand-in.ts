import type { JournalDatabase } from '../../log/database.ts';
import { addDecisionMeasures, emptyMeasures } from '../../log/rollups/rollups.ts';
import { areaCells, type Cell, cellsOf, totalOf, wholeCells } from '../cells.ts';
import type { Share } from '../indicator-types.ts';
import { type Indicators, indicatorsOf } from '../indicators.ts';
import { shareOfProcedures } from '../share.ts';
import { type HandInPeriod, procedureShares } from './procedure-groups.ts';
import { type SurveyCategory, surveyCategories } from './survey-categories.ts';

/** Who asks for a figure. */
export const handInSchemes = ['sdg', 'dk', 'no', 'cvd', 'sigma'] as const;
export type HandInScheme = (typeof handInSchemes)[number];

/** The figures, in the order in which they are shown; their words stand in the locales as `handIn.<id>.…`. */
export const handInIds = [
  'sdgD',
  'sdgE',
  'sdgECompleteness',
  'sdgF',
  'dkAll',
  'dkAny',
  'noCriterion',
  'noRequirement',
  'noExemption',
  'noNone',
  'cvdContracts',
  'cvdVehicles',
  'cvdClean',
  'cvdZero',
  'sigma',
] as const;
export type HandInId = (typeof handInIds)[number];

/** Why a figure says less than it seems to, in this log. */
export type Shortfall =
  /** Nothing of its kind was logged. */
  | 'nothing'
  /** Procedures were followed that nothing was decided on: what was bought there is not in it. */
  | 'incomplete'
  | 'valueMissing'
  | 'unallocated'
  /** No product area is chosen as a priority. */
  | 'noPriorities';

/** One figure to hand in: a plain count, or a part of a whole. */
export interface HandInFigure {
  id: HandInId;
  scheme: HandInScheme;
  /** The survey's category it is about; null for the figure as a whole. */
  category: SurveyCategory | null;
  /** For a plain count. */
  count: number | null;
  share: Share | null;
  shortfalls: Shortfall[];
}

/** What one period has to hand in, with our own twelve indicators beside it. */
export interface HandIn {
  indicators: Indicators;
  figures: HandInFigure[];
}

/** Log completeness from which on nothing is said of it. */
const complete = 1;

/**
 * The figures that buyers are asked for, from the rollups alone. What each counts stands here and, in words, in the
 * locales; the rest of each scheme (points, legal basis, other organisations) is not the buyer's to give.
 * @param priorityAreas product areas of SDG 12.7.1
 * @throws {JournalError}
 */
export async function handIn(
  db: JournalDatabase,
  period: HandInPeriod,
  priorityAreas: readonly string[],
): Promise<HandIn> {
  const cells = await cellsOf(db, period);
  const categories = Object.keys(surveyCategories) as SurveyCategory[];
  const { groups, weighting } = await procedureShares(db, period, {
    ...surveyCategories,
    priority: priorityAreas,
    survey: Object.values(surveyCategories).flat(),
  });
  const indicators = { ...indicatorsOf(cells, {}), I11: groups.priority.allMet };
  const { procedures, decisions } = totalOf(wholeCells(cells));
  const { I3, I10, I12 } = indicators;
  const logged = I3.met.numerator + I3.partiallyMet.numerator + I3.notMet.numerator + I3.notApplicable.numerator;
  const applied = addDecisionMeasures(
    addDecisionMeasures(decisions.met ?? emptyMeasures(), decisions.partiallyMet ?? emptyMeasures(), 1),
    decisions.notMet ?? emptyMeasures(),
    1,
  );
  const incomplete = I12.share !== null && I12.share < complete;
  const figure = (
    id: HandInId,
    scheme: HandInScheme,
    value: Share | number,
    { category = null, own = [] }: { category?: SurveyCategory | null; own?: Shortfall[] } = {},
  ): HandInFigure => {
    const share = typeof value === 'number' ? null : value;
    const count = typeof value === 'number' ? value : null;
    return { id, scheme, category, count, share, shortfalls: [...own, ...shortfallsOf(share ?? count, incomplete)] };
  };
  const priorities: Shortfall[] = priorityAreas.length === 0 ? ['noPriorities'] : [];
  return {
    indicators,
    figures: [
      figure('sdgD', 'sdg', areasWithCriteria(cells, priorityAreas), { own: priorities }),
      figure('sdgE', 'sdg', logged),
      figure('sdgECompleteness', 'sdg', I12),
      figure('sdgF', 'sdg', groups.priority.allMet, { own: priorities }),
      figure('dkAll', 'dk', groups.survey.allMet),
      ...categories.map((category) => figure('dkAll', 'dk', groups[category].allMet, { category })),
      figure('dkAny', 'dk', groups.survey.anyMet),
      ...categories.map((category) => figure('dkAny', 'dk', groups[category].anyMet, { category })),
      figure('noCriterion', 'no', weighting.criterion),
      figure('noRequirement', 'no', weighting.requirement),
      figure('noExemption', 'no', weighting.exemption),
      figure('noNone', 'no', weighting.none),
      figure('cvdContracts', 'cvd', I10.decisions),
      figure('cvdVehicles', 'cvd', applied.vehicles.total),
      figure('cvdClean', 'cvd', I10.clean),
      figure('cvdZero', 'cvd', I10.zero),
      // Every procedure of the period, decided on or not: one that nobody decided on is not known to be green.
      figure('sigma', 'sigma', shareOfProcedures(procedures.anyMet, procedures.all)),
    ],
  };
}

/** Product areas in which criteria were used, of the priority areas in which anything was bought that they apply to. */
function areasWithCriteria(cells: readonly Cell[], priorityAreas: readonly string[]): Share {
  const single = areaCells(cells);
  const counts = (area: string, part: 'applicable' | 'anyMet') =>
    single.some((cell) => cell.area === area && (cell.procedures[part]?.count ?? 0) > 0);
  const bought = priorityAreas.filter((area) => counts(area, 'applicable'));
  const used = bought.filter((area) => counts(area, 'anyMet'));
  const [numerator, denominator] = [used.length, bought.length];
  const share = denominator === 0 ? null : numerator / denominator;
  return { numerator, denominator, share, value: {}, valueMissing: 0, unallocated: 0 };
}

function shortfallsOf(value: Share | number | null, incomplete: boolean): Shortfall[] {
  const share = typeof value === 'number' ? null : value;
  const isNothing = share === null ? value === 0 : share.denominator === 0;
  if (isNothing) return ['nothing'];
  return [
    ...(incomplete ? (['incomplete'] as const) : []),
    ...(share && share.valueMissing > 0 ? (['valueMissing'] as const) : []),
    ...(share && share.unallocated > 0 ? (['unallocated'] as const) : []),
  ];
}
