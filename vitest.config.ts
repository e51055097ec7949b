import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { compiledPacks } from './lib/matching/vite-plugin.ts';
import { ocdsCheck } from './lib/reporting/ocds/vite-plugin.ts';
import { targetPacks } from './lib/targets/vite-plugin.ts';

export default defineConfig({
  plugins: [preact(), targetPacks(), compiledPacks(), ocdsCheck()],
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 15_000 } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
