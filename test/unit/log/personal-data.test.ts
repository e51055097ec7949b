import { describe, expect, test } from 'vitest';
import { personalDataIn } from '../../../lib/log/personal-data.ts';

const found = (text: string) => personalDataIn(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('a quote that names a person', () => {
  test.each([
    ['a CPR number', 'Kontakt: 070761-4285', [['personNumber', '070761-4285']]],
    ['one given after 2007, whose check digit need not fit', 'barn 010108-1234', [['personNumber', '010108-1234']]],
    ['one without a hyphen', 'nr 0707614285.', [['personNumber', '0707614285']]],
    ['one with a blank', '(070761 4285)', [['personNumber', '070761 4285']]],
    ['any that is called one', 'CPR-nr.: 0101081234', [['personNumber', '0101081234']]],
    ['a leap day', '290200-1234', [['personNumber', '290200-1234']]],
    ['a Norwegian number', 'fnr 01010750160', [['personNumber', '01010750160']]],
    ['an e-mail address', 'skriv til mette.b@lundby.dk, tak', [['email', 'mette.b@lundby.dk']]],
    ['an address with Danish letters', 'søren@købing.dk', [['email', 'søren@købing.dk']]],
    [
      'both',
      '070761-4285 / a@b.dk',
      [
        ['personNumber', '070761-4285'],
        ['email', 'a@b.dk'],
      ],
    ],
  ])('%s is seen', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    ['a date', 'senest 01.02.2026 kl. 12'],
    ['a date as ISO', '2026-02-01'],
    ['dates in a row', '01022026-01032026'],
    ['a span of years', '2024-2028'],
    ['a CVR number', 'CVR 12345674'],
    ['a CPV code', '30213100-6'],
    ['a product number', 'varenr. 010190-1234'],
    ['an article number', 'Artikelnummer: 120455-1001'],
    ['an EAN number', 'EAN 5790000123456'],
    ['a telephone number', '+45 70 10 20 30'],
    ['a number whose first part is no day', '320199-1234'],
    ['a month that is none', '011399-1234'],
    ['ten digits without a fitting check digit', '0707614286'],
    ['a case number', 'sag 24-010190-1234'],
    ['a publication number', '00258225-2024'],
    ['an account', '1234 0101081234567'],
    ['an at sign', '5 stk. @ 100 kr.'],
  ])('%s is left alone', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test('a text of a hundred thousand characters is looked through in one go', () => {
    expect(personalDataIn(`${'a.'.repeat(50_000)}@${'1'.repeat(1000)}`)).toEqual([]);
  });
});
