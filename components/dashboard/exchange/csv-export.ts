import type { Translator } from '../../../lib/i18n.ts';
import { eachDecision } from '../../../lib/log/find/queries.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import { type CodeList, type CsvDialect, csvFileName, csvParts } from '../../../lib/reporting/csv.ts';
import { areaName, contentIn, type House } from '../house.ts';
import { codeName } from '../overview/codes.ts';
import { completenessOf, type ExportFile, type ExportProgress, type ExportRequest } from './export-request.ts';

interface CsvRequest extends ExportRequest {
  dialect: CsvDialect;
}

/**
 * Writes the part of the log that a filter chooses. The log is walked twice, batch by batch: every row carries how many
 * there are, and no table is ever held whole. The journal may grow meanwhile: what was counted is what is written.
 * @param texts texts of the namespaces `common`, `decision`, `dashboard` and `csv`
 * @throws the signal's reason when the export was cancelled
 */
export async function exportCsv(
  house: House,
  texts: Translator,
  request: CsvRequest,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportFile> {
  const { journal, data, edge } = house;
  const { dialect } = request;
  const filter = request.filter ?? {};
  const { from, to } = filter;
  const completeness = await completenessOf(house, filter);

  let records = 0;
  for await (const rows of eachDecision(journal, filter)) {
    signal.throwIfAborted();
    records += rows.length;
    onProgress({ step: 'counting', done: records, total: null });
  }
  const now = new Date();
  const parts = csvParts(upTo(eachDecision(journal, filter), records, signal, onProgress), {
    dialect,
    header: (column) => texts(`csv.${column}`),
    code: (list, code) => wordFor(house, texts, list, code),
    yes: texts('decision.yes'),
    no: texts('decision.no'),
    author: request.author,
    meta: {
      from: from ?? null,
      to: to ?? null,
      filter: request.filterText,
      records,
      completeness,
      exportedAt: now,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      toolVersion: edge.toolVersion,
      dataVersion: data.version,
    },
  });
  const chunks: Blob[] = [];
  for await (const part of parts) {
    signal.throwIfAborted();
    // Bytes in a Blob may go to disk; the text would stay in memory.
    chunks.push(new Blob([part]));
  }
  return {
    blob: new Blob(chunks, { type: 'text/csv;charset=utf-8' }),
    name: csvFileName(house.today, texts('csv.fileTitle'), dialect),
    records,
    completeness,
  };
}

/** The rows that were counted and none that came after, with a word on how far it is. */
async function* upTo(
  batches: AsyncGenerator<CurrentRow[]>,
  records: number,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): AsyncGenerator<CurrentRow[]> {
  let done = 0;
  for await (const rows of batches) {
    signal.throwIfAborted();
    const counted = rows.slice(0, records - done);
    done += counted.length;
    yield counted;
    onProgress({ step: 'writing', done, total: records });
    if (done === records) return;
  }
}

const prefixes: Partial<Record<CodeList, string>> = {
  verdict: 'verdict',
  kind: 'csv.kindOf',
  reason: 'reason',
  placement: 'placement',
  phase: 'phase',
  valueLevel: 'csv.valueLevel',
  evidenceKind: 'evidenceKind',
  strategic: 'csv.strategic',
  contractType: 'decision.contractType',
};

/** A code in words. The lists of `prefixes` are closed by the journal's schema, so each code has its text. */
function wordFor(house: House, texts: Translator, list: CodeList, code: string): string {
  if (list === 'area') return areaName(house, code);
  if (list === 'ecolabel') {
    const label = house.data.ecolabels.find(({ id }) => id === code);
    return label ? contentIn(label.name, texts.locale).text : code;
  }
  if (list === 'goal' || list === 'gpp') return codeName(list, code, texts);
  const prefix = prefixes[list];
  return prefix === undefined ? code : texts(`${prefix}.${code}`);
}
