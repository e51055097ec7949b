import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { CurrentRow } from '../log/rows.ts';
import { type CsvColumn, type CsvValue, csvColumns, csvValue } from './csv-columns.ts';
import type { ExportMeta } from './export-meta.ts';

/** Decisions in one row group: what is in memory at once, and what a reader may skip. */
const usualGroup = 20_000;

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** Whole numbers; every other number is a measured or monetary one. */
const whole: ReadonlySet<CsvColumn> = new Set([
  'rev',
  'targetVersion',
  'vehiclesTotal',
  'vehiclesClean',
  'vehiclesZero',
]);
const numbers: ReadonlySet<CsvColumn> = new Set([...whole, 'valueAmount', 'awardWeightPct', 'measuredValue']);
const flags: ReadonlySet<CsvColumn> = new Set(['vehiclesInScope', 'conflict']);

function elementOf(name: CsvColumn): SchemaElement {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  if (name === 'decidedAt') return { ...optional, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' };
  if (name === 'firstDay') return { ...optional, type: 'INT32', converted_type: 'DATE' };
  if (flags.has(name)) return { ...optional, type: 'BOOLEAN' };
  if (whole.has(name)) return { ...optional, type: 'INT32' };
  if (numbers.has(name)) return { ...optional, type: 'DOUBLE' };
  return { ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
}

/** Codes stay codes and lists are JSON: the file is for programs. */
function plain(value: CsvValue): string | number | boolean | Date | null {
  if (value.value === null) return null;
  if (value.kind === 'time' || value.kind === 'date') return new Date(value.value);
  return value.kind === 'texts' || value.kind === 'codes' ? JSON.stringify(value.value) : value.value;
}

const cellOf = (row: CurrentRow, column: CsvColumn) =>
  column === 'cpvAdditional' ? JSON.stringify(row.procedure.cpv.additional) : plain(csvValue(row, column));

/** What the file says of itself, for readers that show key-value metadata. */
function metadataOf({ exportedAt, ...meta }: ExportMeta): { key: string; value: string }[] {
  return [{ key: 'groent-lys', value: JSON.stringify({ ...meta, exportedAt: exportedAt.toISOString() }) }];
}

/** In a file without rows: their number as nought, then the list of row groups, of elements without a type. */
const noGroups = [0x16, 0, 0x19, 0];
/** An empty list of structs. */
const noStructs = 0x0c;

/**
 * The writer takes what a list holds from its first item. Of an empty one it says nothing, and strict readers then
 * refuse the whole file: here it says what it is a list of.
 */
function withNamedGroups(footer: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = footer.findIndex((_, place) => noGroups.every((byte, step) => footer[place + step] === byte));
  if (at !== -1) footer[at + noGroups.length - 1] = noStructs;
  return footer;
}

export interface ParquetOptions {
  /** Includes the pseudonyms. */
  author: boolean;
  meta: ExportMeta;
  /** Rows of a row group, if not the usual number. */
  groupSize?: number;
}

/**
 * The decision table as one flat Parquet table, row group by row group: text as UTF-8, times as milliseconds in UTC,
 * days as dates, values as doubles, lists as JSON text. Columns are named and ordered as in the CSV for programs.
 */
export async function* parquetParts(
  batches: AsyncIterable<readonly CurrentRow[]>,
  { author, meta, groupSize = usualGroup }: ParquetOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const columns = csvColumns.filter((column) => column !== 'author' || author);
  const bytes = new ByteWriter();
  const file = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
    kvMetadata: metadataOf(meta),
    createdBy: `groent-lys ${meta.toolVersion}`,
  });
  /** What was written so far; places in the file go on counting. */
  const drain = () => {
    const part = bytes.getBytes().slice();
    bytes.index = 0;
    return part;
  };
  const write = async (rows: readonly CurrentRow[]) => {
    const columnData = columns.map((name) => ({ name, data: rows.map((row) => cellOf(row, name)) }));
    await file.write({ columnData, rowGroupSize: rows.length });
    return drain();
  };
  let waiting: CurrentRow[] = [];
  let isEmpty = true;
  for await (const rows of batches) {
    waiting.push(...rows);
    isEmpty &&= rows.length === 0;
    while (waiting.length >= groupSize) {
      const group = waiting.slice(0, groupSize);
      waiting = waiting.slice(groupSize);
      yield await write(group);
    }
  }
  if (waiting.length > 0) yield await write(waiting);
  await file.finish();
  yield isEmpty ? withNamedGroups(drain()) : drain();
}
