import { tableDevice } from '../../log/merge/table-device.ts';
import { type CsvColumn, csvColumns } from '../../reporting/csv-columns.ts';
import { type CsvDelimiter, type CsvRow, createCsvReader } from '../../reporting/csv-reader.ts';
import { FileProblem } from '../file-problem.ts';
import { type FileHeader, type FileRecord, formatName, formatVersion, type Refusal } from '../format.ts';
import { chunksOf, type ReadableFile } from '../open-file.ts';
import type { FileBatch } from '../read-file.ts';
import { longestRecord } from '../split.ts';
import { machineLanguage, type TableColumn, type TableLanguage } from './language.ts';
import { type Cells, readerOf, readRow } from './table-row.ts';

/** What follows from the others and need not be there. */
const derived: ReadonlySet<CsvColumn> = new Set(['firstDay', 'strategic', 'conflict', 'author']);

/** Every language in which a table may have been written; loaded only when one comes. */
export type TableLanguages = () => Promise<readonly TableLanguage[]>;

/** Bytes of the beginning in which a file shows that it is none of JSON's. */
const headSize = 64;

/** Whether a file may be a table: text that begins with a word, where JSON begins with a brace or a bracket. */
export async function mayBeTable(file: ReadableFile): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, headSize).arrayBuffer());
  if (head.includes(0) || (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    return false;
  return /^\uFEFF?\s*["\p{L}]/u.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(head));
}

/** A table's columns and the language that its headings are of. */
interface Heading {
  language: TableLanguage;
  columns: (TableColumn | undefined)[];
  /** Headings as they stand in the file. */
  titles: string[];
}

/**
 * The language whose words stand in a table's first row.
 * @throws {FileProblem} notOurs; columns, when some are missing
 */
function headingOf({ cells }: CsvRow, languages: readonly TableLanguage[]): Heading {
  const found = languages
    .map((language) => ({ language, columns: cells.map((cell) => language.columnOf(cell)), titles: cells }))
    .sort((a, b) => known(b) - known(a))[0];
  if (!found?.columns.includes('recordId')) throw new FileProblem('notOurs');
  const missing = csvColumns.filter((column) => !derived.has(column) && !found.columns.includes(column));
  if (missing.length > 0) throw new FileProblem('columns');
  return found;
}

const known = ({ columns }: Heading) => columns.filter((column) => column !== undefined).length;

function cellsOf({ columns }: Heading, { cells }: CsvRow): Cells {
  return (column) => cells[columns.indexOf(column)] ?? '';
}

/** What the export's own columns say of the file; they are the same in every row. */
function headerOf(heading: Heading, row: CsvRow): FileHeader {
  const { text, number, day, moment } = readerOf(cellsOf(heading, row), heading.language);
  const timezone = text('timezone') ?? 'UTC';
  const at = moment('exportedAt', timezone);
  const filter = text('exportFilter');
  return {
    format: formatName,
    version: formatVersion,
    content: 'export',
    exportedAt: at ?? new Date().toISOString(),
    timezone,
    device: tableDevice,
    tool: { version: text('exportToolVersion') ?? '', data: text('exportDataVersion') ?? '' },
    scope: filter === null ? null : { from: day('exportFrom'), to: day('exportTo'), filter },
    completeness: number('exportCompleteness'),
    authors: heading.columns.includes('author'),
  };
}

/**
 * Reads a decision table in either dialect, chunk by chunk, as the records that its rows stand for. A row that breaks a
 * rule of the journal is left out and named by its line and column.
 * @throws {FileProblem} for a file that as a whole is not what it says
 */
export async function* readTable(
  file: ReadableFile,
  languages: TableLanguages,
  signal?: AbortSignal,
): AsyncGenerator<FileBatch> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = createCsvReader(await delimiterOf(file));
  const seen = new Set<string>();
  let heading: Heading | null = null;
  let header: FileHeader | null = null;
  let read = 0;
  let line = 1;

  async function batchOf(rows: CsvRow[]): Promise<FileBatch | null> {
    const first = heading ? null : rows.shift();
    if (first) heading = headingOf(first, [machineLanguage, ...(await languages())]);
    const [row] = rows;
    if (!heading || !row) return null;
    header ??= headerOf(heading, row);
    const records: FileRecord[] = [];
    const lines: number[] = [];
    const refused: Refusal[] = [];
    for (const own of rows) {
      line = own.line;
      const said = readRow(cellsOf(heading, own), heading.language);
      if ('column' in said) {
        const place = heading.columns.indexOf(said.column === '' ? undefined : said.column);
        refused.push({ line, why: 'invalid', path: heading.titles[place] ?? said.column });
        continue;
      }
      const { revision, sighting } = said;
      if (!seen.has(sighting.id)) {
        seen.add(sighting.id);
        records.push({ type: 'sighting', data: sighting });
        lines.push(line);
      }
      records.push({ type: 'revision', data: revision });
      lines.push(line);
    }
    return { header, records, lines, refused, read };
  }

  const rowsOf = (bytes: Uint8Array | null): CsvRow[] => {
    try {
      const text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
      const rows = [...reader.push(text), ...(bytes ? [] : reader.end())];
      if (reader.waiting() > longestRecord) throw new FileProblem('tooLong', line);
      return rows;
    } catch (error) {
      if (error instanceof SyntaxError) throw new FileProblem('syntax', Number(error.cause), error);
      throw error instanceof FileProblem ? error : new FileProblem('encoding', line, error);
    }
  };
  for await (const bytes of chunksOf(file, signal)) {
    read += bytes.length;
    const batch = await batchOf(rowsOf(bytes));
    if (batch) yield batch;
  }
  const rest = await batchOf(rowsOf(null));
  if (rest) yield rest;
  if (!heading) throw new FileProblem('notOurs');
  if (!header) throw new FileProblem('empty');
}

/** What stands between the headings: no heading of ours has either sign in it. */
async function delimiterOf(file: ReadableFile): Promise<CsvDelimiter> {
  const [first = ''] = new TextDecoder().decode(await file.slice(0, 4_096).arrayBuffer()).split(/\r?\n/);
  return first.split(';').length > first.split(',').length ? ';' : ',';
}
