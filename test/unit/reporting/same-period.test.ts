import { describe, expect, test } from 'vitest';
import { comparisonOf } from '../../../lib/reporting/same-period.ts';

describe('a period is compared with the year before', () => {
  test.each([
    [
      'a year that is over, as a whole',
      '2025-01-01',
      '2025-12-31',
      '2026-11-22',
      '2025-12-31',
      '2024-01-01',
      '2024-12-31',
    ],
    [
      'the running year, to its last whole month',
      '2026-01-01',
      '2026-12-31',
      '2026-11-22',
      '2026-10-31',
      '2025-01-01',
      '2025-10-31',
    ],
    [
      'to today when it is the last of a month',
      '2026-01-01',
      '2026-12-31',
      '2026-11-30',
      '2026-11-30',
      '2025-01-01',
      '2025-11-30',
    ],
    [
      'to the end of February, leap year or not',
      '2025-01-01',
      '2025-12-31',
      '2025-03-10',
      '2025-02-28',
      '2024-01-01',
      '2024-02-29',
    ],
    [
      'own days that are over, as they are',
      '2026-03-05',
      '2026-04-10',
      '2026-11-22',
      '2026-04-10',
      '2025-03-05',
      '2025-04-10',
    ],
    [
      'twelve months over the turn of the year',
      '2025-12-01',
      '2026-11-30',
      '2026-11-22',
      '2026-10-31',
      '2024-12-01',
      '2025-10-31',
    ],
  ])('%s', (_, from, to, today, until, before, beforeUntil) => {
    expect(comparisonOf({ from, to }, today)).toEqual({
      now: { from, to: until },
      before: { from: before, to: beforeUntil },
    });
  });

  test('not before its first month is over', () => {
    expect(comparisonOf({ from: '2026-01-01', to: '2026-12-31' }, '2026-01-30')).toBeNull();
    expect(comparisonOf({ from: '2027-01-01', to: '2027-12-31' }, '2026-11-22')).toBeNull();
  });
});
