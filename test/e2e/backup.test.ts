import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredPack } from '../../lib/organisation.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { root } from '../commands/built.ts';
import { someRecords, textOf } from '../unit/exchange/sample-file.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { catchSaved, chooseByKey, chooseFiles, savedFile } from './harness/files.ts';
import { readDatabases, type StoredRows } from './harness/journal.ts';
import { keyboardOf } from './harness/keyboard.ts';
import { pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

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

/** One of the organisation's own packs, as it is stored. */
async function ownPack(): Promise<StoredPack> {
  const { targets } = await loadTargets(`${root}/targets/`);
  const shared = targets.find(({ binding }) => binding === 'recommended');
  if (!shared) throw new Error('the packs hold no target that is recommended');
  const { scheme: _, policy: __, ...target } = shared;
  const own = { ...target, id: 'engdal-eget', ecolabels: [], criterion: null, title: { da: 'Engdals eget mål' } };
  const pack = { schema: 1, scheme: 'DK-Engdal', organisation: 'Engdal Kommune', targets: [own] };
  return { file: 'engdal.json', takenAt: '2026-02-02T00:00:00.000Z', pack };
}

describe.each(browsersFor('short'))('a backup in %s', (browser, launch) => {
  let folder: string;
  let first: Driven;
  let pack: StoredPack;
  let backup: string;
  let written: StoredRows;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-backup-'));
    first = await launch();
    await first.setSettings({ language: 'da', unit: 'Indkøb', author: 'kx' });
    pack = await ownPack();
    await first.store({ packs: [pack] });
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
    expect(end.counts).toEqual({ settings: 1, pack: 1, sighting: 3, revision: 60 });
  });

  it('restored into an empty profile, by keyboard alone, gives the same journal, settings and packs', async () => {
    const second = await launch();
    try {
      await second.setSettings({ language: 'da' });
      const page = await second.dashboard('/exchange/backup');
      await page.bringToFront();
      const keyboard = keyboardOf(page);
      await pageSays(page, 'Vælg sikkerhedskopien');
      await keyboard.to('Vælg sikkerhedskopien');
      // Firefox tells nobody of the dialog that a key opens on an extension's page.
      if (browser === 'Firefox') await chooseFiles(page, folder, { 'kopi.jsonl': backup });
      else {
        await writeFile(join(folder, 'kopi.jsonl'), backup);
        await chooseByKey(page, join(folder, 'kopi.jsonl'));
      }
      await pageSays(page, 'Tag også indstillinger, politik og egne målpakker fra sikkerhedskopien');
      expect(await pageViolations(page)).toEqual([]);
      await keyboard.press('Importér', 'Enter');
      await pageSays(page, 'Importen er færdig. 60 nye poster');
      expect(content(await readDatabases(page))).toEqual(content(written));
      await page.close();
      const settings = await second.dashboard('/settings');
      await until(
        () =>
          settings.evaluate(() => [...document.querySelectorAll('input')].some(({ value }) => value === 'kx') || null),
        'the restored pseudonym',
      );
      const { packs } = await second.inExtension(() => chrome.storage.local.get('packs'));
      expect(packs).toEqual([pack]);
      await until(
        () => settings.evaluate(() => document.querySelector('.own-packs')?.textContent?.includes('Engdal') || null),
        'the pack in the list',
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
