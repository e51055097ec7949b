import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { compiledPacks } from './lib/matching/vite-plugin.ts';
import { ocdsCheck } from './lib/reporting/ocds/vite-plugin.ts';
import { targetPacks } from './lib/targets/vite-plugin.ts';
import { LongFirst } from './test/commands/long-first.ts';

/** Rooms whose tests put fakes in the place of modules or of the browser's interfaces. */
const isolated = ['background', 'components', 'page', 'sites'].map((room) => `test/unit/${room}/**/*.test.{ts,tsx}`);

/**
 * Before anything else: the database's library looks for an IndexedDB once, when it is loaded, and files that share what
 * they import come in any order.
 */
const setupFiles = ['fake-indexeddb/auto'];

/** A thread starts faster than a process, and nothing here needs one of its own. */
const pool = 'threads';

export default defineConfig({
  plugins: [preact(), targetPacks(), compiledPacks(), ocdsCheck()],
  test: {
    // Left to itself it leaves one core of two to nobody. A third file with browsers of its own would only make all wait.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          pool,
          include: ['test/unit/**/*.test.{ts,tsx}'],
          exclude: isolated,
          // What a file imports is loaded once for all of them, which takes most of the time otherwise.
          isolate: false,
          setupFiles,
          testTimeout: 15_000,
        },
      },
      { extends: true, test: { name: 'unit isolated', pool, include: isolated, testTimeout: 15_000 } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          isolate: false,
          setupFiles,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
