import { afterAll, beforeAll, expect, it } from 'vitest';
import { isExact, printRows, readSamples } from '../commands/read-samples.ts';
import { fixtureNames } from '../fixtures/samples.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

it('reads every fixture page in Chromium exactly as its sample says', { timeout: 240_000 }, async () => {
  const rows = await readSamples(chromium);
  expect(printRows(rows.filter((row) => !isExact(row)))).toBe(printRows([]));
  expect([...new Set(rows.map(({ fixture }) => fixture))].sort()).toEqual(fixtureNames().sort());
});
