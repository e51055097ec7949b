import 'fake-indexeddb/auto';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ExportFormatName } from '../../../lib/exchange/export/formats.ts';
import { formatNamed } from '../../../lib/exchange/export/formats.ts';
import type { ExportProgress, ExportSource } from '../../../lib/exchange/export/job.ts';
import { nameOfExport, runExport } from '../../../lib/exchange/export/run.ts';
import type { LogFilter } from '../../../lib/log/find/queries.ts';
import { batchOf, mergeRevisions } from '../../../lib/log/merge/merge.ts';
import { daysOf } from '../../../lib/reporting/export-meta.ts';
import { freshJournal } from '../log/sample.ts';
import { exported, exportSource } from './export-source.ts';
import { revisionOf, sightingOf } from './sample-file.ts';

/** Those that are text, or hold text in a zip file; a Parquet table is looked into by its own test. */
const readable = ['xlsx', 'danish', 'json', 'jsonl', 'machine'] as const satisfies readonly ExportFormatName[];

const textOf = (name: ExportFormatName, bytes: Uint8Array): string => {
  const decode = (part: Uint8Array) => new TextDecoder().decode(part);
  return name === 'xlsx' ? Object.values(unzipSync(bytes)).map(decode).join('\n') : decode(bytes);
};

describe('an export', () => {
  /** A log of a few decisions, and one of several batches. */
  let small: ExportSource;
  let large: ExportSource;
  beforeAll(async () => {
    small = await logOf(10);
    large = await logOf(2_300);
  }, 120_000);

  async function logOf(decisions: number): Promise<ExportSource> {
    const journal = freshJournal();
    const revisions = Array.from({ length: decisions }, (_, place) =>
      revisionOf(1_000 + place, 1 + (place % 5), {
        lotId: String(place),
        day: place < 2_000 ? '2026-03-01' : '2026-05-01',
        author: 'pseudonym-x',
      }),
    );
    await mergeRevisions(journal, batchOf({ sightings: [1, 2, 3, 4, 5].map((n) => sightingOf(n)), revisions }));
    return exportSource(journal);
  }

  const run = (
    source: ExportSource,
    name: ExportFormatName,
    sink: (part: string | Uint8Array) => void,
    signal: AbortSignal,
  ) => {
    const progress: ExportProgress[] = [];
    const written = runExport(
      formatNamed(name),
      source,
      { filter: { from: '2026-03-01', to: '2026-03-31' }, filterText: 'marts', author: false },
      sink,
      { signal, onProgress: (step) => progress.push(step) },
    );
    return { progress, written };
  };

  test('counts first and says how far it is, and writes the chosen part alone', async () => {
    const { progress, written } = run(large, 'machine', () => undefined, new AbortController().signal);
    expect(await written).toEqual({ records: 2_000, completeness: 1 });
    expect(progress.filter(({ step }) => step === 'counting').at(-1)).toEqual({
      step: 'counting',
      done: 2_000,
      total: null,
    });
    expect(progress.filter(({ step }) => step === 'writing').map(({ done, total }) => [done, total])).toEqual([
      [1_000, 2_000],
      [2_000, 2_000],
    ]);
  });

  test('says how far a workbook is after its decisions, too', async () => {
    const { progress, written } = run(small, 'xlsx', () => undefined, new AbortController().signal);
    await written;
    const after = progress.filter(({ step }) => step === 'procedures' || step === 'figures');
    expect(after).toEqual([
      { step: 'procedures', done: 5, total: 5 },
      { step: 'figures', done: 0, total: null },
    ]);
    expect(progress.slice(-2)).toEqual(after);
  });

  test('has the figures that others ask for in a workbook, unless it is of one area alone', async () => {
    const schemes = ['FN’s verdensmål 12.7.1', 'Den danske måling fra 2013', 'SIGMA (OECD og EU)'];
    const sheet = async (filter: LogFilter | null) => textOf('xlsx', await exported(small, 'xlsx', { filter }));
    const whole = await sheet(null);
    for (const scheme of [...schemes, 'Norges regel om 30 procent', 'Hvad der mangler'])
      expect(whole).toContain(scheme);
    const part = await sheet({ area: 'it' });
    for (const scheme of schemes) expect(part).not.toContain(scheme);
  });

  test.each(readable)('ends with the reason given as soon as it is cancelled: %s', async (name) => {
    const stop = new AbortController();
    const parts: unknown[] = [];
    const { written } = run(
      small,
      name,
      (part) => {
        parts.push(part);
        stop.abort(new Error('enough'));
      },
      stop.signal,
    );
    await expect(written).rejects.toThrow('enough');
    expect(parts).toHaveLength(1);
  });

  test('leaves out what was decided after it was counted', async () => {
    let added: Promise<unknown> | null = null;
    const lines: string[] = [];
    const { written } = run(
      large,
      'machine',
      (part) => {
        // Sorts behind all others, so that the walk would come by it.
        const late = revisionOf(900_000, 1, { lotId: 'late', recordId: 'ffffffff-0000-4000-8000-000000000000' });
        added ??= mergeRevisions(large.journal, batchOf({ revisions: [late] }));
        lines.push(...String(part).trim().split('\r\n'));
      },
      new AbortController().signal,
    );
    expect((await written).records).toBe(2_000);
    await added;
    expect(lines).toHaveLength(2_001);
  });

  test.each(readable)('names nobody unless the user asked for it: %s', async (name) => {
    expect(textOf(name, await exported(small, name))).not.toContain('pseudonym-x');
    expect(textOf(name, await exported(small, name, { author: true }))).toContain('pseudonym-x');
  });

  test('is named after the days of the filter, else of the log, else today', async () => {
    const format = formatNamed('xlsx');
    const { journal } = large;
    const days = await daysOf(journal, { from: '2026-01-01', to: '2026-06-30' });
    expect(nameOfExport(format, large, days)).toBe('groent-lys-poster-2026-01-01--2026-06-30.xlsx');
    expect(nameOfExport(format, large, await daysOf(journal, {}))).toBe(
      'groent-lys-poster-2026-03-01--2026-05-01.xlsx',
    );
    expect(nameOfExport(format, large, await daysOf(freshJournal(), {}))).toBe('groent-lys-poster-2026-11-22.xlsx');
  });
});
