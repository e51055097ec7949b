import { describe, expect, it } from 'vitest';
import { areasBelow, count, empty, figures, type Judged } from '../../commands/evaluation.ts';
import { judgedByEye } from '../../commands/judged.ts';

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

  it('says of the findings judged by reading how many are right, and how many of those a code agrees with', async () => {
    const shown = (id: string, area: string, all: string[]): Judged => ({
      id,
      language: 'nb',
      half: 'tune',
      title: '',
      code: '',
      scores: [
        { area, score: 0.8, words: [] },
        { area: 'paint', score: 0.8, words: [] },
      ],
      main: null,
      all: new Set(all),
      below: new Set(),
    });
    const right = 'doffin:02398b9f033f';
    const wrong = shown('doffin:057c0bd52c81', 'building', ['building']);
    const nobody = shown('doffin:nobody', 'green-areas', ['green-areas']);
    const judgements = (codes: string[]) => judgedByEye([shown(right, 'green-areas', codes), wrong, nobody]);
    expect(await judgements(['green-areas'])).toEqual({ shown: 2, right: 1, coded: 1 });
    expect(await judgements(['building'])).toEqual({ shown: 2, right: 1, coded: 0 });
  });
});
