import { createCollector } from './collect.ts';
import type { DocumentText } from './document.ts';
import { DocumentProblem } from './document-problem.ts';
import type { PackageFile } from './package-file.ts';
import { cellName } from './sheet-cells.ts';
import { inside, readXml, xmlTree } from './xml.ts';

/** Characters of shared texts that are kept; each may be shown in many cells. */
const mostShared = 40_000_000;

interface Sheet {
  name: string;
  part: string;
}

/** The sheets in the workbook's order, hidden ones too: whoever gets the file can show them. */
function sheetsOf(file: PackageFile): Sheet[] {
  const book = file.whole('xl/workbook.xml');
  if (!book) {
    throw new DocumentProblem(file.names.includes('xl/workbook.bin') ? 'binaryExcel' : 'broken', 'xl/workbook.xml');
  }
  const relations = file.whole('xl/_rels/workbook.xml.rels');
  const targets = new Map(
    (relations ? xmlTree(relations).children : []).map((one) => [
      one.attribute('Id') ?? '',
      (one.attribute('Target') ?? '').replace(/^\/xl\//, '').replace(/^\.\//, ''),
    ]),
  );
  return inside(xmlTree(book), 'sheets', 'sheet').map((sheet, number) => ({
    name: sheet.attribute('name') ?? '',
    part: `xl/${targets.get(sheet.attribute('id') ?? '') ?? `worksheets/sheet${number + 1}.xml`}`,
  }));
}

/** Texts that cells refer to by number; how they are pronounced is left out. */
function sharedTexts(file: PackageFile): string[] {
  const texts: string[] = [];
  let text: string | null = null;
  let isText = false;
  let phonetic = 0;
  let characters = 0;
  readXml(file.read('xl/sharedStrings.xml') ?? [], {
    isDone: () => characters > mostShared,
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic++;
      if (name === 't') isText = true;
    },
    close: (name) => {
      if (name === 'rPh') phonetic--;
      if (name === 't') isText = false;
      if (name !== 'si' || text === null) return;
      texts.push(text);
      characters += text.length;
      text = null;
    },
    text: (more) => {
      if (isText && phonetic === 0 && text !== null) text += more;
    },
  });
  return texts;
}

/** Spreadsheets write what XML cannot hold, and a literal of that look, as `_x000D_`. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/**
 * Reads a workbook, cell by cell: texts, results of formulas and figures as they are stored. The cells of a row are one
 * line, as a table of requirements means them.
 * @throws {DocumentProblem}
 */
export function readWorkbook(file: PackageFile): DocumentText {
  const collector = createCollector();
  const sheets = sheetsOf(file);
  const shared = sharedTexts(file);
  for (const { name: sheet, part } of sheets) {
    let row = -1;
    let column = -1;
    let type = '';
    let value = '';
    let isValue = false;
    let isFirst = true;
    readXml(file.read(part) ?? [], {
      isDone: collector.isFull,
      open: (name, attribute) => {
        if (name === 'row') {
          row = Number(attribute('r') ?? row + 2) - 1;
          column = -1;
          isFirst = true;
        } else if (name === 'c') {
          column = columnOf(attribute('r')) ?? column + 1;
          type = attribute('t') ?? 'n';
          value = '';
        } else if (name === 'v' || name === 't') isValue = true;
        else if (name === 'rPh') isValue = false;
      },
      close: (name) => {
        if (name === 'v' || name === 't') isValue = false;
        if (name !== 'c' || value === '' || type === 'e' || type === 'b') return;
        const text = type === 's' ? (shared[Number(value)] ?? '') : value;
        if (text.trim() === '') return;
        collector.add(unescaped(text), { kind: 'cell', sheet, cell: cellName(column, Math.max(0, row)) }, !isFirst);
        isFirst = false;
      },
      text: (text) => {
        if (isValue) value += text;
      },
    });
  }
  return collector.document('workbook', null);
}

function columnOf(cell: string | null): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(cell ?? '')?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
