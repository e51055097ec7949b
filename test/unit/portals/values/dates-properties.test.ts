import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDeadline } from '../../../../lib/portals/values/dates.ts';
import { numRuns } from '../runs.ts';

const pad = (value: number) => String(value).padStart(2, '0');

interface Moment {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** Hours in which the clocks are changed are left out: they are struck twice, or never. */
const moment = fc
  .record({
    date: fc.date({ min: new Date('2016-01-01'), max: new Date('2039-12-31'), noInvalidDate: true }),
    hour: fc.integer({ min: 4, max: 23 }),
    minute: fc.constantFrom(0, 15, 30, 59),
  })
  .map(({ date, hour, minute }) => ({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour,
    minute,
  }));

const isoDay = ({ year, month, day }: Moment) => `${year}-${pad(month)}-${pad(day)}`;

/** A month's name as the language itself writes it. */
function monthIn(language: string, { month }: Moment): string {
  const parts = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).formatToParts(
    Date.UTC(2026, month - 1, 5),
  );
  return parts.find(({ type }) => type === 'month')?.value ?? '';
}

const days = fc.constantFrom<(at: Moment) => string>(
  isoDay,
  ({ year, month, day }) => `${pad(day)}/${pad(month)}/${year}`,
  ({ year, month, day }) => `${pad(day)}-${pad(month)}-${year}`,
  ({ year, month, day }) => `${pad(day)}.${pad(month)}.${year}`,
  ({ year, month, day }) => `${day}.${month}.${year}`,
  ({ year, month, day }) => `${day}. ${month}. ${year}`,
  (at) => `den ${at.day}. ${monthIn('da', at)} ${at.year}`,
  (at) => `${at.day}. ${monthIn('nb', at)} ${at.year}`,
  (at) => `${at.day} ${monthIn('sv', at)} ${at.year}`,
  (at) => `${at.day}. ${monthIn('fi', at)} ${at.year}`,
  (at) => `${at.day} ${monthIn('en', at)} ${at.year}`,
  (at) => `${monthIn('en', at)} ${at.day}, ${at.year}`,
  (at) => `${at.day}. ${monthIn('de', at)} ${at.year}`,
  (at) => `${at.day} ${monthIn('nl', at)} ${at.year}`,
  (at) => `${at.day === 1 ? '1er' : at.day} ${monthIn('fr', at)} ${at.year}`,
  (at) => `${at.day}.\u00a0${monthIn('da', at)}\u202f${at.year}`,
);

const twelve = (hour: number) => (hour % 12 === 0 ? 12 : hour % 12);
const times = fc.constantFrom<(at: Moment) => string>(
  ({ hour, minute }) => `${pad(hour)}:${pad(minute)}:00`,
  ({ hour, minute }) => `${pad(hour)}:${pad(minute)}`,
  ({ hour, minute }) => `kl. ${hour}.${pad(minute)}`,
  ({ hour, minute }) => `kl ${hour}:${pad(minute)}`,
  ({ hour, minute }) => `, klokken ${pad(hour)}.${pad(minute)}`,
  ({ hour, minute }) => `klo ${hour}.${pad(minute)}`,
  ({ hour, minute }) => `um ${hour}:${pad(minute)} Uhr`,
  ({ hour, minute }) => `om ${hour}.${pad(minute)} uur`,
  ({ hour, minute }) => `à ${hour}h${pad(minute)}`,
  ({ hour, minute }) => `à ${hour} h ${pad(minute)}`,
  ({ hour, minute }) => `${twelve(hour)}:${pad(minute)}${hour < 12 ? 'am' : 'pm'}`,
  ({ hour, minute }) => `at ${twelve(hour)}.${pad(minute)} ${hour < 12 ? 'a.m.' : 'p.m.'}`,
);

const zones = [
  ...[
    'CET',
    '(dansk tid)',
    'norsk tid',
    'svensk tid',
    'MEZ',
    '(Europe/Copenhagen)',
    'Central European Time',
    'heure de Paris',
  ].map((words) => ({ words, zone: 'Europe/Copenhagen' })),
  ...['EET', 'Suomen aikaa', '(Europe/Helsinki)', 'finsk tid'].map((words) => ({ words, zone: 'Europe/Helsinki' })),
  ...['UK time', '(Europe/London)', 'Western European Time'].map((words) => ({ words, zone: 'Europe/London' })),
];

/** The offset that the platform's own time zone data give. */
function offsetIn(zone: string, at: Moment): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    Date.UTC(at.year, at.month - 1, at.day, at.hour - 2, at.minute),
  );
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', '') || '+00:00';
}

test('a date is read back in every language', () => {
  fc.assert(
    fc.property(moment, days, (at, day) => {
      expect(readDeadline(`Frist: ${day(at)}`)).toBe(isoDay(at));
    }),
    { numRuns },
  );
});

test('a deadline with a named zone is read back, summer and winter', () => {
  fc.assert(
    fc.property(moment, days, times, fc.constantFrom(...zones), (at, day, time, { words, zone }) => {
      const text = `${day(at)} ${time(at)} ${words}`;
      expect(readDeadline(text)).toBe(`${isoDay(at)}T${pad(at.hour)}:${pad(at.minute)}:00${offsetIn(zone, at)}`);
    }),
    { numRuns: numRuns * 3 },
  );
});

test('a stated offset is kept as it is', () => {
  const offsets = fc.constantFrom('+01:00', '+02:00', '+03:00', '+00:00', '-03:00');
  fc.assert(
    fc.property(moment, days, times, offsets, (at, day, time, offset) => {
      const expected = `${isoDay(at)}T${pad(at.hour)}:${pad(at.minute)}:00${offset}`;
      expect(readDeadline(`${day(at)} ${time(at)} (UTC${offset}) Eastern European Time, EET`)).toBe(expected);
      expect(readDeadline(`${isoDay(at)}T${pad(at.hour)}:${pad(at.minute)}:00${offset}`)).toBe(expected);
    }),
    { numRuns },
  );
});

test('a time without a zone is left out', () => {
  fc.assert(
    fc.property(moment, days, times, (at, day, time) => {
      expect(readDeadline(`${day(at)} ${time(at)}`)).toBe(isoDay(at));
    }),
    { numRuns },
  );
});

test('any text is read without an exception, and only moments that exist come out', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.stringMatching(/^[\d./:, -]{0,40}$/),
      (noise, digits) => {
        const deadline = readDeadline(`${noise}${digits} CET`);
        expect(deadline === null || Number.isFinite(Date.parse(deadline))).toBe(true);
      },
    ),
    { numRuns },
  );
});
