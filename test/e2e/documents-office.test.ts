import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentPlace } from '../../lib/documents/compose.ts';
import { adviser } from '../commands/advise-line.ts';
import { adviseFiles, saidOf } from '../fixtures/documents/advise-files.ts';
import { asFlatSheet, asFlatText, asText, title } from '../fixtures/documents/specification.ts';
import { convertInOffice, officeWriterMissing } from './harness/libre-office.ts';

const missing = officeWriterMissing();

describe.skipIf(missing)(`documents made by LibreOffice${missing ? ` (${missing})` : ''}`, () => {
  let files: Record<string, Uint8Array>;
  let set: Awaited<ReturnType<typeof adviser>>;
  beforeAll(async () => {
    [files, set] = await Promise.all([
      convertInOffice([
        { name: 'krav.fodt', content: asFlatText(), to: ['docx', 'odt', 'pdf', 'txt'] },
        { name: 'ark.fods', content: asFlatSheet(), to: ['xlsx', 'ods'] },
      ]),
      adviser(),
    ]);
  }, 240_000);

  const advise = (name: string, bytes: Uint8Array) => adviseFiles(set.matcher, set.wording, { [name]: bytes });

  it.each(['krav.docx', 'krav.odt', 'krav.pdf', 'krav.txt', 'ark.xlsx', 'ark.ods'])(
    '%s says what its plain text says',
    async (name) => {
      const plain = saidOf(await advise('krav.txt', new TextEncoder().encode(asText())));
      expect(plain.shown.length).toBeGreaterThan(2);
      expect(plain.shown.some((line) => line.endsWith(' covered'))).toBe(true);
      const found = await advise(name, files[name] as Uint8Array);
      expect(found.composed.tender.title).toBe(title);
      expect(saidOf(found)).toEqual(plain);
    },
  );

  it.each<[string, DocumentPlace['place']]>([
    ['krav.docx', { kind: 'heading', heading: '2.1 Miljø', paragraph: 1 }],
    ['krav.odt', { kind: 'heading', heading: '2.1 Miljø', paragraph: 1 }],
    ['krav.pdf', { kind: 'page', page: 1 }],
    ['ark.xlsx', { kind: 'cell', sheet: 'Kravark', cell: 'B6' }],
    ['ark.ods', { kind: 'cell', sheet: 'Kravark', cell: 'B6' }],
  ])('%s names the place of what it asks for', async (name, place) => {
    const { advice, composed } = await advise(name, files[name] as Uint8Array);
    const text = 'Möbelfakta';
    const quotes = [...advice.shown, ...advice.more].flatMap(({ quote }) => quote ?? []);
    const named = quotes.find(({ block, start, end }) => composed.blocks[block]?.text.slice(start, end).includes(text));
    expect(named && composed.placeAt(named)).toEqual({ name, place });
  });
});
