import { describe, expect, test } from 'vitest';
import { isoWeek, leastProcedures, leastRecent, type MonthOfYear, paceOf } from '../../../lib/reporting/pace.ts';

const month = (number: number, part: number, count: number): MonthOfYear => ({
  month: `2026-${String(number).padStart(2, '0')}`,
  count,
  part,
  whole: count,
});
const pace = (months: MonthOfYear[], over: Partial<Parameters<typeof paceOf>[0]> = {}) =>
  paceOf({ year: 2026, today: '2026-06-30', goal: 0.8, months, completeness: 1, ...over });

/** Half a year: 24 procedures, 12 of them before March with few met. */
const half = [month(1, 1, 6), month(2, 1, 6), month(3, 4, 4), month(4, 4, 4), month(5, 4, 4)];

describe('a forecast is made', () => {
  test('by hand: 14 of 24 met, and 12 of 12 in the 92 days from March to May', () => {
    // 14 + 12/92 d = .8 (24 + 12/92 d)  =>  d = 5.2 / (.2 * 12/92) = 199.3, which is past the 184 days that are left.
    expect(pace(half)).toEqual({ kind: 'misses', end: (14 + (12 / 92) * 184) / (24 + (12 / 92) * 184) });
    // With .75: 4 / (.25 * 12/92) = 122.7, so on 31 October, in week 44.
    expect(pace(half, { goal: 0.75 })).toMatchObject({ kind: 'reaches', week: 44 });
  });

  test('as reached from the very share on, with where the year ends', () => {
    const months = [month(3, 8, 8), month(4, 6, 8), month(5, 2, 4)];
    expect(pace(months)).toMatchObject({ kind: 'reached' });
    const end = (16 + (16 / 92) * 184) / (20 + (20 / 92) * 184);
    expect(pace(months)).toEqual({ kind: 'reached', end });
  });

  test('as missed when the last months are no better than the goal', () => {
    const months = [month(3, 2, 8), month(4, 2, 8), month(5, 2, 8)];
    expect(pace(months)).toEqual({ kind: 'misses', end: 0.25 });
  });
});

describe('nothing is said of the future', () => {
  const refused = (why: string) => ({ kind: 'refused', why });

  test('of a year that is over, only whether its figure was reached', () => {
    expect(pace(half, { today: '2027-01-01' })).toEqual({ kind: 'ended', reached: false });
    expect(pace(half, { today: '2027-01-01', goal: 14 / 24 })).toEqual({ kind: 'ended', reached: true });
    expect(pace([month(1, 3, 3)], { today: '2027-01-01', goal: 0.9 })).toEqual({ kind: 'ended', reached: true });
    expect(pace([], { today: '2027-01-01' })).toEqual({ kind: 'ended', reached: null });
  });

  test('of a year to come', () => {
    expect(pace(half, { today: '2025-12-31' })).toEqual(refused('otherYear'));
  });

  test(`with fewer than ${leastProcedures} procedures in the year`, () => {
    const rest = [month(3, 5, 5), month(4, 5, 5), month(5, 5, 5)];
    expect(pace([month(1, 0, 4), ...rest])).toEqual(refused('fewProcedures'));
    expect(pace([month(1, 0, 5), ...rest]).kind).toBe('reaches');
  });

  test('when one of the last three whole months is empty, or there are not three yet', () => {
    expect(pace([month(1, 9, 12), month(3, 4, 6), month(5, 6, 6)])).toEqual(refused('fewMonths'));
    expect(pace([month(1, 9, 12), month(2, 9, 12)], { today: '2026-03-31' })).toEqual(refused('fewMonths'));
    const three = [month(1, 9, 12), month(2, 9, 12), month(3, 9, 12)];
    expect(pace(three, { today: '2026-04-01' }).kind).toBe('misses');
  });

  test(`with fewer than ${leastRecent} procedures in them`, () => {
    const early = month(1, 10, 20);
    expect(pace([early, month(3, 2, 2), month(4, 2, 2), month(5, 3, 3)])).toEqual(refused('fewRecent'));
    expect(pace([early, month(3, 2, 2), month(4, 3, 3), month(5, 3, 3)]).kind).toBe('misses');
  });

  test('where less than eight of ten followed procedures are logged', () => {
    expect(pace(half, { completeness: 0.79 })).toEqual(refused('incomplete'));
    expect(pace(half, { completeness: null })).toEqual(refused('incomplete'));
    expect(pace(half, { completeness: 0.8 }).kind).toBe('misses');
  });

  test('of values where nothing has one', () => {
    expect(pace(half.map((row) => ({ ...row, part: 0, whole: 0 })))).toEqual(refused('noValue'));
  });
});

test('weeks are those of the calendar on the wall', () => {
  const weekOf = (day: string) => isoWeek(Date.parse(`${day}T00:00:00Z`));
  expect(['2026-01-01', '2026-08-17', '2026-08-23', '2026-12-31', '2027-01-03', '2024-12-30'].map(weekOf)).toEqual([
    1, 34, 34, 53, 53, 1,
  ]);
});
