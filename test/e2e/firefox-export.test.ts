import { unzipSync } from 'fflate';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../../lib/reporting/csv.ts';
import { someRecords, textOf, uuidOf } from '../unit/exchange/sample-file.ts';
import { catchSaved, savedBytes } from './harness/files.ts';
import { type Firefox, firefoxMissing, launchFirefox } from './harness/firefox.ts';
import { until } from './harness/until.ts';

const missing = firefoxMissing();

const pageSays = (page: Page, text: string) =>
  until(
    () => page.evaluate((wanted) => document.querySelector('main')?.innerText.includes(wanted) || null, text),
    `"${text}" on the page`,
  );

/** Presses a button by its name as soon as it is there. */
const press = (page: Page, name: string) =>
  until(
    () =>
      page.evaluate((wanted) => {
        const buttons = [...document.querySelectorAll<HTMLButtonElement>('main button:enabled')];
        const found = buttons.find(({ textContent }) => textContent === wanted);
        found?.click();
        return found ? true : null;
      }, name),
    `the button "${name}"`,
  );

describe.skipIf(missing)(`export, report and note in Firefox${missing ? ` (${missing})` : ''}`, () => {
  let firefox: Firefox;
  beforeAll(async () => {
    firefox = await launchFirefox();
    await firefox.setSettings({ language: 'da' });
    const page = await firefox.dashboard('/exchange/import');
    await until(() => page.evaluate(() => document.querySelector('input[type="file"]') && true), 'the choice of files');
    await page.evaluate(
      (content) => {
        const data = new DataTransfer();
        data.items.add(new File([content], 'log.jsonl'));
        const input = document.querySelector<HTMLInputElement>('input[type="file"]');
        if (input) input.files = data.files;
        input?.dispatchEvent(new Event('change', { bubbles: true }));
      },
      await textOf(someRecords(25)),
    );
    await press(page, 'Importér');
    await pageSays(page, 'Importen er færdig.');
    await page.close();
  });
  afterAll(() => firefox?.close());

  async function exportPage(format: string): Promise<Page> {
    const page = await firefox.dashboard('/exchange');
    await until(() => page.evaluate(() => document.querySelector('main input[name="format"]') && true), 'the formats');
    await catchSaved(page);
    await page.evaluate((wanted) => {
      const labels = [...document.querySelectorAll('label')];
      labels.find(({ textContent }) => textContent?.includes(wanted))?.click();
    }, format);
    await press(page, 'Hent filen');
    return page;
  }

  it('saves the Danish table', async () => {
    const page = await exportPage('andre regneark');
    const { name, bytes } = await savedBytes(page);
    expect(name).toBe('groent-lys-poster-2026-03-01--2026-03-01-excel.csv');
    // The mark by which Excel knows UTF-8.
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(parseCsv(new TextDecoder().decode(bytes), ';')).toHaveLength(26);
    await page.close();
  });

  it('saves the workbook', async () => {
    const page = await exportPage('Excel (XLSX)');
    const { name, bytes } = await savedBytes(page);
    expect(name).toBe('groent-lys-poster-2026-03-01--2026-03-01.xlsx');
    const sheet = new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml']);
    expect(sheet.match(/<row /g)).toHaveLength(26);
    await page.close();
  });

  it('opens the report with its charts drawn, and the green note of a tender with every decision', async () => {
    const report = await firefox.dashboard('/report?period=own&from=2026-01-01&to=2026-12-31');
    await until(
      () =>
        report.evaluate(() => {
          const charts = [...document.querySelectorAll('.report-chart')].map((chart) => chart.querySelector('img'));
          const isDrawn = charts.length > 0 && charts.every((picture) => picture?.complete && picture.naturalWidth > 0);
          return isDrawn || null;
        }),
      'the report with its charts',
    );
    await pageSays(report, 'Sådan er tallene lavet');
    await report.close();

    const note = await firefox.dashboard(`/note/${uuidOf(1)}`);
    await pageSays(note, 'Udbud af proc-1');
    const rows = await note.evaluate(() => document.querySelectorAll('.note-table tbody tr:not(.note-area)').length);
    expect(rows).toBe(20);
    await note.close();
  });
});
