/** A row of a CSV text with the line that it begins in, from 1. */
export interface CsvRow {
  cells: string[];
  line: number;
}

/** Cuts CSV into rows as it comes in. */
export interface CsvReader {
  push: (text: string) => CsvRow[];
  /** What stands after the last line break. */
  end: () => CsvRow[];
  /** Characters of a row that is not whole yet. */
  waiting: () => number;
}

export type CsvDelimiter = ',' | ';';

/** A row of CSV, or null when the text ends inside it. */
type Scanned = { cells: string[]; next: number } | null;

const byteOrderMark = '\uFEFF';

/**
 * Reads CSV strictly by RFC 4180, in parts of any size; a byte order mark is skipped. Cells come as they stand: see
 * `restore`, `readId` and `splitList`. Its functions throw a SyntaxError with the line, also as its `cause`, when a
 * quote is misplaced or missing, or a row has another number of cells than the header.
 */
export function createCsvReader(delimiter: CsvDelimiter): CsvReader {
  const special = new RegExp(`[${delimiter}"\\r\\n]`, 'g');
  let source = '';
  let line = 1;
  let width: number | null = null;
  let isBegun = false;

  const fail = (what: string, within = ''): never => {
    const at = line + within.split('\n').length - 1;
    throw new SyntaxError(`line ${at}: ${what}`, { cause: at });
  };

  /** A quoted cell from its first quote on. */
  function quoted(from: number, isLast: boolean): { cell: string; next: number } | null {
    let cell = '';
    let at = from;
    for (;;) {
      const close = source.indexOf('"', at + 1);
      if (close === -1 && isLast) fail('a quote is not closed');
      // A quote at the very end may be the first of two.
      if (close === -1 || (close === source.length - 1 && !isLast)) return null;
      cell += source.slice(at + 1, close);
      at = close + 1;
      if (source[at] !== '"') return { cell, next: at };
      cell += '"';
    }
  }

  function scan(from: number, isLast: boolean): Scanned {
    const cells: string[] = [];
    let at = from;
    for (;;) {
      if (source[at] === '"') {
        const read = quoted(at, isLast);
        if (read === null) return null;
        cells.push(read.cell);
        at = read.next;
      } else {
        special.lastIndex = at;
        const end = special.exec(source)?.index ?? source.length;
        cells.push(source.slice(at, end));
        at = end;
      }
      const sign = source[at];
      if (sign === undefined) return isLast ? { cells, next: at } : null;
      if (sign === delimiter) at += 1;
      else if (sign === '\n') return { cells, next: at + 1 };
      else if (sign === '\r' && source[at + 1] === '\n') return { cells, next: at + 2 };
      else if (sign === '\r' && at === source.length - 1 && !isLast) return null;
      else return fail(sign === '"' ? 'a quote inside a cell' : 'text after a closing quote', source.slice(from, at));
    }
  }

  function take(isLast: boolean): CsvRow[] {
    if (!isBegun && source !== '') {
      if (source.startsWith(byteOrderMark)) source = source.slice(1);
      isBegun = true;
    }
    const rows: CsvRow[] = [];
    let from = 0;
    while (from < source.length) {
      const row = scan(from, isLast);
      if (row === null) break;
      const { cells, next } = row;
      const within = source.slice(from, next).replace(/\r?\n$/, '');
      width ??= cells.length;
      if (cells.length !== width) fail(`${cells.length} cells, the header has ${width}`, within);
      rows.push({ cells, line });
      line += source.slice(from, next).split('\n').length - 1;
      from = next;
    }
    source = source.slice(from);
    return rows;
  }

  return {
    push(text) {
      source += text;
      return take(false);
    },
    end: () => take(true),
    waiting: () => source.length,
  };
}

/** The cells of a whole CSV text. @throws {SyntaxError} as `createCsvReader` says */
export function parseCsv(text: string, delimiter: CsvDelimiter = ','): string[][] {
  const reader = createCsvReader(delimiter);
  return [...reader.push(text), ...reader.end()].map(({ cells }) => cells);
}
