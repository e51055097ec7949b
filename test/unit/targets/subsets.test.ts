import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../../lib/i18n.ts';
import { buildMatchIndex } from '../../../lib/matching/index-targets.ts';
import { applyPolicy } from '../../../lib/targets/apply-policy.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { parsePolicy, policyLine } from '../../../lib/targets/policy.ts';
import english from '../../../locales/en/dashboard.json';

const folder = fileURLToPath(new URL('../../../targets/', import.meta.url));
const always = ['areas.json', 'ecolabels.json'];
const packs = (await readdir(folder, { recursive: true }))
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.json') && !always.includes(name) && !name.startsWith('policy.'));
const all = await loadTargets(folder);
const policyText = await readFile(join(folder, 'policy.example.json'), 'utf8');
const translate = createTranslator('en', english);

describe('any part of the library', () => {
  it('loads, and can be matched with', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(packs), async (kept) => {
        const part = await mkdtemp(join(tmpdir(), 'packs-'));
        try {
          for (const file of [...always, ...kept]) await cp(join(folder, file), join(part, file));
          const data = await loadTargets(part);
          expect(data.files).toHaveLength(kept.length + always.length);
          expect(buildMatchIndex(data, '2026-11-22').targets.length).toBeLessThanOrEqual(data.targets.length);
        } finally {
          await rm(part, { recursive: true });
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('any policy file', () => {
  /** The example with one character, or one value, replaced. */
  const damaged = fc.oneof(
    fc
      .tuple(fc.nat({ max: policyText.length - 1 }), fc.string({ maxLength: 3 }))
      .map(([at, text]) => policyText.slice(0, at) + text + policyText.slice(at + 1)),
    fc
      .tuple(fc.constantFrom(...Object.keys(JSON.parse(policyText) as object)), fc.jsonValue())
      .map(([key, value]) => JSON.stringify({ ...(JSON.parse(policyText) as object), [key]: value })),
    fc.json(),
  );

  it('is either laid over the packs or refused with path and reason', () => {
    const outcomes = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(damaged, (text) => {
        const read = parsePolicy(text);
        if ('problems' in read) {
          outcomes.refused++;
          expect(read.problems.length).toBeGreaterThan(0);
          for (const problem of read.problems) expect(policyLine(problem, translate)).toMatch(/^policy: .+/);
          return;
        }
        outcomes.taken++;
        const { refused } = applyPolicy(all, read.policy);
        for (const problem of refused) expect(policyLine(problem, translate)).toMatch(/^policy: .+/);
      }),
      { numRuns: 200 },
    );
    expect(outcomes.taken).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(0);
  });
});
