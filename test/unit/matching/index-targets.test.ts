import { expect, test } from 'vitest';
import { buildMatchIndex } from '../../../lib/matching/index-targets.ts';
import type { Tip } from '../../../lib/targets/schema.ts';

test('the index has of each term what tells it from a plain word', () => {
  const terms: Tip['trigger']['terms'] = {
    da: [
      { word: 'levering', strength: 'weak' },
      { word: 'møbler', compound: 'tail' },
    ],
    nb: [
      { word: 'bil', not: ['bilag'], forms: ['biler'] },
      { word: 'FSC', inflect: 'none' },
    ],
  };
  const tip = { id: 'a', phases: ['tender'], trigger: { areas: [], cpv: [], terms } } as unknown as Tip;
  const nothing = { areas: [], areaTerms: [], targets: [], ecolabels: [], entries: [], cases: [], pointers: {} };
  const data = { ...nothing, version: '1', cpvWords: {}, titleWords: {}, tips: [tip] };
  expect(buildMatchIndex(data, '2026-11-22').tips).toEqual([
    {
      id: 'a',
      phases: ['tender'],
      areas: [],
      cpv: [],
      terms: [
        { language: 'da', word: 'levering', weak: true },
        { language: 'da', word: 'møbler', compound: 'tail' },
        { language: 'nb', word: 'bil', forms: ['biler'], not: ['bilag'] },
        { language: 'nb', word: 'FSC', exact: true },
      ],
    },
  ]);
});
