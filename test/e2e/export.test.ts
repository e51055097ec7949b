import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { unzipSync } from 'fflate';
import { readParquet } from 'parquet-wasm/node';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../lib/reporting/csv.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { fillJournal } from './harness/demo-journal.ts';
import { catchSaved, chooseFiles, savedBytes, savedFile } from './harness/files.ts';
import { control, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');
const pageSays = (page: Page, text: string) =>
  until(async () => ((await mainText(page)).includes(text) ? true : null), `"${text}" on the page`);

/** Chooses a format by a word of its name and asks for the file. */
async function exportAs(page: Page, format: string): Promise<void> {
  const start = await control(page, 'button', 'Hent filen');
  await page.evaluate((wanted) => {
    const labels = [...document.querySelectorAll('label')];
    labels.find(({ textContent }) => textContent?.includes(wanted))?.click();
  }, format);
  await start.click();
}

/** Nobody answers the browser's dialog for saving here: the file goes to a place of the page's own, or to nobody. */
async function answerDialog(page: Page, answer: 'a place' | 'nothing' | 'a slow disk'): Promise<void> {
  await page.evaluate((given) => {
    const slow = { written: 0, aborted: false, goOn: () => {} };
    const slowHandle = {
      name: 'langsom.csv',
      getFile: async () => new File([], 'langsom.csv'),
      createWritable: async () => ({
        write: () => {
          slow.written += 1;
          return new Promise<void>((resolve) => {
            slow.goOn = resolve;
          });
        },
        close: async () => undefined,
        abort: async () => {
          slow.aborted = true;
        },
      }),
    };
    const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) => {
      if (given === 'nothing') throw new DOMException('The user aborted a request.', 'AbortError');
      if (given === 'a slow disk') return slowHandle;
      const folder = await navigator.storage.getDirectory();
      return folder.getFileHandle(suggestedName, { create: true });
    };
    Object.assign(globalThis, { showSaveFilePicker, slow });
  }, answer);
}

/** What was written to the page's own place, and what it is called. */
async function writtenFile(page: Page): Promise<{ name: string; bytes: Uint8Array }> {
  const { name, text } = await page.evaluate(async () => {
    const folder = (await navigator.storage.getDirectory()) as unknown as {
      values: () => AsyncIterable<FileSystemFileHandle>;
      removeEntry: (name: string) => Promise<void>;
    };
    for await (const handle of folder.values()) {
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      await folder.removeEntry(handle.name);
      return { name: handle.name, text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join('') };
    }
    return { name: '', text: '' };
  });
  return { name, bytes: Uint8Array.from(text, (sign) => sign.charCodeAt(0)) };
}

