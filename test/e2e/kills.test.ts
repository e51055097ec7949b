import { expect, it } from 'vitest';
import { killTimes } from './harness/kills.ts';

// A few kills; `npm run kills` does a hundred.
it('a browser that is killed while it logs has kept every acknowledged decision, whole', async () => {
  const figures = await killTimes({ kills: 3, seed: 7 });
  expect(figures).toMatchObject({ kills: 3, lost: 0, halfWritten: 0, wrongFigures: 0 });
  expect(figures.acknowledged).toBeGreaterThan(0);
}, 150_000);
