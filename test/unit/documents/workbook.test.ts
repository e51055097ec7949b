import { expect, test } from 'vitest';
import { readDocument } from '../../../lib/documents/read-document.ts';
import { cellName } from '../../../lib/documents/sheet-cells.ts';
import { workbookFile } from './office-files.ts';

test('reads shared, inline and computed texts and figures with sheet and cell, a row as one line', async () => {
  const file = workbookFile(
    {
      Krav: `<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>skal være </t><t>brugte</t></is></c><c r="D2"><v>60</v></c></row>
             <row r="4"><c r="A4" t="str"><f>"a"</f><v>Svanemærket</v></c><c r="B4" t="e"><v>#REF!</v></c><c r="C4" t="b"><v>1</v></c><c r="AA4" t="s"><v>1</v></c></row>`,
      'Skjult ark': '<row><c t="s"><v>1</v></c><c><v>30213000</v></c></row>',
    },
    ['<t>Stole</t>', '<r><t>linje_x000A_</t></r><r><t>to</t></r><rPh><t>udtale</t></rPh>'],
  );
  const { passages, kind, title } = await readDocument(file);
  expect(kind).toBe('workbook');
  expect(title).toBe('Stole');
  expect(
    passages.map(({ text, place, sameLine }) => [
      text,
      place.kind === 'cell' && `${place.sheet}!${place.cell}`,
      sameLine,
    ]),
  ).toEqual([
    ['Stole', 'Krav!B2', undefined],
    ['skal være brugte', 'Krav!C2', true],
    ['60', 'Krav!D2', true],
    ['Svanemærket', 'Krav!A4', undefined],
    ['linje\nto', 'Krav!AA4', true],
    ['linje\nto', 'Skjult ark!A1', undefined],
    ['30213000', 'Skjult ark!B1', true],
  ]);
});

test('names cells as spreadsheets do', () => {
  expect([0, 25, 26, 701, 702].map((column) => cellName(column, 0))).toEqual(['A1', 'Z1', 'AA1', 'ZZ1', 'AAA1']);
});
