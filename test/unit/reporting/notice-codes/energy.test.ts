import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { energyDuties, energyGoods, energyOf } from '../../../../lib/reporting/notice-codes/energy.ts';
import { loadTargets } from '../../../../lib/targets/load.ts';

it.each([
  ['30213100', 'computer'],
  ['30213200', 'mob-pho-ta'],
  ['39711122', 'hous-freez'],
  ['39711124', 'pro-refrig'],
  ['42513210', 'refri-appl'],
  ['39713210', 'was-ma-dry'],
  ['39713211', 'tum-dry'],
  ['34351100', 'tyres'],
  ['33100000', undefined],
])('the code %s speaks for %s', (cpv, item) => {
  expect(energyOf([cpv])?.item).toBe(item);
});

it('hears the first code that says anything', () => {
  expect(energyOf([null, '33100000', '31500000', '34350000'])).toEqual({ item: 'ligh-gea', basis: 'enrg-lab' });
  expect(energyOf([])).toBeNull();
});

it('names targets that the packs have', async () => {
  const { targets } = await loadTargets(fileURLToPath(new URL('../../../../targets/', import.meta.url)));
  const known = new Set(targets.map(({ id }) => id));
  expect(energyDuties.filter((id) => !known.has(id))).toEqual([]);
});

const cpvFile = new URL('../../../../../shared/data/cpv.tsv', import.meta.url);
it.skipIf(!existsSync(cpvFile))('knows goods by codes that exist', () => {
  const codes = readFileSync(cpvFile, 'utf8')
    .split('\n')
    .map((line) => line.slice(0, 8));
  const prefixes = energyGoods.flatMap(({ cpv }) => cpv);
  expect(prefixes.filter((prefix) => !codes.some((code) => code.startsWith(prefix)))).toEqual([]);
});
