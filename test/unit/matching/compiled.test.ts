import { fileURLToPath } from 'node:url';
import compiled from 'virtual:matching/compiled';
import { describe, expect, it } from 'vitest';
import { compiledOf, isCompiled, matcherOf } from '../../../lib/matching/compiled.ts';
import { buildMatchIndex, indexVersion } from '../../../lib/matching/index-targets.ts';
import { matchTender } from '../../../lib/matching/match.ts';
import { compileIndex } from '../../../lib/matching/matcher.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { dayOf } from '../../../lib/targets/validity.ts';

const data = await loadTargets(fileURLToPath(new URL('../../../targets/', import.meta.url)));
const index = buildMatchIndex(data, '2026-11-21');

describe('an index compiled ahead', () => {
  it('finds what one compiled on the spot finds, although its words are in the tables alone', () => {
    const travelled = JSON.parse(JSON.stringify(compiledOf(index)));
    const texts = data.targets.flatMap(({ requirement, title }) => [`${title.da ?? ''}\n${requirement.da ?? ''}`]);
    const blocks = texts.map((text) => ({ where: 'description', lot: null, text, source: null }));
    const tender = { cpv: { main: '39112000', additional: [] }, lots: [], language: 'da' };
    const found = matchTender(matcherOf(travelled), tender, blocks);
    expect(found).toEqual(matchTender(compileIndex(index), tender, blocks));
    expect(found.places).toBeGreaterThan(1000);
    expect(JSON.stringify(travelled.index)).not.toMatch(/"word"|"strong"/);
  });

  it('comes with the build for the packs of its day, in less than half a megabyte', () => {
    expect(isCompiled(compiled, indexVersion(data, dayOf(new Date())))).toBe(true);
    expect(JSON.stringify(compiled).length).toBeLessThan(500_000);
  });

  it('is told from one of another day, policy or layout', () => {
    const version = indexVersion(data, '2026-11-21');
    const own = compiledOf(index);
    expect(isCompiled(own, version)).toBe(true);
    expect(isCompiled(own, indexVersion(data, '2026-11-22'))).toBe(true);
    expect(isCompiled(own, indexVersion(data, '1999-01-01'))).toBe(false);
    expect(isCompiled(own, indexVersion({ ...data, version: 'other' }, '2026-11-21'))).toBe(false);
    expect(isCompiled({ ...own, layout: 0 }, version)).toBe(false);
    expect(isCompiled(undefined, version)).toBe(false);
  });
});
