import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildMatchIndex } from '../../../lib/matching/index-targets.ts';
import { packTables, unpackTables } from '../../../lib/matching/packed.ts';
import { buildTables } from '../../../lib/matching/tables.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { indexOf, target, term } from './index-of.ts';

it('gives back the tables that were packed, as a message would carry them', async () => {
  const data = await loadTargets(fileURLToPath(new URL('../../../targets/', import.meta.url)));
  const tables = buildTables(buildMatchIndex(data, '2026-11-21'));
  expect(unpackTables(JSON.parse(JSON.stringify(packTables(tables))))).toEqual(tables);
});

it('packs an empty index and one with large numbers', () => {
  const empty = buildTables(indexOf([]));
  expect(unpackTables(packTables(empty))).toEqual(empty);
  const tables = {
    ...buildTables(indexOf([target('a', { terms: [term('bil')] })])),
    uses: Int32Array.of(70_000, -70_000),
  };
  expect(unpackTables(packTables(tables))).toEqual(tables);
});
