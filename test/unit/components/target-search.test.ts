import data from 'virtual:targets';
import { describe, expect, test } from 'vitest';
import {
  areasWithoutTargets,
  searchEntries,
  searchTargets,
  shownState,
} from '../../../components/dashboard/targets/target-search.ts';
import type { CatalogueEntry, CatalogueTarget } from '../../../lib/targets/load.ts';

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

describe('what must be looked up', () => {
  const entry = (id: string, part: Partial<CatalogueEntry>): CatalogueEntry => ({
    id,
    area: 'it',
    scheme: 'EU-GPP',
    title: { da: id },
    tier: { level: 'core', word: 'basis', derived: false },
    kind: null,
    cpv: ['302'],
    note: null,
    source: { title: 'Kilde', url: 'https://kilde.example/', read: '2026-11-20', precision: 'page' },
    ...part,
  });
  const entries = [entry('skærm', {}), entry('arm', { area: 'furniture', scheme: 'NO-dfo' })];
  const found = (query: Record<string, string>) => searchEntries(entries, query, 'da').map(({ id }) => id);

  test('is found by words, area, scheme and CPV code, by title', () => {
    expect(found({})).toEqual(['arm', 'skærm']);
    expect(found({ q: 'SKÆRM' })).toEqual(['skærm']);
    expect(found({ q: '30213100' })).toEqual(['arm', 'skærm']);
    expect(found({ area: 'furniture' })).toEqual(['arm']);
    expect(found({ scheme: 'EU-GPP', state: 'lookUp' })).toEqual(['skærm']);
  });

  test('binds nobody and is in no state', () => {
    expect(found({ binding: 'law' })).toEqual([]);
    expect(found({ state: 'inForce' })).toEqual([]);
    expect(found({ policy: 'own' })).toEqual([]);
  });

  test('takes in the targets that were never checked against their source', () => {
    const targets = [target({ id: 'checked' }), target({ id: 'unchecked', verified: false })];
    expect(ids(targets, { state: 'lookUp' })).toEqual(['unchecked']);
    expect(ids(targets, { state: 'inForce' })).toEqual(['checked']);
  });
});

test('areas without a target in force are those with none, an unchecked, a historical or a switched-off one', () => {
  const off = { kind: 'switchedOff' as const, organisation: 'E', reason: 'R', values: [], sharedWording: false };
  const targets = [
    target({ area: 'it' }),
    target({ area: 'food', verified: false }),
    target({ area: 'timber', sourceState: 'historical' }),
    target({ area: 'paint', policy: off }),
  ];
  const areas = data.areas.filter(({ id }) => ['it', 'food', 'timber', 'paint', 'care', 'all'].includes(id));
  const without = areasWithoutTargets({ areas, targets }, today).map(({ id }) => id);
  expect(without.sort()).toEqual(['care', 'food', 'paint', 'timber']);
});
