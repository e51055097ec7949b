import { describe, expect, test } from 'vitest';
import { goalChart, paceText } from '../../../components/dashboard/overview/overview-goals.tsx';
import { decisionsBehind, monthFilter } from '../../../components/dashboard/overview/overview-links.ts';
import { heatOf, nextPlace } from '../../../components/dashboard/overview/overview-matrix.tsx';
import { tendersText, unitChart } from '../../../components/dashboard/overview/overview-model.ts';
import { periodOf } from '../../../components/dashboard/overview/overview-reading.ts';
import { createTranslator } from '../../../lib/i18n.ts';
import type { SeriesRow } from '../../../lib/reporting/indicators.ts';
import type { FigureStanding } from '../../../lib/reporting/target-figures.ts';
import common from '../../../locales/da/common.json';
import dashboard from '../../../locales/da/dashboard.json';
import overview from '../../../locales/da/overview.json';
import { catalogueWith } from './house.tsx';

const translate = createTranslator('da', { ...common, ...dashboard, ...overview });
const share = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  share: denominator > 0 ? numerator / denominator : null,
  value: {},
  valueMissing: 0,
  unallocated: 0,
});

describe('links to the decisions behind a figure', () => {
  test('take the filters along that the log knows, and narrow them', () => {
    const query = { period: 'last-year', unit: 'Ejendomme', by: 'value', placement: 'awardCriteria' };
    expect(decisionsBehind(query, { area: 'it' })).toBe(
      '#/log?area=it&period=last-year&placement=awardCriteria&unit=Ejendomme',
    );
  });

  test('of a month stay within a period that cuts it', () => {
    const period = { from: '2026-01-10', to: '2026-02-15' };
    expect(monthFilter('2026-01', period)).toEqual({ period: 'own', from: '2026-01-10', to: '2026-01-31' });
    expect(monthFilter('2026-02', period)).toEqual({ period: 'own', from: '2026-02-01', to: '2026-02-15' });
  });
});

test('of portal, person and placement one is looked at, the first that the address names', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' };
  const query = {
    unit: 'Vej',
    area: 'it',
    target: 'it-1',
    portal: 'ted',
    author: 'indkøber 7',
    placement: 'awardCriteria',
  };
  expect(periodOf(query, '2026-11-22')).toEqual({ ...year, unit: 'Vej', area: 'it', target: 'it-1', portal: 'ted' });
  expect(periodOf({ author: 'indkøber 7', placement: 'x' }, '2026-11-22')).toEqual({ ...year, author: 'indkøber 7' });
});

describe('the chart of target figures', () => {
  const standing = (
    area: FigureStanding['figure']['area'],
    part: number,
    of: number,
    goal: number,
  ): FigureStanding => ({
    figure: { area, year: 2026, share: goal, unit: 'procedures', note: null },
    allMet: share(part, of),
    share: of > 0 ? part / of : null,
    count: of,
    distance: null,
    pace: { kind: 'refused', why: 'fewProcedures' },
  });
  const house = { data: catalogueWith({}), translate };
  const spec = goalChart([standing('all', 3, 4, 60), standing('it', 0, 0, 80)], {}, house);

  test('draws shares from nought to the whole, with the figure as a line', () => {
    expect(spec.maximum).toBe(1);
    expect(spec.series[0]?.values).toEqual([0.75, null]);
    expect(spec.marks?.values).toEqual([0.6, 0.8]);
    expect(spec.categories).toEqual(['Alle områder', 'It-udstyr']);
  });

  test('says how many tenders are behind each, and marks few', () => {
    expect(spec.axisNotes).toEqual(['kun 4 udbud', 'kun 0 udbud']);
    expect(tendersText(5, translate)).toBe('5 udbud');
  });

  test('leads to the decisions of its area', () => {
    expect([spec.hrefOf?.(0, 'share'), spec.hrefOf?.(1, 'share')]).toEqual(['#/log', '#/log?area=it']);
  });
});

test('where a figure goes is said in a sentence, or why nothing is said', () => {
  expect(paceText({ kind: 'reaches', week: 34, end: 0.82 }, translate)).toBe(
    'Når måltallet i uge 34. Året ender på ca. 82\u00a0%.',
  );
  expect(paceText({ kind: 'misses', end: 0.61 }, translate)).toBe('Når det ikke i år. Året ender på ca. 61\u00a0%.');
  expect(paceText({ kind: 'refused', why: 'fewProcedures' }, translate)).toBe(
    'Ingen forudsigelse: Der er færre end 20 udbud i år.',
  );
});

test('units stand side by side by their share, with what is behind it', () => {
  const row = (key: string, part: number, of: number): SeriesRow => ({
    key,
    verdicts: { met: 0, partiallyMet: 0, notMet: 0, notApplicable: 0, open: 0 },
    allMet: share(part, of),
    completeness: share(0, 0),
  });
  const spec = unitChart([row('Vej', 2, 8), row('', 1, 1)], (key) => key || 'Uden enhed', 'number', 'DKK', translate);
  expect(spec.categories).toEqual(['Vej', 'Uden enhed']);
  expect(spec.series[0]?.values).toEqual([0.25, 1]);
  expect(spec.axisNotes).toEqual(['8 udbud', 'kun 1 udbud']);
});

describe('the table of areas by months', () => {
  test('keeps the ends of its scale for none and all', () => {
    expect([0, 0.01, 0.33, 0.34, 0.66, 0.67, 0.99, 1].map(heatOf)).toEqual([0, 1, 1, 2, 2, 3, 3, 4]);
  });

  test('is walked by arrows, Home and End, and ends at its edges', () => {
    const size = { rows: 3, columns: 4 };
    const from = (row: number, column: number, key: string, ctrlKey = false) => {
      const next = nextPlace({ key, ctrlKey }, { row, column }, size);
      return next && `${next.row} ${next.column}`;
    };
    expect(from(0, 0, 'ArrowUp')).toBe('0 0');
    expect(from(0, 0, 'ArrowRight')).toBe('0 1');
    expect(from(2, 3, 'ArrowDown')).toBe('2 3');
    expect(from(1, 2, 'End')).toBe('1 3');
    expect(from(1, 2, 'Home', true)).toBe('0 0');
    expect(from(1, 2, 'Enter')).toBeNull();
  });
});
