import type { Catalogue } from '../../lib/targets/apply-policy.ts';
import { benchUnits, benchYear, journalSteps } from '../bench/journal-steps.ts';
import { launchChromium } from '../e2e/harness/chromium.ts';
import { longCall } from '../e2e/harness/long-call.ts';
import { type JournalPlan, madeOf } from '../fixtures/large-journal.ts';
import { root } from './built.ts';
import { bundle } from './bundle.ts';

/** One thing done on a journal of one size: median milliseconds of the product and of the plain way. */
export interface JournalRow {
  name: string;
  /** Decisions in the journal. */
  decisions: number;
  own: number;
  /** Null where there is no plain way to compare with. */
  plain: number | null;
}

const decisionsEach = 4.2;

/** Fills the shipped extension's journal to each size and runs every step on it; one browser a size. */
export async function benchJournal(data: Catalogue, sizes: readonly number[]): Promise<JournalRow[]> {
  const script = await bundle(`${root}/test/bench/journal.ts`, 'bench');
  const rows: JournalRow[] = [];
  const tell = (words: string) => process.stderr.write(`${words}\n`);
  for (const size of sizes) {
    tell(`filling a journal of ${size.toLocaleString('en')} decisions …`);
    const chromium = await launchChromium();
    try {
      await chromium.setSettings({ language: 'da', unit: '' });
      const page = await chromium.dashboard('/settings');
      await page.evaluate(script);
      const decisions = await longCall(page, 'fill', planOf(data, size));
      if (typeof decisions !== 'number') throw new Error('the journal could not be filled');
      // Once is enough: all sizes are filled by the same code.
      if (size === Math.min(...sizes)) {
        const wrong = (await longCall(page, 'differences')) as string[];
        if (wrong.length > 0) throw new Error(`filled wrongly: ${wrong.slice(0, 5).join(', ')}`);
      }
      for (const { name, own, plain, asked } of journalSteps) {
        if (asked !== undefined && !process.argv.includes(asked)) continue;
        tell(`${name} …`);
        rows.push({
          name,
          decisions,
          own: await own(page, planOf(data, size)),
          plain: plain && (await plain(page, planOf(data, size))),
        });
      }
    } finally {
      await chromium.closeQuietly();
    }
  }
  return rows;
}

/** A journal of about so many decisions, over two years. */
export function planOf(data: Catalogue, size: number): JournalPlan {
  return {
    procedures: Math.round(size / decisionsEach),
    from: `${benchYear - 1}-01-01`,
    to: `${benchYear}-11-20`,
    units: benchUnits,
    ...madeOf(data),
  };
}

/** The table of one run; the last column is how much longer the product takes than on the smallest journal. */
export function printJournal(rows: readonly JournalRow[]): void {
  const smallest = Math.min(...rows.map(({ decisions }) => decisions));
  const lines = rows.map(({ name, decisions, own, plain }) => {
    const base = rows.find((row) => row.name === name && row.decisions === smallest)?.own ?? own;
    return [
      name,
      decisions.toLocaleString('en'),
      `${own.toFixed(1)} ms`,
      plain === null ? '' : `${plain.toFixed(1)} ms`,
      plain === null ? '' : `${(plain / own).toFixed(1)} x`,
      `${(own / base).toFixed(2)} x`,
    ];
  });
  const table = [['journal', 'decisions', 'ours', 'plain', 'plain / ours', 'of the smallest'], ...lines];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  }
}
