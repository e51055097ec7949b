import { describe, expect, test } from 'vitest';
import {
  counted,
  filledRows,
  lowestFirst,
  mainCurrency,
  reasonChart,
  verdictChart,
  weakestAreas,
} from '../../../components/dashboard/overview/overview-model.ts';
import { chartHeight, wrapName } from '../../../components/ui/chart-spec.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { Indicators, SeriesRow, Share } from '../../../lib/reporting/indicator-types.ts';
import common from '../../../locales/da/common.json';
import dashboard from '../../../locales/da/dashboard.json';
import overview from '../../../locales/da/overview.json';

const translate = createTranslator('da', { ...common, ...dashboard, ...overview });
const share = (numerator: number, denominator: number, value: Share['value'] = {}): Share => ({
  numerator,
  denominator,
  share: denominator > 0 ? numerator / denominator : null,
  value,
  valueMissing: 0,
  unallocated: 0,
});
const row = (key: string, verdicts: Partial<SeriesRow['verdicts']>, allMet = share(0, 0)): SeriesRow => ({
  key,
  verdicts: { met: 0, partiallyMet: 0, notMet: 0, notApplicable: 0, open: 0, ...verdicts },
  allMet,
  completeness: share(0, 0),
});

describe('counted', () => {
  const both = share(1, 4, { DKK: { numerator: 30, denominator: 40 }, EUR: { numerator: 0, denominator: 0 } });

  test('by number it is the share itself, by value that of the currency', () => {
    expect(counted(both, 'number', 'DKK').share).toBe(0.25);
    expect(counted(both, 'value', 'DKK')).toEqual({ numerator: 30, denominator: 40, share: 0.75 });
  });

  test('a currency without value has no share, rather than zero', () => {
    expect(counted(both, 'value', 'EUR').share).toBeNull();
    expect(counted(both, 'value', 'NOK').share).toBeNull();
  });
});

describe('mainCurrency', () => {
  const of = (value: Share['value']) => ({ I12: share(0, 1, value), I2: share(0, 0), I1: share(0, 0) });

  test('is the user’s own where anything is logged in it', () => {
    const value = { EUR: { numerator: 0, denominator: 900 }, DKK: { numerator: 0, denominator: 1 } };
    expect(mainCurrency(of(value), 'DK')).toBe('DKK');
    expect(mainCurrency(of(value), 'NO')).toBe('EUR');
  });

  test('is the user’s own where nothing has a value', () => {
    expect(mainCurrency(of({}), 'SE')).toBe('SEK');
  });
});

describe('lowestFirst', () => {
  const rows = [
    row('half of two', { met: 1, notMet: 9 }, share(1, 2, { DKK: { numerator: 90, denominator: 100 } })),
    row('none known', { open: 1 }),
    row('all', { met: 3 }, share(3, 3)),
    row('half of six', { met: 3, notMet: 1 }, share(3, 6, { DKK: { numerator: 20, denominator: 100 } })),
    row('empty', {}, share(0, 5)),
  ];

  test('the lowest share comes first, of equals the larger one, and what has no share last', () => {
    const order = (counting: 'number' | 'value') => lowestFirst(rows, counting, 'DKK').map(({ key }) => key);
    expect(order('number')).toEqual(['half of six', 'half of two', 'all', 'none known']);
    expect(order('value').slice(0, 2)).toEqual(['half of six', 'half of two']);
  });
});

describe('filledRows', () => {
  test('leaves out empty rows, puts most missing first and "all" last', () => {
    const rows = [
      row('it', { met: 9 }),
      row('all', { open: 50 }),
      row('food', { open: 2, notMet: 1 }),
      row('waste', {}),
    ];
    expect(filledRows(rows, 'number', 'DKK').map(({ key }) => key)).toEqual(['food', 'it', 'all']);
  });

  test('by value the order follows the value that does not meet all', () => {
    const valued = (key: string, numerator: number, denominator: number) =>
      row(key, { met: 1 }, share(0, 1, { DKK: { numerator, denominator } }));
    const rows = [valued('it', 90, 100), valued('food', 0, 50)];
    expect(filledRows(rows, 'value', 'DKK').map(({ key }) => key)).toEqual(['food', 'it']);
  });
});

test('the weakest areas are at most three, those with most tenders that miss targets', () => {
  const rows = [
    row('it', {}, share(5, 6)),
    row('food', {}, share(0, 3)),
    row('all', {}, share(0, 9)),
    row('paint', {}, share(2, 2)),
    row('waste', {}, share(8, 10)),
    row('care', {}, share(1, 2)),
  ];
  expect(weakestAreas(rows)).toEqual([
    { key: 'food', missing: 3, of: 3 },
    { key: 'waste', missing: 2, of: 10 },
    { key: 'care', missing: 1, of: 2 },
  ]);
});

test('the chart of verdicts tells its series apart by texture as well as by colour', () => {
  const spec = verdictChart([row('it', { met: 2, open: 1 })], 'rows', () => 'It-udstyr', translate);
  expect(spec.categories).toEqual(['It-udstyr']);
  expect(spec.series.map(({ label, values }) => [label, values[0]])).toEqual([
    ['Opfyldt', 2],
    ['Delvist opfyldt', 0],
    ['Ikke opfyldt', 0],
    ['Ikke relevant', 0],
    ['Åbent', 1],
  ]);
  expect(new Set(spec.series.map(({ fill }) => fill)).size).toBe(5);
});

test('reasons come most frequent first, without those nobody gave', () => {
  const reasons = { timing: share(1, 4), 'no-market-supply': share(3, 4), other: share(0, 4) } as Indicators['I6'];
  const spec = reasonChart(reasons, 'number', 'DKK', translate);
  expect(spec.categories).toEqual(['Markedet kan ikke levere', 'Tidspres i udbuddet']);
  expect(spec.series[0]?.values).toEqual([3, 1]);
});

test('a chart of rows grows with its rows, a chart of columns does not', () => {
  const spec = verdictChart([row('a', {}), row('b', {})], 'rows', (key) => key, translate);
  expect(chartHeight(spec)).toBe(116);
  expect(chartHeight({ ...spec, direction: 'columns' })).toBe(280);
});

test('a long name is broken between words only', () => {
  expect(wrapName('Storkøkkenudstyr og hvidevarer', 17)).toEqual(['Storkøkkenudstyr', 'og hvidevarer']);
  expect(wrapName('Affald', 3)).toEqual(['Affald']);
});
