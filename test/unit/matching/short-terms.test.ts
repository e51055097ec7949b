import { expect, test } from 'vitest';
import { againstTermsOf, inFull } from '../../../lib/matching/short-terms.ts';

test('short terms say in full what they stand for, the strong ones first', () => {
  expect(
    inFull([
      { language: 'da', strong: '*møbler|rengøring*|*affald*', weak: 'levering' },
      { language: 'en', strong: 'office furniture', weak: '' },
    ]),
  ).toEqual([
    { language: 'da', word: 'møbler', compound: 'tail' },
    { language: 'da', word: 'rengøring', compound: 'head' },
    { language: 'da', word: 'affald', compound: 'both' },
    { language: 'en', word: 'office furniture' },
    { language: 'da', word: 'levering', weak: true },
  ]);
});

test('words against an area are tried in every language', () => {
  expect(againstTermsOf({ against: 'forsikring*|tyres' })).toEqual([
    { language: null, word: 'forsikring', compound: 'head' },
    { language: null, word: 'tyres' },
  ]);
  expect(againstTermsOf({ against: '' })).toEqual([]);
});
