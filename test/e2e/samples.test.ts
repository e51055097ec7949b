import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isExact, printRows, readSamples } from '../commands/read-samples.ts';
import { fixtureNames } from '../fixtures/samples.ts';
import { browsersFor, type Driven, isEveryStory } from './harness/both.ts';

/** A page of each kind and of the portals that buyers here use most. */
const someOfEachKind = [
  'doffin-notice',
  'eu-supply-notice',
  'generic-dl',
  'login',
  'mercell-app-tender',
  'shop-item',
  'ted-eforms-da',
  'udbud-dk',
  'udbud-dk-form',
  'udbud-dk-old-list',
];

describe.each(browsersFor('short'))('in %s', (name, launch) => {
  const wanted = name === 'Chromium' || isEveryStory ? fixtureNames() : someOfEachKind;
  let browser: Driven;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it(`${wanted.length} fixture pages are read exactly as their samples say`, { timeout: 240_000 }, async () => {
    const rows = await readSamples(browser, (fixture) => wanted.includes(fixture));
    expect(printRows(rows.filter((row) => !isExact(row)))).toBe(printRows([]));
    expect([...new Set(rows.map(({ fixture }) => fixture))].sort()).toEqual(wanted.toSorted());
  });
});
