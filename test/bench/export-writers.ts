import 'fake-indexeddb/auto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Unzip, UnzipInflate } from 'fflate';
import { type ExportFormatName, type FileParts, formatNamed } from '../../lib/exchange/export/formats.ts';
import { type ExportJob, exportNamespaces } from '../../lib/exchange/export/job.ts';
import { packageParts } from '../../lib/exchange/export/write-ocds.ts';
import type { FileHeader, FileRecord } from '../../lib/exchange/format.ts';
import { fileParts } from '../../lib/exchange/write-file.ts';
import { createTranslator } from '../../lib/i18n.ts';
import { openJournal } from '../../lib/log/database.ts';
import type { ProcedureWithRows } from '../../lib/log/find/each-procedure.ts';
import type { Sighting } from '../../lib/log/record-schema.ts';
import { derive } from '../../lib/log/rollups/derive.ts';
import type { CurrentRow } from '../../lib/log/rows.ts';
import type { Revision } from '../../lib/log/schema.ts';
import { sightingOf } from '../../lib/log/upgrade.ts';
import { compileOcdsCheck } from '../../lib/reporting/ocds/compile-check.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { device, madeOf, makeJournal } from '../fixtures/large-journal.ts';

/**
 * One writer of the export by itself, in a process of its own: decisions are made as they are asked for, so that neither
 * a journal nor a browser is measured. Called as `FORMAT DECISIONS`; prints one `WriterRun` as JSON.
 */
export interface WriterRun {
  /** Time that the process ran, all its threads together: what else the machine does says nothing. */
  milliseconds: number;
  bytes: number;
  /** The most memory that the process held while writing over what it held before, in MB. */
  peak: number;
  /** Rows of each sheet of a workbook, read back from the file, the header among them; null for other formats. */
  sheets: number[] | null;
}

/** Tenders made beforehand and told again and again under other ids. */
const known = 500;
/** Decisions asked for at once, as the journal gives them. */
const batchSize = 1_000;

interface Told extends ProcedureWithRows {
  sighting: Sighting;
  revisions: readonly Revision[];
}

const root = new URL('../../', import.meta.url);
const uuidOf = (group: number, number: number) =>
  `00000000-0000-4000-8${String(group).padStart(3, '0')}-${String(number).padStart(12, '0')}`;

async function jobOf(decisions: number): Promise<Omit<ExportJob, 'rows'>> {
  const texts = await Promise.all(
    exportNamespaces.map(async (name) => JSON.parse(await readFile(new URL(`locales/da/${name}.json`, root), 'utf8'))),
  );
  const data = await loadTargets(fileURLToPath(new URL('targets/', root)));
  const now = new Date();
  const meta = { from: null, to: null, filter: '', records: decisions, completeness: 1, exportedAt: now };
  return {
    journal: openJournal({ name: 'empty' }),
    data,
    texts: createTranslator('da', Object.assign({}, ...texts)),
    today: now.toISOString().slice(0, 10),
    now,
    timezone: 'Europe/Copenhagen',
    toolVersion: '0.0.0',
    device,
    request: { filter: null, filterText: '', author: false },
    meta: { ...meta, timezone: 'Europe/Copenhagen', toolVersion: '0.0.0', dataVersion: data.version },
    days: null,
    signal: new AbortController().signal,
    wrote: () => undefined,
    tell: () => undefined,
  };
}

function toldOf({ data }: Pick<ExportJob, 'data'>): Told[] {
  const plan = { from: '2025-01-01', to: '2026-11-20', units: ['Indkøb', 'Børn og Unge', 'Teknik'], ...madeOf(data) };
  return [...makeJournal({ ...plan, procedures: known })].flatMap(({ procedure, revisions, tips }) => {
    const sighting = sightingOf(procedure, device);
    const derived = derive({ sightings: [sighting], revisions, baseline: [], tips });
    if (!derived.procedure || derived.rows.length === 0) return [];
    return [{ procedure: derived.procedure, rows: derived.rows, open: [], sighting, revisions }];
  });
}

/** Tenders with so many decisions in all, in batches of about the usual size. */
async function* toldAgain(told: readonly Told[], decisions: number): AsyncGenerator<Told[]> {
  let batch: Told[] = [];
  let waiting = 0;
  let made = 0;
  for (let number = 0; made < decisions; number += 1) {
    const one = told[number % told.length] as Told;
    const id = uuidOf(0, number);
    const most = Math.min(one.rows.length, decisions - made);
    const first = made;
    batch.push({
      ...one,
      procedure: { ...one.procedure, id, members: [id] },
      sighting: { ...one.sighting, id },
      rows: one.rows.slice(0, most).map((row, place) => ({ ...row, ...idsOf(first + place, id) })),
      revisions: one.revisions.slice(0, most).map((row, place) => ({ ...row, ...idsOf(first + place, id) })),
    });
    made += most;
    waiting += most;
    if (waiting < batchSize) continue;
    yield batch;
    batch = [];
    waiting = 0;
  }
  if (batch.length > 0) yield batch;
}

