import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isShown } from '../../../lib/advice/rank.ts';
import { buildMatchIndex } from '../../../lib/matching/index-targets.ts';
import { matchTender } from '../../../lib/matching/match.ts';
import { compileIndex } from '../../../lib/matching/matcher.ts';
import { languageOf } from '../../../lib/portals/language.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { tender } from '../matching/index-of.ts';

const data = await loadTargets(fileURLToPath(new URL('../../../targets/', import.meta.url)));
// Historical and outdated targets are not matched any more; their words are still held to their examples.
const awake = {
  ...data,
  targets: data.targets.map((target) => ({
    ...target,
    sourceState: 'inForce' as const,
    valid: { from: null, to: null },
  })),
};
const matcher = compileIndex(buildMatchIndex(awake, '2026-11-22'));

/** Whether the target is found in a text as a tender's title, and surely enough to be shown. */
function found(id: string, version: number, text: string): 'shown' | 'doubtful' | 'not found' {
  const read = tender({ title: text, language: languageOf(text) });
  const { findings } = matchTender(matcher, read, [{ where: 'title', lot: null, text, source: null }]);
  const finding = findings.find((one) => one.target === id && one.version === version);
  if (!finding) return 'not found';
  return isShown(finding) ? 'shown' : 'doubtful';
}

describe.each(data.targets.filter(({ area }) => area !== 'all'))('the words of $id', ({ id, version, examples }) => {
  it('find every text that they must', () => {
    expect(examples.match.length).toBeGreaterThanOrEqual(3);
    expect(examples.match.filter((text) => found(id, version, text) !== 'shown')).toEqual([]);
  });

  it('leave alone every text that they must not find', () => {
    expect(examples.noMatch.length).toBeGreaterThanOrEqual(3);
    expect(examples.noMatch.filter((text) => found(id, version, text) === 'shown')).toEqual([]);
  });
});
