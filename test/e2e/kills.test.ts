import { describe, expect, it } from 'vitest';
import { firefoxMissing } from './harness/firefox.ts';
import { killedBrowsers, killTimes } from './harness/kills.ts';

// A few kills; `npm run kills` does a hundred in each browser.
describe.each(killedBrowsers)('%s', (browser) => {
  it.skipIf(browser === 'firefox' && firefoxMissing() !== null)(
    'killed while it logs, has kept every acknowledged decision, whole',
    async () => {
      const figures = await killTimes({ browser, kills: 3, seed: 7 });
      expect(figures).toMatchObject({ kills: 3, lost: 0, halfWritten: 0, wrongFigures: 0 });
      expect(figures.acknowledged).toBeGreaterThan(0);
    },
    300_000,
  );
});
