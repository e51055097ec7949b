import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { type Build, ensureBuild } from '../commands/built.ts';

/**
 * The most that each script of ours in a page may weigh, in bytes, gzipped. The first runs on every page where the
 * product is on; the second only where it has read a tender. The compiled index is in neither: it travels by message.
 */
const most = { 'content-scripts/portal.js': 60_000, 'adviser.js': 76_000 };

const builds: Build[] = ['chrome-mv3', 'firefox-mv3'];
const scripts = Object.entries(most).map(([script, limit]) => ({ script, limit }));

it.each(builds.flatMap((build) => scripts.map((one) => ({ build, ...one }))))(
  '$script of $build weighs at most $limit bytes gzipped',
  async ({ build, script, limit }) => {
    const { folder } = await ensureBuild(build);
    const code = await readFile(join(folder, script));
    const weight = gzipSync(code, { level: 9 }).length;
    expect(weight, `${script}: ${weight} bytes gzipped, ${code.length} as it is`).toBeLessThanOrEqual(limit);
    // A script that lost what it is for would be light, too.
    expect(weight).toBeGreaterThan(limit / 2);
  },
);
