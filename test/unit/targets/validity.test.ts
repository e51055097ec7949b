import { describe, expect, test } from 'vitest';
import { dayOf, stateOn, type TargetState } from '../../../lib/targets/validity.ts';

type Source = Parameters<typeof stateOn>[0]['sourceState'];
const state = (from: string | null, to: string | null, day: string, sourceState: Source = 'inForce') =>
  stateOn({ valid: { from, to }, sourceState }, day);

describe('stateOn', () => {
  test.each<[string | null, string | null, string, TargetState]>([
    [null, null, '2026-11-22', 'inForce'],
    ['2026', null, '2025-12-31', 'coming'],
    ['2026', null, '2026-01-01', 'inForce'],
    ['2023-05', null, '2023-04-30', 'coming'],
    ['2023-05', null, '2023-05-01', 'inForce'],
    ['2026-11-22', null, '2026-11-22', 'inForce'],
    [null, '2026', '2026-12-31', 'inForce'],
    [null, '2026', '2027-01-01', 'historical'],
    [null, '2024-02', '2024-02-29', 'inForce'],
    [null, '2024-02', '2024-03-01', 'historical'],
    [null, '2026-11-22', '2026-11-22', 'inForce'],
    [null, '2026-11-22', '2026-11-23', 'historical'],
    ['2020', '2022', '2026-01-01', 'historical'],
  ])('from %s to %s is on %s %s', (from, to, day, expected) => {
    expect(state(from, to, day)).toBe(expected);
  });

  test('a coming step enters into force on its day, and stays coming while it has none', () => {
    expect(state('2027', null, '2026-12-31', 'coming')).toBe('coming');
    expect(state('2027', null, '2027-01-01', 'coming')).toBe('inForce');
    expect(state(null, null, '2030-01-01', 'coming')).toBe('coming');
  });

  test('a draft stays a draft when its planned day is reached, and lapses with its last', () => {
    expect(state('2025', null, '2026-06-01', 'draft')).toBe('draft');
    expect(state('2025', '2025', '2026-06-01', 'draft')).toBe('historical');
  });

  test('what the source calls outdated or historical is so on every day', () => {
    expect(state('2020', '2030', '2026-01-01', 'outdated')).toBe('outdated');
    expect(state('2020', '2030', '2026-01-01', 'historical')).toBe('historical');
  });
});

test('the day is the one of the device, not of Greenwich', () => {
  expect(dayOf(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
  expect(dayOf(new Date(2026, 10, 22, 23, 59))).toBe('2026-11-22');
});
