import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../lib/settings.ts';
import { someRecords, textOf } from '../unit/exchange/sample-file.ts';
import { launchChromium } from './harness/chromium.ts';
import { catchSaved, chooseFiles, savedFile } from './harness/files.ts';
import { firefoxMissing, launchFirefox } from './harness/firefox.ts';
import { readDatabases, type StoredRows } from './harness/journal.ts';
import { pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

/** What both browsers' harnesses have. */
interface Profile {
  dashboard: (route?: string) => Promise<Page>;
  setSettings: (settings: Partial<Settings>) => Promise<void>;
  close: () => Promise<void>;
}

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const pageSays = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);
const press = (page: Page, name: string) =>
  until(
    () =>
      page.evaluate((wanted) => {
        const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === wanted);
        button?.click();
        return button ? true : null;
      }, name),
    `the button ${name}`,
  );

/** All that was said and all that follows from it; not what a profile knows of itself. */
const content = ({ meta: _, imports: __, origins: ___, staged: ____, ...rows }: StoredRows) => rows;

const missing = firefoxMissing();
const browsers: [string, () => Promise<Profile>][] = [['Chromium', () => launchChromium()]];
if (!missing) browsers.push(['Firefox', () => launchFirefox()]);

describe.each(browsers)('a backup in %s', (_, launch) => {
  let folder: string;
  let first: Profile;
  let backup: string;
  let written: StoredRows;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-backup-'));
    first = await launch();
    await first.setSettings({ language: 'da', unit: 'Indkøb', author: 'kx' });
  });
  afterAll(async () => {
    await first.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('holds everything in one file', async () => {
    const page = await first.dashboard('/exchange/import');
    await chooseFiles(page, folder, { 'ulla.jsonl': await textOf(someRecords(60)) });
    await press(page, 'Importér');
    await pageSays(page, 'Importen er færdig. 60 nye poster');
    written = await readDatabases(page);
    await page.close();

    const backupPage = await first.dashboard('/exchange/backup');
    await pageSays(backupPage, 'Du har ikke taget en sikkerhedskopi endnu.');
    await catchSaved(backupPage);
    await press(backupPage, 'Gem sikkerhedskopien');
    const saved = await savedFile(backupPage);
    expect(saved.name).toMatch(/^groent-lys-sikkerhedskopi-\d{4}-\d{2}-\d{2}\.jsonl$/);
    backup = saved.text;
    await pageSays(backupPage, 'Den seneste sikkerhedskopi er fra');
    await backupPage.close();
    const end = JSON.parse(backup.trimEnd().split('\n').at(-1) ?? '') as { counts: object };
    expect(end.counts).toEqual({ settings: 1, sighting: 3, revision: 60 });
  });

  it('restored into an empty profile gives the same journal and the same settings', async () => {
    const second = await launch();
    try {
      await second.setSettings({ language: 'da' });
      const page = await second.dashboard('/exchange/backup');
      await chooseFiles(page, folder, { 'kopi.jsonl': backup });
      await pageSays(page, 'Tag også indstillinger og politik fra sikkerhedskopien');
      expect(await pageViolations(page)).toEqual([]);
      await press(page, 'Importér');
      await pageSays(page, 'Importen er færdig. 60 nye poster');
      expect(content(await readDatabases(page))).toEqual(content(written));
      await page.close();
      const settings = await second.dashboard('/settings');
      await until(
        () =>
          settings.evaluate(() => [...document.querySelectorAll('input')].some(({ value }) => value === 'kx') || null),
        'the restored pseudonym',
      );
      await settings.close();
    } finally {
      await second.close();
    }
  });

  it('restored into a used profile changes nothing that is there', async () => {
    const page = await first.dashboard('/exchange/backup');
    await chooseFiles(page, folder, { 'kopi.jsonl': backup });
    await pageSays(page, 'Der er intet nyt i filerne. Din log er uændret.');
    expect(content(await readDatabases(page))).toEqual(content(written));
    await page.close();
  });

  it('that was changed is refused, and nothing changes', async () => {
    const page = await first.dashboard('/exchange/backup');
    await chooseFiles(page, folder, { 'kopi.jsonl': backup.replace('"verdict":"met"', '"verdict":"notMet"') });
    await pageSays(page, 'kontrolsummen passer ikke');
    expect(content(await readDatabases(page))).toEqual(content(written));
    await page.close();
  });
});
