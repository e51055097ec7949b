import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ExportFormatName, formatNamed } from '../../../lib/exchange/export/formats.ts';
import { type ExportRequest, type ExportSource, exportNamespaces } from '../../../lib/exchange/export/job.ts';
import { runExport } from '../../../lib/exchange/export/run.ts';
import { createTranslator, type Locale } from '../../../lib/i18n.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { loadTargets } from '../../../lib/targets/load.ts';
import { deviceA } from '../log/sample.ts';

const root = new URL('../../../', import.meta.url);

/** An export of a journal with the shipped packs and words, as of a fixed moment. */
export async function exportSource(journal: JournalDatabase, locale: Locale = 'da'): Promise<ExportSource> {
  const texts = await Promise.all(
    exportNamespaces.map(async (name) =>
      JSON.parse(await readFile(new URL(`locales/${locale}/${name}.json`, root), 'utf8')),
    ),
  );
  return {
    journal,
    data: await loadTargets(fileURLToPath(new URL('targets/', root))),
    texts: createTranslator(locale, Object.assign({}, ...texts)),
    today: '2026-11-22',
    now: new Date('2026-11-22T09:00:00Z'),
    timezone: 'Europe/Copenhagen',
    toolVersion: '0.1.0',
    device: deviceA,
  };
}

/** The whole of an exported file. */
export async function exported(
  source: ExportSource,
  name: ExportFormatName,
  request: Partial<ExportRequest> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: (string | Uint8Array<ArrayBuffer>)[] = [];
  await runExport(
    formatNamed(name),
    source,
    { filter: null, filterText: 'Alle beslutninger i loggen', author: false, ...request },
    (part) => void parts.push(part),
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
