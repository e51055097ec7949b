import { describe, expect, it } from 'vitest';
import { type Build, ensureBuild } from '../commands/built.ts';
import { type PageScript, weightOf } from '../commands/page-scripts.ts';

/**
 * The most that our scripts in a page may weigh, in bytes, each gzipped. The first two run on every page where the
 * product is on, the third only where they have read a tender. The compiled index is in none of them: it travels by
 * message.
 */
const limits: readonly { where: string; scripts: readonly PageScript[]; most: number }[] = [
  { where: 'a page that loads', scripts: ['content-scripts/portal.js'], most: 4_000 },
  { where: 'every page', scripts: ['content-scripts/portal.js', 'reader.js'], most: 60_000 },
  { where: 'a page with a tender', scripts: ['adviser.js'], most: 84_000 },
  { where: 'a frame of the same portal', scripts: ['frame.js'], most: 60_000 },
];

describe.each<Build>(['chrome-mv3', 'firefox-mv3'])('our scripts of %s in a page', (build) => {
  it.each(limits)('weigh at most $most bytes gzipped on $where', async ({ scripts, most }) => {
    const { folder } = await ensureBuild(build);
    const weights = await Promise.all(scripts.map((script) => weightOf(folder, script)));
    const weight = weights.reduce((sum, one) => sum + one, 0);
    expect(weight, `${scripts.join(' and ')}: ${weights.join(' and ')} bytes gzipped`).toBeLessThanOrEqual(most);
    // A script that lost what it is for would be light, too.
    expect(weight).toBeGreaterThan(most / 2);
  });
});
