import { describe, expect, test } from 'vitest';
import { readPeriod, throughMonth } from '../../../components/dashboard/period.ts';

const today = '2026-11-22';
const thisYear = { from: '2026-01-01', to: '2026-12-31' };

describe('readPeriod', () => {
  test.each([
    [{}, 'this-year', thisYear],
    [{ period: 'findes-ikke' }, 'this-year', thisYear],
    [{ period: 'last-year' }, 'last-year', { from: '2025-01-01', to: '2025-12-31' }],
    [{ period: 'last-12-months' }, 'last-12-months', { from: '2025-12-01', to: '2026-11-22' }],
    [{ period: 'own', from: '2026-02-03', to: '2026-02-03' }, 'own', { from: '2026-02-03', to: '2026-02-03' }],
  ])('%j is %s', (query, name, days) => {
    expect(readPeriod(query, today)).toEqual({ name, days, problem: null });
  });

  test('in December the last twelve months begin with January', () => {
    expect(readPeriod({ period: 'last-12-months' }, '2026-12-05').days.from).toBe('2026-01-01');
  });

  test('one date alone shows this year and says so', () => {
    expect(readPeriod({ period: 'own', from: '2026-02-03' }, today)).toEqual({
      name: 'own',
      days: thisYear,
      problem: 'period.problem.missing',
    });
  });

  test('dates in the wrong order show this year and say so', () => {
    expect(readPeriod({ period: 'own', from: '2026-03-01', to: '2026-02-01' }, today)).toEqual({
      name: 'own',
      days: thisYear,
      problem: 'period.problem.order',
    });
  });
});

test('a period that ends today is read to the end of the month, any other as it is', () => {
  expect(throughMonth({ from: '2025-12-01', to: today, unit: 'Vej' }, today)).toEqual({
    from: '2025-12-01',
    to: '2026-11-30',
    unit: 'Vej',
  });
  expect(throughMonth({ from: '2026-01-01', to: '2026-11-21' }, today).to).toBe('2026-11-21');
  expect(throughMonth({}, today)).toEqual({});
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2024-02-29', true],
  ['2026-2-1', false],
  ['', false],
])('%s is a day: %s', (text, expected) => {
  const { problem } = readPeriod({ period: 'own', from: text, to: text }, today);
  expect(problem).toBe(expected ? null : 'period.problem.missing');
});
