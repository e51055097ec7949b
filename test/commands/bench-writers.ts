import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { exportFormats } from '../../lib/exchange/export/formats.ts';
import type { WriterRun } from '../bench/export-writers.ts';
import type { ExportRow } from './bench-export.ts';
import { root } from './built.ts';

const run = promisify(execFile);

/** One decision more than a sheet has rows for, and then some, so that a workbook goes on in a second sheet. */
const overOneSheet = 1_100_000;

/** The writers by themselves, and the workbook that does not fit into one sheet. */
export interface WriterRows {
  rows: ExportRow[];
  /** Rows of each sheet of the workbook that is too large for one, as they were read back. */
  sheets: number[];
}

/**
 * Every writer of the export by itself, each in a process of its own: what the journal and the browser cost is left out,
 * so that a million decisions end in minutes. Beside them the plainest way, as in the page.
 */
export async function benchWriters(sizes: readonly number[]): Promise<WriterRows> {
  const rows: ExportRow[] = [];
  for (const decisions of sizes) {
    for (const format of ['plain', ...exportFormats.map(({ name }) => name)] as const) {
      rows.push({ format, decisions, ...(await writer(format, decisions)) });
    }
  }
  const { sheets } = await writer('xlsx', overOneSheet);
  return { rows, sheets: sheets ?? [] };
}

async function writer(format: ExportRow['format'], decisions: number): Promise<WriterRun> {
  const script = `${root}/test/bench/export-writers.ts`;
  const { stdout } = await run(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', script, format, String(decisions)],
    { cwd: root },
  );
  const result = JSON.parse(stdout) as WriterRun;
  process.stderr.write(`${format}, ${decisions.toLocaleString('en')}: ${(result.milliseconds / 1000).toFixed(1)} s\n`);
  return result;
}
