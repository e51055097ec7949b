import { expect, test } from 'vitest';
import { readDocument } from '../../../lib/documents/read-document.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = async (file: Uint8Array) => {
  const { passages, title, kind } = await readDocument(file);
  return { kind, title, lines: passages.map(({ text, place }) => [place.kind === 'line' && place.line, text]) };
};

test('puts wrapped lines together and keeps paragraphs, lists and headings apart', async () => {
  const { kind, title, lines } = await read(
    bytes(
      '# Rengøring af skoler\r\n\r\nLeverandøren skal bruge midler, der er mærket med Svanemærket eller\r\ntilsvarende, i hele kontrakten.\r\nKrav:\r\n- mikrofiberklude\r\n',
    ),
  );
  expect([kind, title]).toEqual(['text', 'Rengøring af skoler']);
  expect(lines).toEqual([
    [1, '# Rengøring af skoler'],
    [3, 'Leverandøren skal bruge midler, der er mærket med Svanemærket eller tilsvarende, i hele kontrakten.'],
    [5, 'Krav:'],
    [6, '- mikrofiberklude'],
  ]);
});

test('reads the old Western letters and those of two bytes', async () => {
  const western = Uint8Array.from('Grønne køb', (sign) => sign.charCodeAt(0));
  expect((await read(western)).title).toBe('Grønne køb');
  const wide = new Uint8Array([0xff, 0xfe, ...[...'Grønne køb'].flatMap((sign) => [sign.charCodeAt(0), 0])]);
  expect((await read(wide)).title).toBe('Grønne køb');
});

test('takes the first cell of a table for the title', async () => {
  expect((await read(bytes('Krav;Svar\nSvanemærket;Ja\n'))).title).toBe('Krav');
});

test('shows letters as they are read: ligatures, loose accents, soft hyphens and marks that nobody sees', async () => {
  const { lines } = await read(bytes('ef\ufb01cient mil\u00adj\u00f8\u200b A\u030arhus\u00a0og\u2009omegn'));
  expect(lines).toEqual([[1, 'efficient miljø Århus og omegn']]);
});
