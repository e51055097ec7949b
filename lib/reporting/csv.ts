import type { CurrentRow } from '../log/rows.ts';
import { wallClock } from '../log/time.ts';
import { type CodeList, type CsvColumn, type CsvValue, csvColumns, csvValue } from './csv-columns.ts';
import type { ExportMeta } from './export-meta.ts';

export { type CodeList, type CsvColumn, csvColumns } from './csv-columns.ts';
export { parseCsv } from './csv-reader.ts';

/** `machine`: RFC 4180, for programs. `danish`: what a Danish Excel opens with a double click. */
export type CsvDialect = 'machine' | 'danish';

/** Columns that repeat the export's own facts on every row, so that the file stays one plain table. */
export const metaColumns = [
  'exportFrom',
  'exportTo',
  'exportFilter',
  'exportRecords',
  'exportCompleteness',
  'exportedAt',
  'exportToolVersion',
  'exportDataVersion',
] as const;
type MetaColumn = (typeof metaColumns)[number];

export interface CsvOptions {
  dialect: CsvDialect;
  /** Words for a column's header; the machine dialect keeps the English names and does not ask. */
  header(column: CsvColumn | MetaColumn): string;
  /** Words for a code; left out, and in the machine dialect, codes stay codes. */
  code?(list: CodeList, code: string): string;
  /** Words for yes and no in the Danish dialect. */
  yes?: string;
  no?: string;
  /** Includes the pseudonym of whoever decided. Off unless the user asks for it. */
  author?: boolean;
  meta: ExportMeta | null;
}

const byteOrderMark = '\uFEFF';
const lineEnd = '\r\n';
const listMark = '|';

/** Text that a spreadsheet would run as a formula; apostrophes before it count, so that reading back is exact. */
const formula = /^'*[=+\-@\t\r]/;

/** A text cell that no spreadsheet runs: formulas get a leading apostrophe. */
export function neutralise(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text that `neutralise` was given. */
export function restore(cell: string): string {
  return formula.test(cell) && cell.startsWith("'") ? cell.slice(1) : cell;
}

/** The items of a list cell, as they were joined. */
export function splitList(cell: string): string[] {
  if (cell === '') return [];
  const items = [''];
  for (const [part] of cell.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (part === listMark) items.push('');
    else items[items.length - 1] += part.length === 2 && part.startsWith('\\') ? part.slice(1) : part;
  }
  return items;
}

const joinList = (items: (string | null)[]) =>
  items.map((item) => (item ?? '').replace(/[\\|]/g, '\\$&')).join(listMark);

/** Ids that a spreadsheet would turn into a number or a date, and so lose zeros: "03111000", "12-3", "1.2". */
const looksLikeNumber = /^\d[\d .,/-]*$/;

/** An id as the text formula `="03111000"`, the only spelling that Excel keeps as text; digits and separators alone. */
function idCell(value: string, dialect: CsvDialect): string {
  return dialect === 'danish' && looksLikeNumber.test(value) ? `="${value}"` : neutralise(value);
}

/** The id in a cell, from either dialect. */
export function readId(cell: string): string {
  return /^="(\d[\d .,/-]*)"$/.exec(cell)?.[1] ?? restore(cell);
}

const danishDate = (day: string) => day.split('-').reverse().join('-');

function cellOf(value: CsvValue, { dialect, code, yes = 'ja', no = 'nej' }: CsvOptions): string {
  if (value.value === null) return '';
  const danish = dialect === 'danish';
  const word = (list: CodeList, item: string) => (danish && code ? code(list, item) : item);
  switch (value.kind) {
    case 'text':
      return neutralise(value.value);
    case 'id':
      return idCell(value.value, dialect);
    case 'number':
      return danish ? plainNumber(value.value).replace('.', ',') : plainNumber(value.value);
    case 'boolean':
      if (danish) return neutralise(value.value ? yes : no);
      return String(value.value);
    case 'date':
      return danish ? danishDate(value.value) : value.value;
    case 'time': {
      if (!danish) return value.value;
      const [day = '', clock = ''] = wallClock(new Date(value.value), value.timezone).split('T');
      return `${danishDate(day)} ${clock}`;
    }
    case 'code':
      return neutralise(word(value.list, value.value));
    case 'texts':
      return neutralise(joinList(value.value));
    case 'codes':
      return neutralise(joinList(value.value.map((item) => item && word(value.list, item))));
  }
}

/** A number without exponent or grouping, down to its last digit, so that it reads back as the same number. */
function plainNumber(value: number): string {
  const [shown = '', exponent] = String(value).split('e');
  if (exponent === undefined) return shown;
  const sign = value < 0 ? '-' : '';
  const [whole = '', fraction = ''] = shown.slice(sign.length).split('.');
  const digits = whole + fraction;
  // Numbers get an exponent from 22 digits on, and none has more than 17 of its own: the point never falls among them.
  const point = whole.length + Number(exponent);
  return point > 0 ? sign + digits.padEnd(point, '0') : `${sign}0.${'0'.repeat(-point)}${digits}`;
}

function metaValue(meta: ExportMeta, column: MetaColumn): CsvValue {
  switch (column) {
    case 'exportFrom':
      return { kind: 'date', value: meta.from };
    case 'exportTo':
      return { kind: 'date', value: meta.to };
    case 'exportFilter':
      return { kind: 'text', value: meta.filter };
    case 'exportRecords':
      return { kind: 'number', value: meta.records };
    case 'exportCompleteness':
      return { kind: 'number', value: meta.completeness === null ? null : Math.round(meta.completeness * 1e4) / 1e4 };
    case 'exportedAt':
      return { kind: 'time', value: meta.exportedAt.toISOString(), timezone: meta.timezone };
    case 'exportToolVersion':
      return { kind: 'text', value: meta.toolVersion };
    case 'exportDataVersion':
      return { kind: 'text', value: meta.dataVersion };
  }
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) || /^\s|\s$/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

/** Cells as one line of a dialect, its end included; they must have been neutralised. */
export function csvLine(cells: readonly string[], dialect: CsvDialect): string {
  const delimiter = dialect === 'danish' ? ';' : ',';
  return cells.map((cell) => quoted(cell, delimiter)).join(delimiter) + lineEnd;
}

/**
 * The decision table as CSV, in parts of one batch of rows each, for a stream or a Blob. The first part is the header
 * (and in the Danish dialect the byte order mark by which Excel knows UTF-8). Lists are joined with `|`, a `|` or `\`
 * inside an item is preceded by `\`. The device is never exported, the pseudonym only with `author`.
 */
export async function* csvParts(
  batches: AsyncIterable<readonly CurrentRow[]>,
  options: CsvOptions,
): AsyncGenerator<string> {
  const { dialect, meta } = options;
  const columns = csvColumns.filter((column) => column !== 'author' || options.author);
  const names = [...columns, ...(meta ? metaColumns : [])];
  const line = (cells: string[]) => csvLine(cells, dialect);
  const head = line(names.map((name) => (dialect === 'machine' ? name : neutralise(options.header(name)))));
  yield dialect === 'danish' ? byteOrderMark + head : head;

  const repeated = meta ? metaColumns.map((column) => cellOf(metaValue(meta, column), options)) : [];
  for await (const rows of batches) {
    yield rows
      .map((row) => line([...columns.map((column) => cellOf(csvValue(row, column), options)), ...repeated]))
      .join('');
  }
}
