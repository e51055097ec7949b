import { describe, expect, test } from 'vitest';
import { currencyOf, parseNumber, readAmount } from '../../../../lib/portals/values/money.ts';

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
    ["CHF 1'234'567.50", null, 1_234_567.5, 'CHF'],
    ['CHF 1’000’000.–', null, 1_000_000, 'CHF'],
    ['kr 7 500 000,- ekskl. mva.', 'NO', 7_500_000, 'NOK'],
    ['7.500.000,- kr. ekskl. moms', 'DK', 7_500_000, 'DKK'],
    ['1 500 000 kr exkl. moms', 'SE', 1_500_000, 'SEK'],
    ['12 Mkr', 'SE', 12_000_000, 'SEK'],
    ['12,5 MSEK', null, 12_500_000, 'SEK'],
    ['MSEK 12,5', null, 12_500_000, 'SEK'],
    ['TDKK 1.250', null, 1_250_000, 'DKK'],
    ['450 tkr', 'SE', 450_000, 'SEK'],
    ['450 t.kr.', 'DK', 450_000, 'DKK'],
    ['850 T€', null, 850_000, 'EUR'],
    ['3 M€', null, 3_000_000, 'EUR'],
    ['2,5 milj. euroa (alv 0 %)', null, 2_500_000, 'EUR'],
    ['1,2 Mio. Euro netto', null, 1_200_000, 'EUR'],
    ['2 millions d’euros HT', null, 2_000_000, 'EUR'],
    ['1,250 millions d’euros', null, 1_250_000, 'EUR'],
    ['€ 1,250 million', null, 1_250_000_000, 'EUR'],
    ['1,250 mio. kr.', 'DK', 1_250_000, 'DKK'],
    ['1.250 mio. kr.', 'DK', 1_250_000_000, 'DKK'],
    ['3 miljoen euro exclusief btw', null, 3_000_000, 'EUR'],
    ['£2.5m', null, 2_500_000, 'GBP'],
    ['£1.2bn', null, 1_200_000_000, 'GBP'],
    ['2 500 000 zł', null, 2_500_000, 'PLN'],
    ['45 000 000 ISK', null, 45_000_000, 'ISK'],
    ['45.000.000 kr.', 'IS', 45_000_000, 'ISK'],
    ['Anslået 20 mio. kr. over 4 år', 'DK', 20_000_000, 'DKK'],
    ['4 år, i alt ca. 20 mio. kr.', 'DK', 20_000_000, 'DKK'],
    ['2 delkontrakter: 5 mio. kr.', 'DK', 5_000_000, 'DKK'],
    ['2026-2030: 20 mio. kr.', 'DK', 20_000_000, 'DKK'],
    ['10.000.000 kr. inkl. moms, 8.000.000 kr. ekskl. moms', 'DK', 8_000_000, 'DKK'],
    ['8 000 000 DKK (1 072 000 EUR)', null, 8_000_000, 'DKK'],
    ['Valeur hors TVA : 1 200 000,00 EUR', null, 1_200_000, 'EUR'],
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
    ['10 mio. kr. inkl. moms', 'DK'],
    ['4 mio. kr. pr. år', 'DK'],
    ['4 mio. kr. årligt', 'DK'],
    ['1 200 000 euroa vuodessa', null],
    ['bis zu 2 Mio. EUR', null],
    ['enintään 300 000 euroa', null],
    ['högst 12 Mkr', 'SE'],
    ['jusqu’à 2 millions d’euros', null],
    ['maximaal € 2.000.000', null],
    ['12 mio. kr. (maksimum)', 'DK'],
    ['5-7 mio. kr.', 'DK'],
    ['5 mio. kr. til 7 mio. kr.', 'DK'],
    ['tussen € 1.000.000 en € 2.000.000', null],
    ['entre 1 et 2 millions d’euros', null],
    ['over 5 mio. kr.', 'DK'],
    ['0,00 DKK', null],
    ['1.000.000 constructor', 'toString'],
  ])('"%s" stays a note', (text, country) => {
    expect(readAmount(text, country)).toEqual({ value: null, note: text });
  });

  test.each(['4 år', '36 måneder', '25 %', 'LOT-0001', ''])('"%s" is no amount', (text) => {
    expect(readAmount(text, 'DK')).toEqual({ value: null, note: null });
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
