import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fitted, longestCell, serialOf } from '../../../lib/reporting/xlsx/cell-xml.ts';
import { type Sheet, type SheetCell, workbookParts } from '../../../lib/reporting/xlsx/workbook.ts';
import { inBatches } from './decision-row.ts';

const text = (value: string): SheetCell => ({ kind: 'text', value });

const sheetOf = (rows: SheetCell[][], over: Partial<Sheet> = {}): Sheet => ({
  name: 'Poster',
  columns: (rows[0] ?? [null]).map((_, place) => ({ title: `Kolonne ${place + 1}`, width: 12 })),
  rows: inBatches(rows, 3),
  ...over,
});

/** The parts of a workbook by name. */
async function opened(...given: Parameters<typeof workbookParts>): Promise<Record<string, string>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of workbookParts(...given)) parts.push(part);
  const files = unzipSync(new Uint8Array(await new Blob(parts).arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

const unescaped = (xml: string) =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const contents = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}\\b([^>]*)>(.*?)</${tag}>`, 'gs'))].map(([, head = '', body = '']) => ({
    head,
    body,
  }));
const attribute = (head: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(head)?.[1];

/** Cells of a sheet as `place type+style content`, row by row; a shared text as it reads. */
function cellsOf(files: Record<string, string>, sheet = 'xl/worksheets/sheet1.xml'): string[][] {
  const shared = contents(files['xl/sharedStrings.xml'] ?? '', 't').map(({ body }) => body);
  return contents(files[sheet] ?? '', 'row').map(({ body: row }) =>
    contents(row, 'c').map(({ head, body }) => {
      const type = attribute(head, 't') ?? 'n';
      const [value] = [...contents(body, 'v'), ...contents(body, 't')];
      const content = type === 's' ? shared[Number(value?.body)] : value?.body;
      const name = `${type === 'inlineStr' ? 's' : type}${attribute(head, 's') ?? ''}`;
      return `${attribute(head, 'r')} ${name} ${unescaped(content ?? '')}`;
    }),
  );
}

describe('a workbook', () => {
  test('has real numbers, dates and times, ids as text, empty cells for nothing, and no formulas', async () => {
    const files = await opened([
      sheetOf([
        [
          { kind: 'number', value: 12.5 },
          { kind: 'amount', value: 1_250_000 },
          { kind: 'share', value: 0.75 },
          { kind: 'date', value: '2026-02-28' },
          { kind: 'moment', value: '2026-03-02T00:30:00' },
          { kind: 'id', value: '03111000' },
          text('=1+1'),
          null,
          text(''),
          { kind: 'date', value: '1899-12-31' },
        ],
      ]),
    ]);
    expect(cellsOf(files)[1]).toEqual([
      'A2 n 12.5',
      'B2 n6 1250000',
      'C2 n5 0.75',
      'D2 n3 46081',
      'E2 n4 46083.02083333333',
      'F2 s2 03111000',
      'G2 s =1+1',
      'J2 s 1899-12-31',
    ]);
    expect(Object.values(files).join('')).not.toContain('<f>');
  });

  test('freezes the header, sets widths and filters exactly the rows that are there', async () => {
    const files = await opened([sheetOf([[text('a'), text('b')], [text('c')]])]);
    const sheet = files['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<col min="2" max="2" width="12" customWidth="1"/>');
    expect(sheet).toContain('<autoFilter ref="A1:B3"/>');
    expect(files['xl/workbook.xml']).toContain(">'Poster'!$A$1:$B$3</definedName>");
    expect(cellsOf(files)[0]).toEqual(['A1 s1 Kolonne 1', 'B1 s1 Kolonne 2']);
  });

  test('begins with its content types, by which programs know the file', async () => {
    const { value } = await workbookParts([sheetOf([[text('a')]])]).next();
    expect(new TextDecoder('latin1').decode(value)).toContain('[Content_Types].xml');
  });

  test('writes more rows than a sheet holds into further sheets, each with its header, and loses none', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => [text(`række ${index}`)]);
    const limits = { rows: 4, characters: 1e9 };
    const files = await opened([sheetOf(rows), sheetOf([[text('x')]], { name: 'Om' })], limits);
    const names = [...(files['xl/workbook.xml'] ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['Poster', 'Poster 2', 'Poster 3', 'Om']);
    const read = [1, 2, 3].map((number) => cellsOf(files, `xl/worksheets/sheet${number}.xml`));
    expect(read.map((sheet) => sheet.length)).toEqual([5, 5, 3]);
    expect(read.flatMap((sheet) => sheet.slice(1).map(([cell]) => cell?.split(' ').slice(2).join(' ')))).toEqual(
      rows.map(([cell]) => cell?.value),
    );
  });

  test('goes on in a further sheet as well when one grows too large for the archive', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => [text(`række ${index}`)]);
    const files = await opened([sheetOf(rows)], { rows: 100, characters: 50 });
    expect([1, 2, 3].map((number) => cellsOf(files, `xl/worksheets/sheet${number}.xml`).length)).toEqual([4, 4, 4]);
  });

  test('has an empty sheet with its header for no rows', async () => {
    const files = await opened([sheetOf([], { columns: [{ title: 'Titel', width: 9 }] })]);
    expect(cellsOf(files)).toEqual([['A1 s1 Titel']]);
    expect(files['xl/worksheets/sheet1.xml']).toContain('<autoFilter ref="A1:A1"/>');
  });

  test('keeps any text: markup, blanks, line breaks, control characters and what looks like their spelling', async () => {
    const words = ['<b>&"</b>', '  luft  ', 'a\nb', 'a\r\nb', '\u0001', '_x000D_', '🌱 مرحبا', 'x'.repeat(200)];
    const files = await opened([sheetOf([words.map(text)])]);
    const read = cellsOf(files)[1]?.map((cell) => cell.replace(/^\w+ s ?/, ''));
    const decoded = read?.map((cell) =>
      cell.replace(/_x([\da-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    );
    expect(decoded).toEqual(words);
    expect(read?.[3]).toBe('a_x000D_\nb');
    expect(read?.[5]).toBe('_x005F_x000D_');
  });
});

test('a text longer than a cell holds is cut with a mark and never inside a character', () => {
  const long = `${'a'.repeat(longestCell - 2)}🌱🌱`;
  expect(fitted('a'.repeat(longestCell))).toHaveLength(longestCell);
  expect(fitted(`${'a'.repeat(longestCell)}b`)).toBe(`${'a'.repeat(longestCell - 1)}…`);
  expect(fitted(long)).toBe(`${'a'.repeat(longestCell - 2)}…`);
});

test.each([
  ['1900-02-28', null],
  ['1900-03-01', 61],
  ['2026-11-22', 46_348],
  ['2026-11-22T12:00:00', 46_348.5],
])('%s is day %s of a spreadsheet', (day, serial) => {
  expect(serialOf(day)).toBe(serial);
});

test('ends at once when the rows fail, with their error', async () => {
  async function* failing(): AsyncGenerator<SheetCell[][]> {
    yield [[text('a')]];
    throw new Error('the log cannot be read');
  }
  const parts = workbookParts([sheetOf([[text('a')]], { rows: failing() })]);
  const drain = async () => {
    for await (const _ of parts);
  };
  await expect(drain()).rejects.toThrow('the log cannot be read');
});
