import 'fake-indexeddb/auto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { formatNamed } from '../../lib/exchange/export/formats.ts';
import { type ExportSource, exportNamespaces } from '../../lib/exchange/export/job.ts';
import { ExportProblem } from '../../lib/exchange/export/problem.ts';
import { type FileSink, runExport } from '../../lib/exchange/export/run.ts';
import { ocdsWriter } from '../../lib/exchange/export/write-ocds.ts';
import { languageOf, type TableLanguage } from '../../lib/exchange/table/language.ts';
import { createTranslator, type Locale, locales } from '../../lib/i18n.ts';
import { openJournal } from '../../lib/log/database.ts';
import { daysOf } from '../../lib/reporting/export-meta.ts';
import { handIn } from '../../lib/reporting/hand-in/hand-in.ts';
import { handInFacts, handInNamespaces, handInTable } from '../../lib/reporting/hand-in/table.ts';
import { tableCsv } from '../../lib/reporting/hand-in/write-table.ts';
import { compileOcdsCheck } from '../../lib/reporting/ocds/compile-check.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { dayOf } from '../../lib/targets/validity.ts';
import { installLocks } from './node-locks.ts';
import { mergeFiles } from './report-journal.ts';
import { type ReportOptions, readOptions, UsageError, usage } from './report-options.ts';
import { settingsIn, withPolicy } from './report-organisation.ts';

/**
 * `npm run --silent report -- FILES… --format FORMAT`: merges exports of many organisations in memory and writes them in
 * any format, by the extension's own code. Says everything else on stderr.
 */
const root = new URL('../../', import.meta.url);
const binary = new Set(['xlsx', 'parquet']);

async function main(parameters: string[]): Promise<number> {
  const options = readOptions(parameters);
  if (options === null) {
    console.log(usage);
    return 0;
  }
  const { files, format, out, partial } = options;
  if (out === null && binary.has(format) && process.stdout.isTTY) {
    throw new UsageError(`${format} is no text; give --out FILE.`);
  }
  installLocks();
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const journal = openJournal({ name: 'report' });
  const { refused, merged } = await mergeFiles(journal, files, {
    partial,
    signal: stop.signal,
    languages: tableLanguages,
  });
  for (const line of refused) console.error(line);
  if (merged === 0) {
    console.error(`Nothing was written.${refused.length > 0 && !partial ? ' --partial goes on with the rest.' : ''}`);
    return 1;
  }
  const source = await sourceOf(options, journal);
  const records = await writeTo(out, (sink) => write(options, source, sink, stop.signal));
  const where = out === null ? '' : ` to ${out}`;
  console.error(`${counted(records, 'decision')} of ${counted(merged, 'file')} written${where}.`);
  if (options.format === 'ocds' && source.publication?.prefix === '') {
    console.error('Without --ocid-prefix the ocids are placeholders and must not be published.');
  }
  return 0;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

async function textsIn(locale: Locale) {
  const names = new Set([...exportNamespaces, ...handInNamespaces]);
  const files = await Promise.all(
    [...names].map(async (name) => JSON.parse(await readFile(new URL(`locales/${locale}/${name}.json`, root), 'utf8'))),
  );
  return createTranslator(locale, Object.assign({}, ...files));
}

/** Tables may come in the words of any language. */
async function tableLanguages(): Promise<TableLanguage[]> {
  const data = await loadTargets(fileURLToPath(new URL('targets/', root)));
  return Promise.all(locales.map(async (locale) => languageOf(await textsIn(locale), data)));
}

async function sourceOf(options: ReportOptions, journal: ExportSource['journal']): Promise<ExportSource> {
  const now = new Date();
  const packs = await loadTargets(fileURLToPath(new URL('targets/', root)));
  const { priorityAreas, organisation, ocidPrefix } = await settingsIn(options.settings);
  const { name, cvr, prefix } = options.publication;
  const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { version: string };
  return {
    journal,
    data: await withPolicy(packs, options.policy),
    texts: await textsIn(options.language),
    today: dayOf(now),
    now,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    toolVersion: version,
    device: crypto.randomUUID(),
    priorityAreas,
    publication: {
      publisher: { name: name ?? organisation.name, cvr: cvr ?? organisation.cvr },
      prefix: prefix ?? ocidPrefix,
    },
  };
}

/** Writes the chosen format. @returns the decisions in it */
async function write(options: ReportOptions, source: ExportSource, sink: FileSink, signal: AbortSignal) {
  const { format, filter, author } = options;
  if (format === 'indicators') return writeIndicators(options, source, sink);
  const named = formatNamed(format);
  // The build compiles the check for the browser; here it is compiled when it runs.
  const chosen = format === 'ocds' ? { ...named, write: async () => ocdsWriter(compileOcdsCheck()) } : named;
  const narrowed = Object.keys(filter).length > 0;
  const filterText = Object.entries(filter)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ');
  const request = { filter: narrowed ? filter : null, filterText, author };
  const { records } = await runExport(chosen, source, request, sink, { signal, onProgress: () => undefined });
  return records;
}

async function writeIndicators(options: ReportOptions, source: ExportSource, sink: FileSink): Promise<number> {
  const { filter, language } = options;
  const { journal, texts, data, toolVersion, today, priorityAreas = [] } = source;
  const days = await daysOf(journal, filter);
  const period = { ...(days ?? { from: today, to: today }), unit: filter.unit };
  const figures = await handIn(journal, period, priorityAreas);
  const facts = handInFacts(figures, { period, toolVersion, dataVersion: data.version, today }, texts);
  await sink(tableCsv(handInTable(figures, texts), facts, language === 'en' ? 'machine' : 'danish'));
  return figures.figures.find(({ id }) => id === 'sdgE')?.count ?? 0;
}

/** Runs work that writes; a file has its name only when it is whole. */
async function writeTo<T>(out: string | null, work: (sink: FileSink) => Promise<T>): Promise<T> {
  const part = out === null ? null : `${out}.part`;
  const stream = part === null ? process.stdout : createWriteStream(part);
  let failed: Error | null = null;
  stream.on('error', (error) => {
    failed = error;
  });
  const sink: FileSink = async (piece) => {
    if (failed) throw failed;
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
  };
  try {
    const result = await work(sink);
    if (part !== null && out !== null) {
      stream.end();
      await once(stream, 'close');
      if (failed) throw failed;
      await rename(part, out);
    }
    return result;
  } catch (error) {
    if (part !== null) {
      stream.destroy();
      await rm(part, { force: true });
    }
    throw error;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  } else {
    console.error(whyNotWritten(error));
    process.exitCode = 1;
  }
}

/** Why nothing was written, in a sentence; what nobody foresaw comes with its stack. */
function whyNotWritten(error: unknown): string {
  if (error instanceof ExportProblem) {
    const why =
      error.code === 'ocdsEmpty' ? 'there is nothing in it to write' : `it breaks the standard: ${error.detail}`;
    return `Nothing was written: ${why}.`;
  }
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code !== undefined) return `Nothing was written: ${message}.`;
  return stack ?? message;
}
