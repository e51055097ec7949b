import { describe, expect, test } from 'vitest';
import { currencyOf, parseNumber, readAmount } from '../../../lib/portals/money.ts';

describe('amounts', () => {
  test.each([
    ['18 000 000,00 DKK', null, 18_000_000, 'DKK'],
    ['18\u00a0000\u00a0000,00 DKK', null, 18_000_000, 'DKK'],
    ['18\u2009000\u2009000,00\u202fDKK', null, 18_000_000, 'DKK'],
    ['100 000 000.00 DKK', null, 100_000_000, 'DKK'],
    ['DKK 14 000 000', null, 14_000_000, 'DKK'],
    ['48.500.000,00 kr.', 'DK', 48_500_000, 'DKK'],
    ['26.600 kr. ekskl. moms', 'DK', 26_600, 'DKK'],
    ['107.178,00 kroner', 'NO', 107_178, 'NOK'],
    ['9468kr', 'SE', 9468, 'SEK'],
    ['4 000 000,00 EUR', null, 4_000_000, 'EUR'],
    ['£250,000,000', null, 250_000_000, 'GBP'],
    ['2,5 mio. kr.', 'DK', 2_500_000, 'DKK'],
    ['300 000 euroa', null, 300_000, 'EUR'],
    ['1,5 mia. DKK', null, 1_500_000_000, 'DKK'],
    ['33000000 DKK', null, 33_000_000, 'DKK'],
  ])('%s', (text, country, amount, currency) => {
    expect(readAmount(text, country)).toEqual({ value: { amount, currency }, note: null });
  });

  test.each([
    ['mellem 4 og 6 mio. kr. ekskl. moms', 'DK'],
    ['£250,000,000 - £1,500,000,000', null],
    ['maksimalt 25.000.000 kr.', 'DK'],
    ['op til 3 mio. kr.', 'DK'],
    ['5.000.000 – 7.000.000 DKK', null],
    ['9200000', 'DK'],
    ['500.000 kr.', null],
  ])('"%s" stays a note', (text, country) => {
    expect(readAmount(text, country)).toEqual({ value: null, note: text });
  });

  test('words without a number say nothing', () => {
    expect(readAmount('fremgår af udbudsmaterialet', 'DK')).toEqual({ value: null, note: null });
  });
});

test.each([
  ['1.234', 1234],
  ['1,234', 1234],
  ['1.5', 1.5],
  ['1 234,5', 1234.5],
  ['1.234.567', 1_234_567],
  ['1,234,567.89', 1_234_567.89],
  ['12x', null],
])('number %s', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test('"kr." has no currency where the country is not known', () => {
  expect(currencyOf('5 kr.', null)).toBe(null);
  expect(currencyOf('5 krav', 'DK')).toBe(null);
});
