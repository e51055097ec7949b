import type { JournalStep } from '../bench/journal-steps.ts';
import { type FilledJournal, inPage } from './filled-journals.ts';

/** One thing done on a journal of one size: median milliseconds of the product and of the plain way. */
export interface JournalRow {
  name: string;
  /** Decisions in the journal. */
  decisions: number;
  own: number;
  /** `fails` where the plain way ends without a result, for want of memory; null where there is none to compare with. */
  plain: number | 'fails' | null;
}

/** Runs the steps on a filled journal, in their order. */
export async function benchJournal(
  { chromium, script, plan, decisions, tell }: FilledJournal,
  steps: readonly JournalStep[],
): Promise<JournalRow[]> {
  const rows: JournalRow[] = [];
  for (const { name, own, plain } of steps) {
    tell(`${name} …`);
    const took = await inPage(chromium, script, (page) => own(page, plan));
    const failed = (error: unknown) => {
      tell(`the plain way fails: ${error instanceof Error ? error.message : error}`);
      return 'fails' as const;
    };
    const beside = plain && (await inPage(chromium, script, (page) => plain(page, plan)).catch(failed));
    const row: JournalRow = { name, decisions, own: took, plain: beside };
    // Said at once too: a large journal takes long, and what was measured must not go with what comes after.
    tell(JSON.stringify(row));
    rows.push(row);
  }
  return rows;
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
      typeof plain === 'number' ? `${plain.toFixed(1)} ms` : (plain ?? ''),
      typeof plain === 'number' ? `${(plain / own).toFixed(1)} x` : '',
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
