import type { Policy } from '../targets/policy.ts';
import { type Cell, totalOf, wholeCells } from './cells.ts';
import type { Share } from './indicator-types.ts';
import { type MonthOfYear, type Pace, paceOf } from './pace.ts';
import { shareOfProcedures } from './share.ts';

/** A target figure of the policy (måltal). */
export type TargetFigure = Policy['figures'][number];

/** Where an area stands on its target figure in the figure's year. */
export interface FigureStanding {
  figure: TargetFigure;
  /** All relevant targets met; by value per currency beside the number. */
  allMet: Share;
  /** What the figure is about, 0 to 1: of the number, or of the value in the main currency. Null of nothing. */
  share: number | null;
  /** Procedures behind the share. */
  count: number;
  /** From the share to the figure, in parts of one: negative while it is not reached. Null of nothing. */
  distance: number | null;
  pace: Pace;
}

/** Target figures for a year; those of area `all` are about all areas as a whole and come first. */
export function figuresOf(figures: readonly TargetFigure[], year: number, area?: string): TargetFigure[] {
  return figures
    .filter((figure) => figure.year === year && (area === undefined || figure.area === area))
    .sort((a, b) => Number(b.area === 'all') - Number(a.area === 'all'));
}

/**
 * Where one stands on a target figure, and where it goes.
 * @param cells of the figure's whole year, without an area filter or with the figure's area
 */
export function standingOf(
  figure: TargetFigure,
  cells: readonly Cell[],
  { today, currency }: { today: string; currency: string },
): FigureStanding {
  const own = figure.area === 'all' ? wholeCells(cells) : cells.filter(({ area }) => area === figure.area);
  const sums = totalOf(own);
  const allMet = shareOfProcedures(sums.procedures.allMet, sums.procedures.applicable);
  const completeness = shareOfProcedures(sums.procedures.followedDecided, sums.procedures.followed).share;
  const months = own.map((cell) => monthOf(cell, figure.unit, currency));
  const part = months.reduce((sum, month) => sum + month.part, 0);
  const whole = months.reduce((sum, month) => sum + month.whole, 0);
  const goal = figure.share / 100;
  const share = whole > 0 ? part / whole : null;
  return {
    figure,
    allMet,
    share,
    count: allMet.denominator,
    distance: share === null ? null : share - goal,
    pace: paceOf({ year: figure.year, today, goal, months, completeness }),
  };
}

function monthOf({ month, procedures }: Cell, unit: TargetFigure['unit'], currency: string): MonthOfYear {
  const { applicable, allMet } = procedures;
  const count = applicable?.count ?? 0;
  if (unit === 'procedures') return { month, count, part: allMet?.count ?? 0, whole: count };
  return { month, count, part: allMet?.values[currency] ?? 0, whole: applicable?.values[currency] ?? 0 };
}
