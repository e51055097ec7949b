import { describe, expect, test } from 'vitest';
import { formatDay, formatDaysAhead, formatMoment, formatMoney, formatShare } from '../../../components/ui/format.ts';
import { formatNumber } from '../../../lib/i18n.ts';

describe('formatShare', () => {
  test.each([
    [null, '–'],
    [0, '0 %'],
    [0.004, '1 %'],
    [0.475, '48 %'],
    [0.996, '99 %'],
    [1, '100 %'],
  ])('%s is shown as %s', (share, text) => {
    expect(formatShare(share, 'da').replace('\u00a0', ' ')).toBe(text);
  });
});

describe('formatDay', () => {
  test.each([
    ['2026', 'da', 'long', '2026'],
    ['2026-11', 'da', 'long', 'november 2026'],
    ['2026-11-22', 'da', 'long', '22. november 2026'],
    ['2026-11-02', 'da', 'short', '02.11.2026'],
    ['2026-11-02', 'en', 'short', '02/11/2026'],
    ['i morgen', 'da', 'long', 'i morgen'],
  ] as const)('%s in %s, %s: %s', (day, locale, style, text) => {
    expect(formatDay(day, locale, style)).toBe(text);
  });
});

test('an amount carries its currency as a code and no decimals', () => {
  expect(formatMoney({ amount: 1250000.5, currency: 'DKK' }, 'da')).toBe('1.250.001\u00a0DKK');
  expect(formatMoney(null, 'da')).toBe('–');
});

test('a text that is no moment is shown as it stands', () => {
  expect(formatMoment('snarest', 'da')).toBe('snarest');
});

test('a number keeps the four decimals that limits and measured values have', () => {
  expect(formatNumber(1234.1255, 'da')).toBe('1.234,1255');
  expect(formatNumber(1234.1255, 'en')).toBe('1,234.1255');
});

test('days ahead go by the calendar, not by hours', () => {
  const late = new Date(2026, 10, 22, 23, 50);
  const ahead = (day: number, hour = 0) => formatDaysAhead(new Date(2026, 10, day, hour), late, 'da');
  expect([ahead(22, 23), ahead(23), ahead(24), ahead(30)]).toEqual(['i dag', 'i morgen', 'i overmorgen', 'om 8 dage']);
});
