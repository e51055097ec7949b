import { afterAll, beforeAll, expect, it } from 'vitest';
import { adapters, generic } from '../../lib/portals/adapters/index.ts';
import { readSamples } from '../commands/read-samples.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

it("reads every portal's sample pages in Chromium as their samples say", { timeout: 240_000 }, async () => {
  const rows = await readSamples(chromium, ['notice', 'form', 'item', 'basket']);
  expect(rows.filter(({ others }) => others.length > 0)).toEqual([]);
  const ids = [...adapters, generic].map(({ id }) => id).sort();
  expect([...new Set(rows.map(({ adapter }) => adapter))].sort()).toEqual(ids);
});
