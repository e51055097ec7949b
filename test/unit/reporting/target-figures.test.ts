import { describe, expect, test } from 'vitest';
import type { ProcedureSum } from '../../../lib/log/rollups/month-rows.ts';
import { emptySums } from '../../../lib/log/rollups/sums.ts';
import type { Cell } from '../../../lib/reporting/cells.ts';
import { figuresOf, standingOf, type TargetFigure } from '../../../lib/reporting/target-figures.ts';
import { tierShares } from '../../../lib/reporting/tiers.ts';

const figure = (area: TargetFigure['area'], share: number, over: Partial<TargetFigure> = {}): TargetFigure => ({
  area,
  year: 2026,
  share,
  unit: 'procedures',
  note: null,
  ...over,
});
const sum = (count: number, dkk = 0): ProcedureSum => ({
  count,
  values: dkk ? { DKK: dkk } : {},
  valueMissing: 0,
  unallocated: 0,
});
const cell = (area: Cell['area'], month: string, allMet: ProcedureSum, of: ProcedureSum): Cell => ({
  ...emptySums(),
  area,
  month,
  procedures: { allMet, applicable: of, followed: of, followedDecided: of },
});
const cells = [
  cell('', '2026-01', sum(5, 500), sum(10, 2000)),
  cell('it', '2026-01', sum(4, 400), sum(5, 1000)),
  cell('it', '2026-02', sum(2, 300), sum(5, 400)),
];
const on = { today: '2026-03-01', currency: 'DKK' };

describe('the standing on a target figure', () => {
  test('counts the procedures of its area over the year', () => {
    expect(standingOf(figure('it', 80), cells, on)).toMatchObject({
      share: 0.6,
      count: 10,
      allMet: { numerator: 6, denominator: 10 },
      pace: { kind: 'refused', why: 'fewProcedures' },
    });
    expect(standingOf(figure('it', 80), cells, on).distance).toBeCloseTo(-0.2, 10);
    expect(standingOf(figure('it', 60), cells, on).distance).toBe(0);
  });

  test('adds up values where the figure is one of value', () => {
    expect(standingOf(figure('it', 50, { unit: 'value' }), cells, on)).toMatchObject({ share: 0.5, distance: 0 });
  });

  test('of every area together for a figure for all', () => {
    expect(standingOf(figure('all', 40), cells, on)).toMatchObject({ share: 0.5, count: 10 });
  });

  test('is unknown where nothing counts, and not nought', () => {
    expect(standingOf(figure('food', 40), cells, on)).toMatchObject({ share: null, distance: null, count: 0 });
  });
});

test('figures are those of the year, the one for all areas first', () => {
  const figures = [figure('it', 80), figure('food', 50, { year: 2025 }), figure('all', 60)];
  expect(figuresOf(figures, 2026).map(({ area }) => area)).toEqual(['all', 'it']);
  expect(figuresOf(figures, 2026, 'it').map(({ area }) => area)).toEqual(['it']);
});

test('tiers count the decisions on their targets; one without a tier is left out', () => {
  const measure = (count: number) => {
    const all = { count, values: {}, valueMissing: 0, unallocated: { count: 0, values: {} } };
    return { all, labelled: all };
  };
  const targets = {
    a: { met: measure(3), notMet: measure(1) },
    b: { met: measure(1), notApplicable: measure(5) },
    c: { met: measure(9) },
  };
  const own = [{ ...emptySums(), area: 'it' as const, month: '2026-01', targets }];
  const tierOf = (id: string) => ({ a: 'core' as const, b: 'ambitious' as const })[id] ?? null;
  expect(tierShares(own, ['core', 'comprehensive', 'ambitious'], tierOf)).toEqual([
    { tier: 'core', met: 3, of: 4 },
    { tier: 'ambitious', met: 1, of: 1 },
  ]);
});
