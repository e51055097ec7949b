import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileRecord } from '../../lib/exchange/format.ts';
import type { Revision } from '../../lib/log/schema.ts';
import { headerOf, revisionOf, sightingOf, textOf } from '../unit/exchange/sample-file.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { catchSaved, chooseFiles, savedFile } from './harness/files.ts';
import type { StoredRows } from './harness/journal.ts';
import { control, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const pageSays = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);

/** A purchase of long ago and one of this year, with three decisions each, all by one person. */
const records: FileRecord[] = [2016, 2026].flatMap((year, place) => {
  const at = `${year}-03-01T08:00:00.000Z`;
  const following = [{ at, on: true }];
  const sighting = sightingOf(place + 1, { changedAt: at, activeAt: at, following });
  const revisions = [1, 2, 3].map((number): FileRecord => {
    const target = { id: `it-${number}`, version: 1, scheme: 'DK-POGI' };
    const day = `${year}-03-01`;
    const data = revisionOf(place * 10 + number, place + 1, { target, decidedAt: at, day, author: 'kx' });
    return { type: 'revision', data };
  });
  return [{ type: 'sighting', data: sighting }, ...revisions];
});

describe.each(browsersFor('long'))('in %s what is stored', (_, launch) => {
  let browser: Driven;
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-privacy-'));
    file = await textOf(records, 'jsonl', headerOf({ authors: true }));
    browser = await launch();
    await browser.setSettings({ language: 'da' });
    await take();
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function take(): Promise<string> {
    const page = await browser.dashboard('/exchange/import');
    await chooseFiles(page, folder, { 'alt.jsonl': file });
    await pageSays(page, 'alt.jsonl');
    const words = await until(async () => {
      const text = await mainText(page);
      return /Det sker, hvis du importerer|Intet nyt i filerne/.exec(text)?.[0];
    }, 'the preview');
    if (words.startsWith('Det sker')) {
      await (await control(page, 'button', 'Importér')).click();
      await pageSays(page, 'Importen er færdig.');
    }
    await page.close();
    return words;
  }
  const stored = () => browser.journal() as Promise<StoredRows & { journal: Revision[] }>;

  it('of a person can be taken out and forgotten, and no figure changes', async () => {
    const before = await stored();
    const page = await browser.dashboard('/settings/privacy');
    await catchSaved(page);
    await (await control(page, 'button', 'Hent personens oplysninger')).click();
    const { name, text } = await savedFile(page);
    expect(name).toMatch(/^groent-lys-personoplysninger-\d{4}-\d{2}-\d{2}\.jsonl$/);
    expect(text.trimEnd().split('\n')).toHaveLength(6);
    await pageSays(page, 'Hentet: 6 poster');

    await (await control(page, 'button', 'Glem pseudonymet')).click();
    await page.waitForSelector('dialog[open]');
    expect(await pageViolations(page)).toEqual([]);
    expect(await mainText(page)).toContain('Pseudonymet fjernes fra 6 poster.');
    await page.keyboard.press('Enter');
    await pageSays(page, 'Pseudonymet er glemt. Det stod i 6 poster.');
    await pageSays(page, 'Ingen er nævnt i loggen.');
    await page.close();
    const { journal, decisionRollup, procedureState } = await stored();
    expect(journal.map(({ author }) => author)).toEqual([null, null, null, null, null, null]);
    const nameless = (rows: unknown[] | undefined) => JSON.parse(JSON.stringify(rows).replaceAll('{"kx":1}', '{}'));
    expect(decisionRollup).toEqual(nameless(before.decisionRollup));
    expect(procedureState).toEqual(before.procedureState);
  });

  it('of purchases of long ago can be deleted, and their figures stay', async () => {
    const before = await stored();
    const page = await browser.dashboard('/settings/privacy');
    // What stands above the button is read first, and moves it down.
    await pageSays(page, 'Ingen er nævnt i loggen.');
    await (await control(page, 'button', 'Se, hvad der ville blive slettet')).click();
    await pageSays(page, 'Det går: 1 udbud med 3 beslutninger');
    expect(await pageViolations(page)).toEqual([]);
    await (await control(page, 'button', 'Slet dem')).click();
    await pageSays(page, '1 udbud er slettet. Tallene er uændrede.');
    await page.close();
    const now = await stored();
    expect(now.journal.map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-01', '2026-03-01']);
    expect(now.decisionRollup).toEqual(before.decisionRollup);
    expect(now.procedureState).toEqual(before.procedureState);
    expect(JSON.stringify([now.sightings, now.procedures, now.current, now.baseline])).not.toContain('proc-1');
  });

  it('does not come back with the file it came from', async () => {
    const before = await stored();
    expect(await take()).toBe('Intet nyt i filerne');
    const now = await stored();
    expect(now.journal).toEqual(before.journal);
    expect(JSON.stringify(now.journal)).not.toContain('kx');
    expect(now.decisionRollup).toEqual(before.decisionRollup);
  });
});
