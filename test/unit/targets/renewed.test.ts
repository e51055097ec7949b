import { expect, test } from 'vitest';
import type { CatalogueTarget } from '../../../lib/targets/load.ts';
import { renewedTargets } from '../../../lib/targets/renewed.ts';

const target = (id: string, version: number, over: Partial<CatalogueTarget> = {}) =>
  ({
    id,
    version,
    verified: true,
    sourceState: 'inForce',
    supersedes: [],
    valid: { from: null, to: null },
    ...over,
  }) as Partial<CatalogueTarget> as CatalogueTarget;

test('a later version in force renews the earlier ones, and a target those it replaced', () => {
  const targets = [
    target('a', 1, { valid: { from: null, to: '2025' } }),
    target('a', 2, { valid: { from: '2026', to: null } }),
    target('b', 1, { sourceState: 'historical' }),
    target('c', 1, { supersedes: ['b'] }),
    target('d', 1),
  ];
  expect(renewedTargets(targets, '2026-11-22')).toEqual([
    { target: 'a', below: 2, by: { id: 'a', version: 2 } },
    { target: 'b', below: null, by: { id: 'c', version: 1 } },
  ]);
  expect(renewedTargets(targets, '2025-06-01')).toEqual([{ target: 'b', below: null, by: { id: 'c', version: 1 } }]);
});

test('what is on its way, was not verified, or stands beside what it replaces renews nothing', () => {
  const targets = [
    target('a', 1),
    target('a', 2, { valid: { from: '2027', to: null } }),
    target('b', 1),
    target('c', 2, { verified: false }),
    target('d', 1, { supersedes: ['b'] }),
  ];
  expect(renewedTargets(targets, '2026-11-22')).toEqual([]);
});
