import data from 'virtual:targets';
import { describe, expect, test } from 'vitest';
import { searchTargets, shownState } from '../../../components/dashboard/target-search.ts';
import type { CatalogueTarget } from '../../../lib/targets/load.ts';

const [sample] = data.targets;
if (sample === undefined) throw new Error('the packs hold no target');
const target = (part: Partial<CatalogueTarget>): CatalogueTarget => ({
  ...sample,
  sourceState: 'inForce',
  valid: { from: null, to: null },
  title: { da: 'Uden titel' },
  requirement: { da: 'krav' },
  plain: { da: 'kort' },
  cpv: { prefixes: [], except: [] },
  ...part,
});
const today = '2026-11-22';
const ids = (targets: CatalogueTarget[], query: Record<string, string>) =>
  searchTargets(targets, query, today, 'da').map(({ id }) => id);

describe('searchTargets', () => {
  const targets = [
    target({ id: 'old', title: { da: 'Aske' }, valid: { from: null, to: '2025' } }),
    target({ id: 'oe', title: { da: 'Økologisk mad' }, area: 'food', cpv: { prefixes: ['15'], except: [] } }),
    target({ id: 'chairs', title: { da: 'Bæredygtige stole', en: 'Sustainable chairs' }, scheme: 'DK-law' }),
    target({ id: 'soon', title: { da: 'Nye stole' }, valid: { from: '2027', to: null } }),
  ];

  test('those in force come first, by title in the order of the language', () => {
    expect(ids(targets, {})).toEqual(['chairs', 'oe', 'soon', 'old']);
  });

  test('all words must occur, in any language and any case', () => {
    expect(ids(targets, { q: 'STOLE nye' })).toEqual(['soon']);
    expect(ids(targets, { q: 'chairs' })).toEqual(['chairs']);
    expect(ids(targets, { q: 'stole findes-ikke' })).toEqual([]);
  });

  test('a CPV code finds the targets whose prefix it begins with', () => {
    expect(ids(targets, { q: '15100000' })).toEqual(['oe']);
  });

  test('filters narrow by area, scheme and state on the day', () => {
    expect(ids(targets, { area: 'food' })).toEqual(['oe']);
    expect(ids(targets, { scheme: 'DK-law' })).toEqual(['chairs']);
    expect(ids(targets, { state: 'coming' })).toEqual(['soon']);
    expect(ids(targets, { state: 'historical' })).toEqual(['old']);
  });
});

test('a draft is shown as on its way', () => {
  expect(shownState('draft')).toBe('coming');
});
