import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revisionOf, sightingOf, someRecords, textOf } from '../unit/exchange/sample-file.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { chooseFiles } from './harness/files.ts';
import { control, eachScheme, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

interface Imported {
  name: string;
  state: string;
  counts: { added: number };
}

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const pageSays = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);

/** Cells of the first table on the page, row by row. */
const tableRows = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main table tbody tr')].map((row) =>
      [...row.children].map((cell) => (cell as HTMLElement).innerText.split('\n')[0]),
    ),
  );

const script = '<img src=x onerror="document.title=\'taken over\'"><script>document.title="taken over"</script>';

describe.each(browsersFor('long'))('import in %s', (_, launch) => {
  let browser: Driven;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-import-'));
    browser = await launch();
    await browser.setSettings({ language: 'da' });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows what several files hold, refuses those that are bad, and changes nothing before the user says yes', async () => {
    const page = await browser.dashboard('/exchange/import');
    const whole = await textOf(someRecords(25));
    const hostile = [
      { type: 'sighting' as const, data: sightingOf(70, { title: `Udbud ${script}` }) },
      {
        type: 'revision' as const,
        data: revisionOf(700, 70, { reason: { code: 'other', text: `\u202e\u0007${script}` } }),
      },
    ];
    await chooseFiles(page, folder, {
      'ulla.jsonl': whole,
      'per.json': await textOf(hostile, 'json'),
      'afkortet.jsonl': whole.slice(0, -400),
      'regneark.json': new Uint8Array([0x50, 0x4b, 3, 4]),
      'utf16.json': new Uint8Array([0xff, 0xfe, 0x5b, 0]),
    });
    await pageSays(page, 'Det sker, hvis du importerer');
    expect(await tableRows(page)).toEqual([
      ['ulla.jsonl', '25', '0', '0', '0', '0'],
      ['per.json', '1', '0', '0', '0', '0'],
    ]);
    const text = await mainText(page);
    for (const name of ['afkortet.jsonl', 'regneark.json', 'utf16.json']) {
      expect(text).toContain(`${name} er ikke læst. Din log er uændret.`);
    }
    expect(text).toContain('Filen er skåret over');
    expect(text).toContain('Filen er gemt som UTF-16');
    expect(await pageViolations(page)).toEqual([]);
    expect((await browser.journal()).journal).toEqual([]);

    await (await control(page, 'button', 'Annuller')).click();
    await pageSays(page, 'Importen er afbrudt. Din log er uændret.');
    const { journal, staged, imports } = await browser.journal();
    expect({ journal, staged, imports }).toEqual({ journal: [], staged: [], imports: [] });

    await chooseFiles(page, folder, { 'ulla.jsonl': whole, 'per.json': await textOf(hostile, 'json') });
    await (await control(page, 'button', 'Importér')).click();
    await pageSays(page, 'Importen er færdig. 26 nye poster');
    await pageSays(page, 'Tidligere importer');
    const history = async () => (await tableRows(page)).map(([, name, added]) => `${name} ${added}`).sort();
    await until(
      async () => (await history()).join(', ') === 'per.json 1, ulla.jsonl 25',
      'both files in the history, with what they brought',
    );
    expect((await browser.journal()).current).toHaveLength(26);
    expect(await pageViolations(page)).toEqual([]);
    await page.close();
  });

  it('shows hostile words as words', async () => {
    const page = await browser.dashboard('/log?q=onerror&period=own&from=2026-01-01&to=2026-12-31');
    await pageSays(page, script.slice(0, 20));
    expect(await page.title()).toBe('Log – Grønt Lys');
    await page.close();
  });

  it('says so when there is nothing new', async () => {
    const page = await browser.dashboard('/exchange/import');
    await chooseFiles(page, folder, { 'ulla.jsonl': await textOf(someRecords(25)) });
    await pageSays(page, 'Der er intet nyt i filerne. Din log er uændret.');
    const [preview] = await tableRows(page);
    expect(preview).toEqual(['ulla.jsonl', '0', '0', '0', '25', '0']);
    await page.close();
  });

  it('takes files that are dropped', async () => {
    const page = await browser.dashboard('/exchange/import');
    await page.waitForSelector('.drop-place');
    await page.evaluate(
      (content) => {
        const data = new DataTransfer();
        data.items.add(new File([content], 'tabt.jsonl'));
        const place = document.querySelector('.drop-place');
        place?.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
        place?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      await textOf(someRecords(3)),
    );
    await pageSays(page, 'tabt.jsonl');
    await page.close();
  });

  it('goes on when the dashboard was closed in the middle, and clears away what was only read', async () => {
    const page = await browser.dashboard('/exchange/import');
    const many = someRecords(4_000).map((record) =>
      record.type === 'revision'
        ? {
            ...record,
            data: {
              ...record.data,
              id: record.data.id.replace(/^0/, '1'),
              recordId: record.data.recordId.replace(/^0/, '1'),
            },
          }
        : record,
    );
    await chooseFiles(page, folder, { 'mange.jsonl': await textOf(many) });
    await (await control(page, 'button', 'Importér')).click();
    await pageSays(page, 'Skriver i loggen');
    await page.close();

    const read = await browser.dashboard('/exchange/import');
    await chooseFiles(read, folder, { 'kun-læst.jsonl': await textOf(someRecords(30)) });
    await pageSays(read, 'kun-læst.jsonl');
    await read.close();

    const again = await browser.dashboard('/settings');
    const arrived = async () => {
      const { journal, staged, imports } = (await browser.journal()) as Record<string, Imported[] | undefined>;
      // The tables are read one after the other while the import goes on.
      const isDone = imports?.every(({ state }) => state === 'done');
      return journal?.length === 4_026 && staged?.length === 0 && isDone ? imports : null;
    };
    // Each look reads all there is; the import is to have the time in between.
    const imports = await until(arrived, 'all decisions of the interrupted import', 30_000, 500);
    expect(imports.find(({ name }) => name === 'mange.jsonl')?.counts.added).toBe(4_000);
    await again.close();
  });

  it.each(['/exchange', '/exchange/import', '/exchange/folder', '/exchange/backup', '/settings/privacy', '/settings'])(
    'axe finds nothing in %s, in light and dark, and the page does not scroll sideways at 400 per cent',
    async (route) => {
      const page = await browser.dashboard(route);
      await page.waitForSelector('h1');
      await eachScheme(page, async () => expect(await pageViolations(page)).toEqual([]));
      await page.setViewport({ width: 320, height: 256 });
      await until(() => page.evaluate(() => document.documentElement.scrollWidth <= 320), 'the page to fit the window');
      await page.close();
    },
  );
});
