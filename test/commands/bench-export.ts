import type { Browser, Page } from 'puppeteer';
import { type ExportFormatName, exportFormats } from '../../lib/exchange/export/formats.ts';
import type { Written } from '../bench/export.ts';
import { until } from '../e2e/harness/until.ts';
import { memoryOf, watchMemory } from './browser-memory.ts';
import { root } from './built.ts';
import { bundle } from './bundle.ts';
import type { FilledJournal } from './filled-journals.ts';

/** One format written once from a journal of one size. */
export interface ExportRow {
  format: ExportFormatName | 'plain';
  decisions: number;
  /** Median milliseconds from the user's choice of a place to the closed file. */
  milliseconds: number;
  bytes: number;
  /** The most memory that the browser held meanwhile over what it held before, in MB; null where the system does not say. */
  peak: number | null;
}

const hour = 3_600_000;

/** Times each is written; the median counts. A large journal takes minutes, and once is enough to see a growth. */
const roundsOf = (size: number) => (size > 50_000 ? 1 : 3);

/**
 * Exports the shipped extension's journal in every format, on its own page in Chromium. The file goes to a place that
 * counts its bytes and forgets them, so that the disk says nothing; beside it the plainest way there is: the rows of the
 * log read in batches, each as a line of JSON, into the same place.
 */
export async function benchExport({ chromium, decisions, tell }: FilledJournal): Promise<ExportRow[]> {
  const place = await bundle(`${root}/test/bench/export.ts`, 'benchExport');
  const rows: ExportRow[] = [];
  for (const format of ['plain', ...exportFormats.map(({ name }) => name)] as const) {
    const runs: Omit<ExportRow, 'format' | 'decisions'>[] = [];
    for (let round = 0; round < roundsOf(decisions); round += 1) {
      // A page of its own each time: nothing is left of the last one.
      const page = await chromium.dashboard('/exchange');
      await page.evaluate(place);
      runs.push(await measured(chromium.browser, page, format));
      await page.close();
    }
    const [median] = runs.sort((a, b) => a.milliseconds - b.milliseconds).slice(Math.floor(runs.length / 2));
    if (!median) continue;
    rows.push({ format, decisions, ...median });
    tell(`${format}: ${(median.milliseconds / 1000).toFixed(1)} s, ${median.peak?.toFixed(0) ?? '?'} MB`);
  }
  return rows;
}

async function measured(
  browser: Browser,
  page: Page,
  format: ExportRow['format'],
): Promise<Omit<ExportRow, 'format' | 'decisions'>> {
  await page.waitForSelector('main input[name="format"]');
  await page.evaluate('benchExport.countBytes()');
  if (format !== 'plain') {
    const place = exportFormats.findIndex(({ name }) => name === format);
    await page.evaluate(
      (at) => document.querySelectorAll<HTMLInputElement>('input[name="format"]')[at]?.click(),
      place,
    );
  }
  const before = await memoryOf(browser);
  const memory = watchMemory(browser);
  if (format === 'plain') await page.evaluate('benchExport.plainLines()');
  else await page.click('.button.primary');
  // Asked now and then: a call into a page that waits for something there is given three minutes.
  const over = () =>
    page.evaluate(() => {
      const { written } = globalThis as unknown as { written: Written };
      const problem = document.querySelector('.problem')?.textContent ?? null;
      return written.end > 0 || problem !== null ? { ...written, problem } : null;
    });
  const { start, end, bytes, problem } = await until(over, `the file as ${format}`, hour, 250);
  if (problem !== null) throw new Error(`${format}: ${problem}`);
  const most = await memory.end();
  return { milliseconds: end - start, bytes, peak: before === null || most === null ? null : most - before };
}

/** The table of one run, each format beside the plain lines of the same journal. */
export function printExport(rows: readonly ExportRow[]): void {
  const ratio = (value: number | null, plain: number | null) =>
    value === null || plain === null || plain <= 0 ? '' : `${(value / plain).toFixed(2)} x`;
  const lines = rows.map(({ format, decisions, milliseconds, bytes, peak }) => {
    const plain = rows.find((row) => row.format === 'plain' && row.decisions === decisions);
    return [
      format,
      decisions.toLocaleString('en'),
      `${(milliseconds / 1000).toFixed(2)} s`,
      ratio(milliseconds, plain?.milliseconds ?? null),
      peak === null ? '' : `${peak.toFixed(0)} MB`,
      ratio(peak, plain?.peak ?? null),
      `${(bytes / 1e6).toFixed(1)} MB`,
    ];
  });
  const table = [['export', 'decisions', 'time', 'of plain', 'peak memory', 'of plain', 'file'], ...lines];
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  }
}
