import { cellXml, columnName, type SharedStrings, type SheetCell, styles, textCell } from './cell-xml.ts';

export interface SheetColumn {
  title: string;
  /** In characters. */
  width: number;
}

/** A table of a workbook: a frozen header with filters, and rows as they come. */
export interface Sheet {
  /** At most 25 characters, without `[ ] : * ? / \`. */
  name: string;
  columns: readonly SheetColumn[];
  rows: AsyncIterable<readonly SheetCell[][]> | Iterable<readonly SheetCell[][]>;
}

/** Rows of a sheet, with a look at whether there are more: what does not fit goes on in the next one. */
export interface RowReader {
  /** Up to so many rows; null at the end. */
  take: (most: number) => Promise<readonly SheetCell[][] | null>;
  hasMore: () => Promise<boolean>;
}

/** Reads batches of rows in the sizes that a sheet has room for. */
export function readerOf(rows: Sheet['rows']): RowReader {
  const batches = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let waiting: readonly SheetCell[][] = [];
  let isOver = false;
  const hasMore = async () => {
    while (waiting.length === 0 && !isOver) {
      const { done, value } = await batches.next();
      if (done) isOver = true;
      else waiting = value;
    }
    return waiting.length > 0;
  };
  return {
    hasMore,
    async take(most) {
      if (!(await hasMore())) return null;
      const taken = waiting.slice(0, most);
      waiting = waiting.slice(most);
      return taken;
    },
  };
}

const head = (columns: readonly SheetColumn[]): string => {
  const widths = columns.map(
    ({ width }, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${widths.join('')}</cols><sheetData>`,
  ].join('');
};

/** The cells that a filter spans: header and rows. */
export const spanOf = (columns: number, rows: number): string => `A1:${columnName(columns - 1)}${rows + 1}`;

/** Limits of one sheet. */
export interface SheetLimits {
  /** Without the header. */
  rows: number;
  /** Characters of XML, so that no entry of the archive passes 4 GB. */
  characters: number;
}

/**
 * One sheet as XML, in pieces: as many rows as there is room for.
 * @param onEnd with the number of rows in it
 */
export async function* sheetXml(
  columns: readonly SheetColumn[],
  reader: RowReader,
  strings: SharedStrings,
  limits: SheetLimits,
  onEnd: (rows: number) => void,
): AsyncGenerator<string> {
  const names = columns.map((_, place) => columnName(place));
  const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`;
  const titles = columns.map(({ title }, place) => textCell(title, `${names[place]}1`, styles.header, strings));
  yield head(columns) + row(1, titles.join(''));
  let written = 0;
  let characters = 0;
  while (written < limits.rows && characters < limits.characters) {
    const batch = await reader.take(limits.rows - written);
    if (batch === null) break;
    const lines = batch.map((cells) => {
      written += 1;
      const number = written + 1;
      return row(number, cells.map((cell, place) => cellXml(cell, `${names[place]}${number}`, strings)).join(''));
    });
    const part = lines.join('');
    characters += part.length;
    yield part;
  }
  onEnd(written);
  yield `</sheetData><autoFilter ref="${spanOf(columns.length, written)}"/></worksheet>`;
}
