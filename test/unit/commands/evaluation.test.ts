import { describe, expect, it } from 'vitest';
import { areasBelow, count, empty, figures } from '../../commands/evaluation.ts';

const tender = (shown: string[], main: string | null, all: string[]) => ({
  shown: new Set(shown),
  main,
  all: new Set(all),
});

describe('the evaluation', () => {
  it('counts a shown area right when any code lies in it, and found only for the main code', () => {
    const counts = empty();
    count(counts, tender(['cleaning', 'furniture'], 'cleaning', ['cleaning', 'furniture']));
    count(counts, tender(['it'], 'food', ['food', 'it']));
    count(counts, tender(['transport', 'all'], 'food', ['food']));
    expect(figures(counts)).toMatchObject({ precision: 3 / 4, recall: 1 / 3, tenders: 3, shown: 4 });
    expect(figures(counts).f).toBeCloseTo((2 * 0.75 * (1 / 3)) / (0.75 + 1 / 3));
  });

  it('counts apart what is right by a code above the area', () => {
    const counts = empty();
    count(counts, { ...tender(['building', 'food'], null, []), below: new Set(['building']) });
    count(counts, { ...tender(['building'], 'building', ['building']), below: new Set(['building']) });
    expect(figures(counts)).toMatchObject({ precision: 1 / 3, precisionWithAbove: 2 / 3 });
    const areas = [
      { id: 'building', cpv: ['4521', '712'] },
      { id: 'furniture', cpv: ['391'] },
    ] as const;
    const below = (code: string) =>
      areasBelow(
        code,
        areas.map(({ id, cpv }) => ({ id, cpv: [...cpv] })),
      );
    expect(['45000000', '45210000', '39000000', '80000000'].map(below)).toEqual([
      ['building'],
      ['building'],
      ['furniture'],
      [],
    ]);
  });

  it('says how many tenders without any area were left clean', () => {
    const counts = empty();
    count(counts, tender([], null, []));
    count(counts, tender(['all'], null, []));
    count(counts, tender(['it'], null, []));
    expect(figures(counts)).toMatchObject({ clean: 2 / 3, recall: null, f: null });
  });

  it('says nothing where nothing was counted', () => {
    expect(figures(empty())).toMatchObject({ precision: null, recall: null, f: null, clean: null });
  });
});
