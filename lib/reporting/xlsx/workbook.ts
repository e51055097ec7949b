import { createSharedStrings, escaped, textElement } from './cell-xml.ts';
import { readerOf, type Sheet, type SheetLimits, sheetXml, spanOf } from './sheet-xml.ts';
import { type ZipEntry, zipParts } from './zip-parts.ts';

export type { SheetCell } from './cell-xml.ts';
export type { Sheet, SheetColumn } from './sheet-xml.ts';

/** Rows that a sheet holds, the header among them, and three in four of the characters that an archive's entry holds. */
const usualLimits: SheetLimits = { rows: 1_048_575, characters: 3_000_000_000 };

/** A sheet that was written. */
interface WrittenSheet {
  name: string;
  columns: number;
  rows: number;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const media = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The order is that of `styles` in `cell-xml.ts`; 14 and 22 are shown as the reader's own country writes dates. */
const stylesXml = [
  `${declaration}<styleSheet xmlns="${main}">`,
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>',
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  ...[49, 14, 22, 164, 4].map(
    (format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  ),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');

const relation = (id: number, kind: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${relations}/${kind}" Target="${target}"/>`;

const relationsXml = (items: readonly string[]) =>
  `${declaration}<Relationships xmlns="${packaged}/relationships">${items.join('')}</Relationships>`;

function workbookXml(sheets: readonly WrittenSheet[]): string {
  const listed = sheets.map(({ name }, place) => {
    return `<sheet name="${escaped(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`;
  });
  // Excel keeps a filter's cells under this name, and repairs a file that has the filter alone.
  const filters = sheets.map(({ name, columns, rows }, place) => {
    const cells = spanOf(columns, rows).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
    const span = `'${name.replaceAll("'", "''")}'!${cells}`;
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${place}" hidden="1">${escaped(span)}</definedName>`;
  });
  return [
    `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView/></bookViews>`,
    `<sheets>${listed.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`,
  ].join('');
}

/**
 * Stands first in the archive, so that programs know the file by its first bytes, and so before anybody knows how many
 * sheets there will be: sheets are what an XML part is unless it is named.
 */
const contentTypesXml = (() => {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${media}.${type}+xml"/>`;
  return [
    `${declaration}<Types xmlns="${packaged}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    `<Default Extension="xml" ContentType="${media}.worksheet+xml"/>`,
    part('workbook', 'sheet.main'),
    part('styles', 'styles'),
    part('sharedStrings', 'sharedStrings'),
    '</Types>',
  ].join('');
})();

function* stringsXml(strings: Iterable<string>): Generator<string> {
  yield `${declaration}<sst xmlns="${main}">`;
  for (const text of strings) yield `<si>${textElement(text)}</si>`;
  yield '</sst>';
}

/**
 * A workbook (Office Open XML) in pieces: real numbers and dates, no formulas, and never more of it in memory than one
 * batch of rows and the words that occur again and again. More rows than a sheet holds go on in "<name> 2", "<name> 3".
 * The sheets' rows are asked for one sheet after the other, so that the last may tell of the first.
 */
export function workbookParts(
  sheets: readonly Sheet[],
  limits: SheetLimits = usualLimits,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const strings = createSharedStrings();
  const written: WrittenSheet[] = [];
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: '[Content_Types].xml', parts: [contentTypesXml] };
    yield { name: '_rels/.rels', parts: [relationsXml([relation(1, 'officeDocument', 'xl/workbook.xml')])] };
    for (const { name, columns, rows } of sheets) {
      const reader = readerOf(rows);
      for (let number = 1; number === 1 || (await reader.hasMore()); number += 1) {
        const sheet = { name: number === 1 ? name : `${name} ${number}`, columns: columns.length, rows: 0 };
        written.push(sheet);
        const onEnd = (count: number) => {
          sheet.rows = count;
        };
        const parts = sheetXml(columns, reader, strings, limits, onEnd);
        yield { name: `xl/worksheets/sheet${written.length}.xml`, parts };
      }
    }
    const after = written.length;
    const inBook = [
      ...written.map((_, place) => relation(place + 1, 'worksheet', `worksheets/sheet${place + 1}.xml`)),
      relation(after + 1, 'styles', 'styles.xml'),
      relation(after + 2, 'sharedStrings', 'sharedStrings.xml'),
    ];
    yield { name: 'xl/sharedStrings.xml', parts: stringsXml(strings.all()) };
    yield { name: 'xl/styles.xml', parts: [stylesXml] };
    yield { name: 'xl/workbook.xml', parts: [workbookXml(written)] };
    yield { name: 'xl/_rels/workbook.xml.rels', parts: [relationsXml(inBook)] };
  }
  return zipParts(entries());
}
