import { expect, test } from 'vitest';
import { momentOf, wallClock } from '../../../lib/log/time.ts';

test.each([
  ['2026-03-02T00:30:00', 'Europe/Copenhagen', '2026-03-01T23:30:00.000Z'],
  ['2026-07-01T00:00:00', 'Europe/Copenhagen', '2026-06-30T22:00:00.000Z'],
  // The hour that is set back comes twice.
  ['2026-10-25T02:30:00', 'Europe/Copenhagen', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T03:00:00', 'Europe/Copenhagen', '2026-10-25T02:00:00.000Z'],
  ['2026-01-01T12:00:00', 'America/Nuuk', '2026-01-01T14:00:00.000Z'],
  ['2026-01-01T12:00:00', 'UTC', '2026-01-01T12:00:00.000Z'],
])('%s in %s is %s', (clock, timezone, moment) => {
  expect(momentOf(clock, timezone)?.toISOString()).toBe(moment);
});

test('every hour of a year comes back, but for the one that is set back', () => {
  const missed: string[] = [];
  for (let hour = 0; hour < 8_760; hour += 1) {
    const time = new Date(Date.UTC(2026, 0, 1, hour));
    const back = momentOf(wallClock(time, 'Europe/Copenhagen'), 'Europe/Copenhagen');
    if (back?.getTime() !== time.getTime()) missed.push(time.toISOString());
  }
  expect(missed).toEqual(['2026-10-25T01:00:00.000Z']);
});

test('what is no time is none, and an unknown zone an error', () => {
  expect(momentOf('2026-13-01T00:00:00', 'Europe/Copenhagen')).toBeNull();
  expect(() => momentOf('2026-01-01T00:00:00', 'Nowhere/Else')).toThrow(RangeError);
});
