import { readdir, readFile } from 'node:fs/promises';
import type { Browser, Page } from 'puppeteer';
import { type ExportFormatName, exportFormats } from '../../lib/exchange/export/formats.ts';
import type { Catalogue } from '../../lib/targets/apply-policy.ts';
import { launchChromium } from '../e2e/harness/chromium.ts';
import { longCall } from '../e2e/harness/long-call.ts';
import { planOf } from './bench-journal.ts';
import { root } from './built.ts';
import { bundle } from './bundle.ts';

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

/** Times each is written; the median counts. A million takes minutes, and once is enough to see a growth. */
const roundsOf = (size: number) => (size > 500_000 ? 1 : 3);

/**
 * Exports the shipped extension's journal in every format, on its own page in Chromium. The file goes to a place that
 * counts its bytes and forgets them, so that the disk says nothing; beside it the plainest way there is: the rows of the
 * log read in batches, each as a line of JSON, into the same place.
 */
export async function benchExport(data: Catalogue, sizes: readonly number[]): Promise<ExportRow[]> {
  const script = await bundle(`${root}/test/bench/journal.ts`, 'bench');
  const place = await bundle(`${root}/test/bench/export.ts`, 'benchExport');
  const rows: ExportRow[] = [];
  for (const size of sizes) {
    const chromium = await launchChromium();
    try {
      await chromium.setSettings({ language: 'da', unit: '' });
      const filling = await chromium.dashboard('/settings');
      await filling.evaluate(script);
      const decisions = await longCall(filling, 'fill', planOf(data, size));
      if (typeof decisions !== 'number') throw new Error('the journal could not be filled');
      await filling.close();
      for (const format of ['plain', ...exportFormats.map(({ name }) => name)] as const) {
        const runs: Omit<ExportRow, 'format' | 'decisions'>[] = [];
        for (let round = 0; round < roundsOf(size); round += 1) {
          // A page of its own each time: nothing is left of the last one.
          const page = await chromium.dashboard('/exchange');
          await page.evaluate(place);
          runs.push(await measured(chromium.browser, page, format));
          await page.close();
        }
        const [median] = runs.sort((a, b) => a.milliseconds - b.milliseconds).slice(Math.floor(runs.length / 2));
        if (median) rows.push({ format, decisions, ...median });
      }
    } finally {
      await chromium.closeQuietly();
    }
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
  const done = await page.waitForFunction('globalThis.written?.end && globalThis.written', { timeout: 0, polling: 50 });
  const { start, end, bytes } = (await done.jsonValue()) as { start: number; end: number; bytes: number };
  const most = await memory.end();
  return { milliseconds: end - start, bytes, peak: before === null || most === null ? null : most - before };
}

/** Samples the memory of all processes of the browser until `end`, which says the most of them. */
function watchMemory(browser: Browser): { end: () => Promise<number | null> } {
  let most: number | null = null;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const now = await memoryOf(browser);
      if (now !== null) most = Math.max(most ?? 0, now);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      return most;
    },
  };
}

/** Resident memory of the browser and all its processes in MB; null where there is no /proc. */
async function memoryOf(browser: Browser): Promise<number | null> {
  const group = browser.process()?.pid;
  const numbers = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (group === undefined || numbers.length === 0) return null;
  let pages = 0;
  for (const number of numbers) {
    const stat = await readFile(`/proc/${number}/stat`, 'utf8').catch(() => '');
    // Behind the name in brackets: state, parent, process group.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[2]) !== group) continue;
    const statm = await readFile(`/proc/${number}/statm`, 'utf8').catch(() => '0 0 0');
    const [, resident = 0, shared = 0] = statm.split(' ').map(Number);
    pages += resident - shared;
  }
  return (pages * 4096) / 1e6;
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
