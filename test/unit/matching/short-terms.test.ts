import { expect, test } from 'vitest';
import { buildMatchIndex } from '../../../lib/matching/index-targets.ts';
import { againstTermsOf, inFull } from '../../../lib/matching/short-terms.ts';
import type { Tip } from '../../../lib/targets/schema.ts';

const tip = (terms: Tip['trigger']['terms']) =>
  ({ id: 'a', phases: ['tender'], trigger: { areas: [], cpv: [], terms } }) as unknown as Tip;
const packed = (terms: Tip['trigger']['terms']) => {
  const nothing = { areas: [], areaTerms: [], targets: [], ecolabels: [], entries: [], cases: [], pointers: {} };
  const data = { ...nothing, version: '1', cpvWords: { da: {}, nb: {}, en: {} }, tips: [tip(terms)] };
  return buildMatchIndex(data, '2026-11-22').tips[0];
};

test('terms travel short and say in full what they said, the strong ones first', () => {
  const index = packed({
    da: [
      { word: 'levering', strength: 'weak' },
      { word: 'møbler', compound: 'tail' },
      { word: 'rengøring', compound: 'head' },
      { word: 'affald', compound: 'both' },
    ],
    en: [{ word: 'office furniture' }],
  });
  expect(index?.short).toEqual([
    { language: 'da', strong: '*møbler|rengøring*|*affald*', weak: 'levering' },
    { language: 'en', strong: 'office furniture', weak: '' },
  ]);
  expect(index?.terms).toEqual([]);
  expect(inFull(index?.short ?? [])).toEqual([
    { language: 'da', word: 'møbler', compound: 'tail' },
    { language: 'da', word: 'rengøring', compound: 'head' },
    { language: 'da', word: 'affald', compound: 'both' },
    { language: 'en', word: 'office furniture' },
    { language: 'da', word: 'levering', weak: true },
  ]);
});

test('a term of which more is to be said travels in full', () => {
  const index = packed({
    nb: [
      { word: 'bil', not: ['bilag'], forms: ['biler'] },
      { word: 'FSC', inflect: 'none' },
    ],
  });
  expect(index?.short).toEqual([]);
  expect(index?.terms).toEqual([
    { language: 'nb', word: 'bil', forms: ['biler'], not: ['bilag'] },
    { language: 'nb', word: 'FSC', exact: true },
  ]);
});

test('words against an area are tried in every language', () => {
  expect(againstTermsOf({ against: 'forsikring*|tyres' })).toEqual([
    { language: null, word: 'forsikring', compound: 'head' },
    { language: null, word: 'tyres' },
  ]);
  expect(againstTermsOf({ against: '' })).toEqual([]);
});
