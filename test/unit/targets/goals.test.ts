import { expect, it } from 'vitest';
import { aimsOf, goalLists, goalsOf } from '../../../lib/targets/goals.ts';

const none = { bt774: [], bt775: [], bt776: [] };

it('keeps the two lists apart that have the same code', () => {
  const lists = { bt774: ['clim-mitig', 'other'], bt775: ['opp', 'other'], bt776: ['rd-act'] };
  expect(goalsOf(lists)).toEqual(['clim-mitig', 'other', 'opp', 'soc-other', 'rd-act']);
  expect(goalLists(goalsOf(lists))).toEqual(lists);
  expect(goalLists(goalsOf({ ...none, bt775: ['other'] }))).toEqual({ ...none, bt775: ['other'] });
});

it('reads what an older edition kept by what the target says, and else as the environment’s', () => {
  expect(goalLists(['other'])).toEqual({ ...none, bt774: ['other'] });
  expect(goalLists(['other'], { ...none, bt775: ['other'] })).toEqual({ ...none, bt775: ['other'] });
  expect(goalLists(['other'], { ...none, bt774: ['other'], bt775: ['other'] })).toEqual({ ...none, bt774: ['other'] });
  expect(goalLists(['hum-right', 'other'], null)).toEqual({ ...none, bt774: ['other'], bt775: ['hum-right'] });
});

it('leaves codes out that the official lists no longer have', () => {
  expect(goalLists(['iso-14001-com', 'buy-eff', 'circ-econ'])).toEqual({ ...none, bt774: ['circ-econ'] });
});

it('knows the aims that codes stand for', () => {
  expect(aimsOf({ bt774: ['other'], bt775: ['opp'], bt776: ['mar-nov'] })).toEqual(['env-imp', 'inn-pur', 'soc-obj']);
  expect(aimsOf(none)).toEqual([]);
});