describe.each(browsersFor('long'))('export in %s', (_, launch) => {
  let browser: Driven;
  let folder: string;
  let decisions: number;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'groent-lys-export-'));
    browser = await launch();
    await browser.setSettings({ language: 'da', unit: '' });
    await fillJournal(browser, { procedures: 600, from: '2026-01-01', to: '2026-06-30' });
    decisions = (await browser.journal()).current?.length ?? 0;
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('writes a workbook straight to the place that the user chose', async () => {
    const page = await browser.dashboard('/exchange');
    await answerDialog(page, 'a place');
    await exportAs(page, 'Excel (XLSX)');
    await pageSays(page, 'Filen er klar');
    const { name, bytes } = await writtenFile(page);
    expect(name).toMatch(/^groent-lys-poster-2026-\d\d-\d\d--2026-\d\d-\d\d\.xlsx$/);
    const text = await mainText(page);
    expect(text).toContain(`Filen hedder ${name}`);
    expect(text).toContain('Registreringsgrad:');
    const files = unzipSync(bytes);
    const part = (path: string) => new TextDecoder().decode(files[path]);
    const names = [...part('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(([, sheet]) => sheet);
    expect(names).toEqual(['Poster', 'Procedurer', 'Nøgletal', 'Kodelister', 'Om']);
    expect(part('xl/worksheets/sheet1.xml').match(/<row /g)).toHaveLength(decisions + 1);
    expect(await pageViolations(page)).toEqual([]);
    await page.close();
  });

  it('writes a Parquet table that another reader opens', async () => {
    const page = await browser.dashboard('/exchange');
    await answerDialog(page, 'a place');
    await exportAs(page, 'Power BI (Parquet)');
    await pageSays(page, 'Filen er klar');
    const { name, bytes } = await writtenFile(page);
    expect(name).toMatch(/\.parquet$/);
    expect(tableFromIPC(readParquet(bytes).intoIPCStream()).numRows).toBe(decisions);
    await page.close();
  });

  it.each([
    ['andre regneark', ';', 'Versionens id', '-excel.csv'],
    ['andre systemer', ',', 'revisionId', '.csv'],
  ] as const)(
    'saves a table for %s like a download where there is no dialog, and it can be read in again',
    async (format, delimiter, column, ending) => {
      const page = await browser.dashboard('/exchange');
      await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
      await catchSaved(page);
      await exportAs(page, format);
      const { name, text } = await savedFile(page);
      expect(name.endsWith(ending)).toBe(true);
      const [head = [], ...rows] = parseCsv(text, delimiter);
      expect([rows.length, head.includes(column)]).toEqual([decisions, true]);
      await page.close();

      const back = await browser.dashboard('/exchange/import');
      await chooseFiles(back, folder, { 'igen.csv': text });
      await pageSays(back, 'Der er intet nyt i filerne. Din log er uændret.');
      await back.close();
    },
  );

  it('names the row of a table that was changed in a spreadsheet', async () => {
    const page = await browser.dashboard('/exchange');
    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
    await catchSaved(page);
    await exportAs(page, 'andre regneark');
    const { text } = await savedFile(page);
    const lines = text.split('\r\n');
    const changed = [
      lines[0],
      lines[1]?.replace(/;udbud-dk;|;ted;|;mercell-app;|;ethics;|;generic;/, ';x;'),
      ...lines.slice(2),
    ];
    await page.close();
    const back = await browser.dashboard('/exchange/import');
    await chooseFiles(back, folder, { 'rettet.csv': changed.join('\r\n') });
    const refused = await until(
      () => back.evaluate(() => document.querySelector('.problem-lines')?.textContent),
      'what was refused',
    );
    expect(refused).toContain('Linje 2: rækken siger noget andet end beslutningen i din log.');
    expect(await pageViolations(back)).toEqual([]);
    await back.close();
  });

  it('shows how far it is, and leaves nothing behind when it is cancelled', async () => {
    const page = await browser.dashboard('/exchange');
    await answerDialog(page, 'a slow disk');
    await exportAs(page, 'andre systemer');
    const slow = () =>
      page.evaluate(() => (globalThis as unknown as { slow: { written: number; aborted: boolean } }).slow);
    await until(async () => ((await slow()).written === 1 ? true : null), 'the first piece');
    await pageSays(page, 'Skriver ');
    const bar = await page.evaluate(() => {
      const progress = document.querySelector('progress');
      return [progress?.max, (progress?.value ?? 0) > 0];
    });
    expect(bar).toEqual([decisions, true]);
    await (await control(page, 'button', 'Annuller')).click();
    await page.evaluate(() => (globalThis as unknown as { slow: { goOn: () => void } }).slow.goOn());
    await pageSays(page, 'Eksporten er afbrudt. Ingen fil er gemt, og loggen er uændret.');
    expect(await slow()).toMatchObject({ written: 1, aborted: true });
    await page.close();
  });

  it('does nothing when the user chooses no place', async () => {
    const page = await browser.dashboard('/exchange');
    await answerDialog(page, 'nothing');
    await exportAs(page, 'Excel (XLSX)');
    await until(async () => ((await page.$('button.primary:enabled')) ? true : null), 'the button to be there again');
    const text = await mainText(page);
    expect([text.includes('Filen er klar'), text.includes('kunne ikke'), text.includes('afbrudt')]).toEqual([
      false,
      false,
      false,
    ]);
    await page.close();
  });

  it('says the period of the chosen part in the name and in the file', async () => {
    const page = await browser.dashboard('/exchange?period=own&from=2026-02-01&to=2026-03-31');
    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
    await catchSaved(page);
    await exportAs(page, 'Excel (XLSX)');
    const { name, bytes } = await savedBytes(page);
    expect(name).toBe('groent-lys-poster-2026-02-01--2026-03-31.xlsx');
    const parts = Object.values(unzipSync(bytes)).map((part) => new TextDecoder().decode(part));
    expect(parts.join('')).toContain('1. februar 2026');
    await page.close();
  });
});
