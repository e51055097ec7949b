import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../lib/reporting/csv.ts';
import { someRecords, textOf } from '../unit/exchange/sample-file.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { pasteBoard, pastedInto } from './harness/clipboard.ts';
import { catchSaved, chooseFiles, savedFile } from './harness/files.ts';
import { control, eachScheme, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const letter = 'https://brev.example/';
const year = '/exchange/indicators?period=own&from=2026-01-01&to=2026-12-31';

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const says = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);

/** The row of a figure, cell by cell. */
const rowOf = (page: Page, figure: string) =>
  page.evaluate(
    (name) =>
      [...document.querySelectorAll('main tbody tr')]
        .map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.replaceAll('\u00a0', ' ')))
        .find(([head]) => head === name) ?? [],
    figure,
  );

/** Chooses a format; its hint is part of its name. */
async function choose(page: Page, format: string): Promise<void> {
  await control(page, 'button', 'Hent filen');
  await page.evaluate((wanted) => {
    const labels = [...document.querySelectorAll('label')];
    labels.find(({ innerText }) => innerText.startsWith(wanted))?.click();
  }, format);
}

describe.each(browsersFor('long'))('figures to hand in in %s', (_, launch) => {
  let browser: Driven;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-hand-in-'));
    browser = await launch({ answers: new Map([[letter, pasteBoard]]) });
    await browser.setSettings({ language: 'da' });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('say that there is nothing before anything was logged', async () => {
    const page = await browser.dashboard(year);
    await says(page, 'Der er ikke fulgt eller besluttet noget i perioden.');
    await page.close();
  });

  it('are worked out from the log, each with its source and what it lacks', async () => {
    const page = await browser.dashboard('/exchange/import');
    await chooseFiles(page, folder, { 'ulla.jsonl': await textOf(someRecords(25)) });
    await (await control(page, 'button', 'Importér')).click();
    await says(page, 'Importen er færdig.');
    await page.close();

    const figures = await browser.dashboard(year);
    await says(figures, 'FN’s verdensmål 12.7.1');
    expect(await rowOf(figures, 'Kontrakter med grønne mål')).toEqual([
      'Kontrakter med grønne mål',
      '2 / 2',
      '100 %',
      '2.000.000 DKK',
      '100 %',
    ]);
    expect(await rowOf(figures, 'E: Beslutninger registreret')).toEqual([
      'E: Beslutninger registreret',
      '25',
      '–',
      '–',
      '–',
    ]);
    expect(await rowOf(figures, 'Alle relevante grønne krav: tekstiler')).toEqual([
      'Alle relevante grønne krav: tekstiler',
      '–',
      '–',
      '–',
      '–',
    ]);
    expect(await mainText(figures)).toContain('Miljøprojekt 1820');
    await figures.close();
  });

  it('go into a letter or a spreadsheet by the clipboard, and into a file', async () => {
    const page = await browser.dashboard(year);
    await (await control(page, 'button', 'Kopiér som tabel')).click();
    await says(page, 'Kopieret');
    const board = await browser.openPage(letter);
    const { html, plain } = await pastedInto(board);
    expect(html).toContain('<td>Kontrakter med grønne mål</td><td>2</td><td>2</td><td>100 %</td><td>DKK</td>');
    expect(plain).toContain('SIGMA (OECD og EU)\tKontrakter med grønne mål\t2\t2\t1\tDKK\t2000000\t2000000\t1\t0\t0\t');
    await board.close();

    await page.bringToFront();
    await catchSaved(page);
    await (await control(page, 'button', 'Hent som CSV')).click();
    const { name, text } = await savedFile(page);
    expect(name).toBe('groent-lys-indberetning-2026-01-01--2026-12-31.csv');
    const rows = parseCsv(text, ';');
    const sigma = rows.find(([, figure]) => figure === 'Kontrakter med grønne mål') ?? [];
    expect(sigma.slice(2, 9)).toEqual(['2', '2', '1', 'DKK', '2000000', '2000000', '1']);
    expect(rows[0]?.slice(-7, -4)).toEqual(['Periode', 'Enhed', 'Beslutninger']);
    await says(page, `Filen ${name} er hentet.`);
    await page.close();
  });

  it('leave axe nothing to find, in light and dark, and fit a narrow window', async () => {
    const page = await browser.dashboard(year);
    await says(page, 'FN’s verdensmål 12.7.1');
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('main details')) (part as HTMLDetailsElement).open = true;
    });
    await eachScheme(page, async () => expect(await pageViolations(page)).toEqual([]));
    await page.setViewport({ width: 320, height: 256 });
    await until(() => page.evaluate(() => document.documentElement.scrollWidth <= 320), 'the page to fit the window');
    await page.close();
  });

  it('stand beside open data, which warn of a missing prefix and are checked in the shipped build', async () => {
    const page = await browser.dashboard('/exchange');
    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
    await choose(page, 'Åbne data (OCDS)');
    await says(page, 'Filen får ocds-xxxxxx i stedet');
    expect(await pageViolations(page)).toEqual([]);
    await catchSaved(page);
    await (await control(page, 'button', 'Hent filen')).click();
    const { name, text } = await savedFile(page);
    expect(name).toMatch(/\.json$/);
    const { releases } = JSON.parse(text);
    expect(releases).toHaveLength(2);
    expect(releases[0].tender.lots[0].milestones[0]).toMatchObject({ type: 'assessment', status: 'met' });
    await page.close();
  });

  it('come with the schema of the product’s own file', async () => {
    const page = await browser.dashboard('/exchange');
    await choose(page, 'Til at læse ind igen (JSON)');
    const link = await page.waitForSelector('::-p-text(Hent JSON-skemaet)');
    const schema = await link?.evaluate(async (element) => {
      const { href, download } = element as HTMLAnchorElement;
      return { download, title: ((await (await fetch(href)).json()) as { title: string }).title };
    });
    expect(schema).toEqual({ download: 'groent-lys.schema.json', title: 'Grønt Lys: journal file, version 1' });
    await page.close();
  });
});