const idsOf = (number: number, procedureId: string) => ({
  id: uuidOf(1, number),
  recordId: uuidOf(2, number),
  procedureId,
});

async function* rowsOf(batches: AsyncIterable<readonly Told[]>): AsyncGenerator<CurrentRow[]> {
  for await (const batch of batches) yield batch.flatMap(({ rows }) => rows);
}

async function* recordsOf(batches: AsyncIterable<readonly Told[]>): AsyncGenerator<FileRecord[]> {
  for await (const batch of batches) {
    yield batch.flatMap(({ sighting, revisions }): FileRecord[] => [
      { type: 'sighting', data: sighting },
      ...revisions.map((data): FileRecord => ({ type: 'revision', data })),
    ]);
  }
}

async function* plainLines(batches: AsyncIterable<readonly CurrentRow[]>): AsyncGenerator<string> {
  for await (const rows of batches) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

async function partsOf(
  format: ExportFormatName | 'plain',
  job: Omit<ExportJob, 'rows'>,
  batches: AsyncIterable<readonly Told[]>,
): Promise<FileParts> {
  if (format === 'plain') return plainLines(rowsOf(batches));
  if (format === 'ocds') return packageParts(batches, { ...job, rows: () => rowsOf(batches) }, compileOcdsCheck());
  if (format === 'json' || format === 'jsonl') return fileParts(headerOf(job), recordsOf(batches), format);
  const write = await formatNamed(format).write();
  return write({ ...job, rows: () => rowsOf(batches) });
}

function headerOf({ now, timezone, data }: Omit<ExportJob, 'rows'>): FileHeader {
  return {
    ...{ format: 'groent-lys', version: 1, content: 'export', exportedAt: now.toISOString(), timezone, device },
    ...{ tool: { version: '0.0.0', data: data.version }, scope: null, completeness: 1, authors: false },
  };
}

/** Rows of each sheet, without ever holding one. */
async function rowsBySheet(path: string): Promise<number[]> {
  const counts = new Map<string, number>();
  const unzip = new Unzip((file) => {
    if (!file.name.startsWith('xl/worksheets/')) return;
    const decoder = new TextDecoder();
    let rest = '';
    file.ondata = (error, chunk) => {
      if (error) throw error;
      const text = rest + decoder.decode(chunk, { stream: true });
      counts.set(file.name, (counts.get(file.name) ?? 0) + text.split('<row ').length - 1);
      rest = text.slice(Math.max(0, text.lastIndexOf('>') + 1)).slice(-4);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for await (const chunk of createReadStream(path)) unzip.push(chunk as Uint8Array);
  unzip.push(new Uint8Array(), true);
  return [...counts.values()];
}

async function run(format: ExportFormatName | 'plain', decisions: number): Promise<WriterRun> {
  const job = await jobOf(decisions);
  const parts = await partsOf(format, job, toldAgain(toldOf(job), decisions));
  const folder = format === 'xlsx' ? await mkdtemp(join(tmpdir(), 'groent-lys-sheets-')) : null;
  const file = folder && createWriteStream(join(folder, 'poster.xlsx'));
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let [most, bytes] = [before, 0];
  const start = process.cpuUsage();
  const encoder = new TextEncoder();
  for await (const part of parts) {
    const piece = typeof part === 'string' ? encoder.encode(part) : part;
    bytes += piece.length;
    if (file && !file.write(piece)) await new Promise<void>((resolve) => file.once('drain', resolve));
    most = Math.max(most, process.memoryUsage.rss());
  }
  const { user, system } = process.cpuUsage(start);
  if (file) await new Promise<void>((resolve) => file.end(resolve));
  const sheets = folder === null ? null : await rowsBySheet(join(folder, 'poster.xlsx'));
  if (folder) await rm(folder, { recursive: true });
  return { milliseconds: (user + system) / 1000, bytes, peak: (most - before) / 1e6, sheets };
}

const [format = 'plain', decisions = '0'] = process.argv.slice(2);
console.log(JSON.stringify(await run(format as ExportFormatName | 'plain', Number(decisions))));
