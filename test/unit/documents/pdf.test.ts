import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readDocument } from '../../../lib/documents/read-document.ts';
import { packedPdf, smallPdf } from './small-pdf.ts';

test('reads a PDF page by page and tells how far it has come', async () => {
  const steps: string[] = [];
  const file = smallPdf([['Kontorstole til rådhuset'], [], ['Stolene skal være svanemærkede (MK) \\ eller bedre.']]);
  const document = await readDocument(file, (done, all) => steps.push(`${done}/${all}`));
  expect(document).toMatchObject({
    kind: 'pdf',
    title: 'Kontorstole til rådhuset',
    pages: { all: 3, withoutText: 1 },
    isCut: false,
    passages: [
      { text: 'Kontorstole til rådhuset', place: { kind: 'page', page: 1 } },
      { text: 'Stolene skal være svanemærkede (MK) \\ eller bedre.', place: { kind: 'page', page: 3 } },
    ],
  });
  expect(steps).toEqual(['1/3', '2/3', '3/3']);
});

test('says of a PDF whose pages hold no text that it is pictures', async () => {
  await expect(readDocument(smallPdf([[], []]))).rejects.toMatchObject({ code: 'picture' });
});

const packed = (text: string): Uint8Array => deflateSync(text);
const drawn = 'BT /F1 11 Tf 50 750 Td (Kontorstole) Tj ET\n';

test('reads a page whose drawing is packed, and packed twice', async () => {
  const once = packedPdf(packed(drawn));
  const twice = packedPdf(deflateSync(packed(drawn)), '[/FlateDecode /FlateDecode]');
  for (const file of [once, twice]) expect(await readDocument(file)).toMatchObject({ title: 'Kontorstole' });
});

test.each([
  ['a drawing', (bytes: Uint8Array) => packedPdf(deflateSync(bytes))],
  [
    'a drawing that is packed twice',
    (bytes: Uint8Array) => packedPdf(deflateSync(deflateSync(bytes)), '[/FlateDecode /FlateDecode]'),
  ],
])('gives up a PDF in which %s unpacks without end, and leaves no trace of the limit', async (_, fileOf) => {
  const before = [Uint8Array, DecompressionStream];
  const endless = new Uint8Array(70_000_000).fill(32);
  endless.set(new TextEncoder().encode(drawn));
  const file = fileOf(endless);
  expect(file.length).toBeLessThan(200_000);
  await expect(readDocument(file)).rejects.toMatchObject({ code: 'bomb' });
  expect([Uint8Array, DecompressionStream]).toEqual(before);
});
