import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { composeTender, excerptOf, quoteOf } from '../../../lib/documents/compose.ts';
import { readDocument } from '../../../lib/documents/read-document.ts';
import { paragraph, wordFile, workbookFile } from './office-files.ts';
import { noticeXml } from './sample-notice.ts';

const own = {
  title: 'Kontorstole',
  reference: '26-7',
  buyer: { name: 'Engdal Kommune', id: '99999999', scheme: 'DK-CVR' },
};
const named = async (name: string, bytes: Uint8Array) => ({ name, document: await readDocument(bytes) });

const word = () =>
  named(
    'krav.docx',
    wordFile(
      paragraph('Kontorstole', 'Titel') +
        paragraph('Miljø', 'Overskrift1') +
        paragraph('Stolene er under CPV 39112000-0 og skal være svanemærkede.'),
    ),
  );
const sheet = () =>
  named(
    'ark.xlsx',
    workbookFile({ Krav: '<row r="3"><c r="A3" t="str"><v>CPV</v></c><c r="B3"><v>39130000</v></c></row>' }),
  );

test('makes one tender of documents: the buyer’s own words for the facts, each document a description with its places', async () => {
  const { tender, blocks, placeAt } = composeTender([await word(), await sheet()], own);
  expect(tender).toMatchObject({
    title: 'Kontorstole',
    reference: '26-7',
    buyer: own.buyer,
    cpv: { main: '39112000', additional: ['39130000'] },
    phase: 'specification',
    lots: [],
  });
  expect(blocks.map(({ where, text }) => [where, text])).toEqual([
    ['title', 'Kontorstole'],
    ['description', 'Miljø\nStolene er under CPV 39112000-0 og skal være svanemærkede.'],
    ['description', 'CPV\t39130000'],
  ]);
  const text = blocks[1]?.text ?? '';
  expect(placeAt({ block: 0, start: 0 })).toBeNull();
  expect(placeAt({ block: 1, start: 0 })?.place).toEqual({ kind: 'heading', heading: '1. Miljø', paragraph: 0 });
  expect(placeAt({ block: 1, start: text.indexOf('svane') })).toEqual({
    name: 'krav.docx',
    place: { kind: 'heading', heading: '1. Miljø', paragraph: 1 },
  });
  expect(placeAt({ block: 2, start: 5 })?.place).toEqual({ kind: 'cell', sheet: 'Krav', cell: 'B3' });
});

test('takes the facts from a notice among them, and the other documents as text beside it', async () => {
  const documents = [await word(), await named('cn.xml', strToU8(noticeXml()))];
  const { tender, blocks, placeAt } = composeTender(documents, own);
  expect([tender.title, tender.reference, tender.cpv.main]).toEqual([
    'Kontorstole til administrationen',
    '26-1042',
    '39112000',
  ]);
  expect(blocks.map(({ where }) => where)).toEqual([
    'title',
    'description',
    'lots/LOT-0001/title',
    'lots/LOT-0001/description',
    'text',
    'lots/LOT-0001/text',
    'lots/LOT-0001/text',
    'text',
  ]);
  expect(placeAt({ block: 1, start: 3 })).toEqual({
    name: 'cn.xml',
    place: { kind: 'field', field: 'BT-24', lot: null },
  });
  expect(placeAt({ block: 7, start: 3 })?.name).toBe('krav.docx');
});

describe('an excerpt', () => {
  const text = `Forrige linje\n${'ord '.repeat(40)}Svanemærket eller tilsvarende${' slut'.repeat(40)}\nnæste`;
  const start = text.indexOf('Svanemærket');

  test('is the words around in their own line, cut at blanks', () => {
    const { before, found, after } = excerptOf(text, start, start + 11);
    expect(found).toBe('Svanemærket');
    expect(before).toMatch(/^… ord (?:ord )+$/);
    expect(after).toMatch(/^ eller tilsvarende(?: slut)+ …$/);
    expect(excerptOf('kort linje', 0, 4)).toEqual({ before: '', found: 'kort', after: ' linje' });
  });

  test('goes into the log as one line that the journal takes', () => {
    expect(quoteOf('a\nCelle\tSvanemærket\nb', 8, 19)).toBe('Celle Svanemærket');
    expect(quoteOf('x'.repeat(5000), 0, 4000)).toHaveLength(1000);
  });
});
