import { wallClock } from '../../../log/time.ts';
import { codeInWords, contentText } from '../../../reporting/code-names.ts';
import { type CsvColumn, type CsvValue, csvColumns, csvValue } from '../../../reporting/csv-columns.ts';
import { fitted } from '../../../reporting/xlsx/cell-xml.ts';
import type { Sheet, SheetCell } from '../../../reporting/xlsx/workbook.ts';
import type { ExportJob } from '../job.ts';

/** What a sheet tells the one that is written last. */
export interface SheetNotes {
  /** Cells that were cut. */
  cut: number;
}

const wide: ReadonlySet<CsvColumn> = new Set(['title', 'reasonText', 'evidenceTitle', 'evidenceQuote']);

/** The decision table, a row a record, codes in words and the target's title beside its id. */
export function recordsSheet(job: ExportJob, notes: SheetNotes): Sheet {
  const { texts, data, request } = job;
  const columns = csvColumns.filter((column) => column !== 'author' || request.author);
  const titles = new Map(
    data.targets.map(({ id, version, title }) => [`${id} ${version}`, contentText(title, texts)] as const),
  );
  const cellOf = cellsWith(job);
  const checked = (cell: SheetCell): SheetCell => {
    if (cell !== null && typeof cell.value === 'string' && fitted(cell.value) !== cell.value) notes.cut += 1;
    return cell;
  };
  async function* rows(): AsyncGenerator<SheetCell[][]> {
    for await (const batch of job.rows()) {
      yield batch.map((row) =>
        columns.flatMap((column) => {
          const cell = checked(cellOf(column, csvValue(row, column)));
          if (column !== 'targetId') return [cell];
          const title = titles.get(`${row.target.id} ${row.target.version}`) ?? null;
          return [cell, title === null ? null : { kind: 'text', value: title }];
        }),
      );
    }
  }
  return {
    name: texts('sheets.records'),
    columns: columns.flatMap((column) => {
      const own = { title: texts(`csv.${column}`), width: wide.has(column) ? 40 : 18 };
      return column === 'targetId' ? [own, { title: texts('sheets.targetTitle'), width: 40 }] : [own];
    }),
    rows: rows(),
  };
}

/** Cells with an export's own words. */
function cellsWith({ texts, data }: ExportJob): (column: CsvColumn, value: CsvValue) => SheetCell {
  const words = new Map<string, string>();
  const word = (list: Parameters<typeof codeInWords>[2], code: string): string => {
    const key = `${list} ${code}`;
    const known = words.get(key) ?? codeInWords(texts, data, list, code);
    words.set(key, known);
    return known;
  };
  const yes = texts('decision.yes');
  const no = texts('decision.no');
  return (column, value) => {
    if (value.value === null) return null;
    switch (value.kind) {
      case 'text':
      case 'id':
      case 'date':
        return { kind: value.kind, value: value.value };
      case 'number':
        return { kind: column === 'valueAmount' ? 'amount' : 'number', value: value.value };
      case 'boolean':
        return { kind: 'text', value: value.value ? yes : no };
      case 'time':
        return { kind: 'moment', value: wallClock(new Date(value.value), value.timezone) };
      case 'code':
        return { kind: 'text', value: word(value.list, value.value) };
      case 'texts':
        return { kind: 'text', value: value.value.map((item) => item ?? '').join('; ') };
      case 'codes':
        return { kind: 'text', value: value.value.map((item) => item && word(value.list, item)).join('; ') };
    }
  };
}
