import data from 'virtual:targets';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../lib/targets/changes.ts';
import type { Target } from '../../../lib/targets/schema.ts';

const [sample] = data.targets;
if (sample === undefined) throw new Error('the packs hold no target');
const before: Target = {
  ...sample,
  thresholds: [{ metric: { da: 'andel' }, op: '>=', value: 60, unit: { da: '%' } }],
  ecolabels: ['eu-blomsten', 'svanemaerket'],
  cpv: { prefixes: ['15', '553'], except: [] },
};
const fields = (after: Partial<Target>) => changesBetween(before, { ...before, ...after }).map(({ field }) => field);

describe('changesBetween', () => {
  it('finds nothing between a version and itself', () => {
    expect(changesBetween(before, structuredClone(before))).toEqual([]);
  });

  it('gives each field with what it was and what it is', () => {
    const thresholds = before.thresholds.map((threshold) => ({ ...threshold, value: 75 }));
    expect(changesBetween(before, { ...before, version: 2, title: { da: 'Nyt navn' }, thresholds })).toEqual([
      { field: 'title', before: before.title, after: { da: 'Nyt navn' } },
      { field: 'thresholds', before: before.thresholds, after: thresholds },
    ]);
  });

  it.each([
    ['requirement', { requirement: { da: 'Et andet krav' } }],
    ['criterion', { criterion: { kind: 'awardCriteria' as const, text: { da: 'Tekst' } } }],
    ['proofs', { proofs: [{ da: 'Et certifikat' }] }],
    ['tier', { tier: { level: 'ambitious' as const, word: 'spydspids', derived: false } }],
    ['binding', { binding: 'inspiration' as const }],
    ['valid', { valid: { from: '2030', to: null } }],
    ['cpv', { cpv: { prefixes: ['15'], except: ['157'] } }],
    ['sourceState', { sourceState: 'historical' as const }],
    ['erratum', { erratum: { da: 'Tallet var forkert.' } }],
    ['source', { source: { ...before.source, url: 'https://example.org/ny' } }],
  ] satisfies [string, Partial<Target>][])('sees a change of %s', (field, after) => {
    expect(fields(after)).toEqual([field]);
  });

  it('sees a text that came or went in one language only', () => {
    expect(fields({ plain: { ...before.plain, nb: 'Kort sagt' } })).toEqual(['plain']);
  });

  it('takes no notice of the word beside a level that was set here', () => {
    const derived = { level: 'core' as const, word: 'krav', derived: true };
    const [one, other] = [derived, { ...derived, word: 'mål' }].map((tier) => ({ ...before, tier }));
    expect(one && other && changesBetween(one, other)).toEqual([]);
  });

  it('takes no notice of order, of the day of reading and of what only matching needs', () => {
    expect(
      fields({
        ecolabels: [...before.ecolabels].reverse(),
        cpv: { except: [], prefixes: ['553', '15'] },
        source: { ...before.source, read: '2030-01-01' },
        examples: { match: ['noget andet'], noMatch: [] },
      }),
    ).toEqual([]);
  });
});
