import { describe, expect, test } from 'vitest';
import { decimalMarkOf, readAddress, readDecimal, readWholeNumber } from '../../../components/ui/read-field.ts';

describe('readDecimal', () => {
  test.each([
    ['12,5', ',', 12.5],
    ['12.5', ',', 12.5],
    ['1.500', ',', 1500],
    ['1.500', '.', 1.5],
    ['1,500', '.', 1500],
    ['1.234.567,89', ',', 1234567.89],
    ['1 234,5', ',', 1234.5],
    ['-3', ',', -3],
  ] as const)('%s with decimal mark %s is %d', (text, mark, value) => {
    expect(readDecimal(text, mark)).toBe(value);
  });

  test.each(['', 'tolv', '1,2,3', '1e5', 'Infinity', '12 %'])('"%s" is no number', (text) => {
    expect(readDecimal(text, ',')).toBeNull();
  });
});

test('Danish and Norwegian write a decimal comma, English a point', () => {
  expect(['da', 'nb', 'en'].map(decimalMarkOf)).toEqual([',', ',', '.']);
});

test.each([
  ['1.200', 1200],
  ['0', 0],
  ['1.5', null],
  ['-1', null],
])('whole number %s is read as %s', (text, value) => {
  expect(readWholeNumber(text)).toBe(value);
});

describe('readAddress', () => {
  test('user name, password and secrets are taken out, the rest is kept', () => {
    expect(readAddress('https://a:b@udbud.dk/x?side=2&sig=1&sessionId=9#page=4')).toBe('https://udbud.dk/x?side=2');
  });

  test.each(['javascript:alert(1)', 'file:///c:/a.docx', 'udbud.dk', `https://udbud.dk/${'x'.repeat(500)}`])(
    '%s is refused',
    (text) => {
      expect(readAddress(text)).toBeNull();
    },
  );
});
