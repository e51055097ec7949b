import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../lib/documents/package-file.ts';
import { readDocument } from '../../../lib/documents/read-document.ts';
import { openFile, packageOf, paragraph, wordFile } from './office-files.ts';

const codeOf = (bytes: Uint8Array): Promise<string> =>
  readDocument(bytes).then(
    ({ kind }) => `read as ${kind}`,
    (error: { code: string }) => error.code,
  );
const wide = (text: string) => [...text].flatMap((sign) => [sign.charCodeAt(0), 0]);
const container = (stream: string) => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...Array(600).fill(0), ...wide(stream)]);

describe('a file that cannot be read', () => {
  test.each([
    ['an empty file', new Uint8Array(), 'empty'],
    ['a document of the old Word', container('WordDocument'), 'oldWord'],
    ['a workbook of the old Excel', container('Workbook'), 'oldExcel'],
    ['slides of the old PowerPoint', container('PowerPoint Document'), 'presentation'],
    ['a document with a password', container('EncryptedPackage'), 'password'],
    ['some other container', container('Noget andet'), 'unknown'],
    ['rich text', strToU8('{\\rtf1\\ansi Hej}'), 'richText'],
    ['slides', packageOf({ 'ppt/presentation.xml': '<p/>' }), 'presentation'],
    [
      'slides of OpenDocument',
      packageOf({ mimetype: 'application/vnd.oasis.opendocument.presentation' }),
      'presentation',
    ],
    ['a binary workbook', packageOf({ 'xl/workbook.bin': 'x' }), 'binaryExcel'],
    ['a package of something else', packageOf({ 'a.txt': 'hej' }), 'unknown'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...Array(200).fill(0)]), 'unknown'],
    ['a web page', strToU8('<!DOCTYPE html><html><body>Hej</body></html>'), 'unknown'],
    ['XML that is no notice', strToU8('<?xml version="1.0"?><faktura/>'), 'notNotice'],
    ['a document without text', wordFile('<w:p/>'), 'noText'],
    ['XML that is cut off', strToU8('<?xml version="1.0"?><ContractNotice><a>'), 'broken'],
    ['a package that is cut off', wordFile(paragraph('Hej')).slice(0, 500), 'broken'],
    ['a PDF that is cut off', strToU8('%PDF-1.7\n1 0 obj'), 'broken'],
    ['a larger file than is opened', new Uint8Array(50_000_001), 'tooLarge'],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });
});

test('a file is read by what it holds, whatever its name says', async () => {
  expect(await codeOf(openFile('text', '<text:p xmlns:text="t">Hej</text:p>'))).toBe('read as openText');
  expect(await codeOf(wordFile(paragraph('Hej')))).toBe('read as word');
});

test('a package that unpacks to far more than it holds is a bomb, however small its list says it is', async () => {
  const bomb = zipSync({
    'word/document.xml': new Uint8Array(12_000_000).fill(32),
    'word/styles.xml': strToU8('<a/>'),
  });
  const view = new DataView(bomb.buffer, bomb.byteOffset);
  for (let at = 0; at < bomb.length - 4; at++) {
    // The list's own word on how large the part will be.
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
  }
  expect(bomb.length).toBeLessThan(100_000);
  expect(await codeOf(bomb)).toBe('bomb');
});

test('a package whose list names more parts than any document has is a bomb', async () => {
  const end = new Uint8Array(22);
  end.set([0x50, 0x4b, 5, 6]);
  new DataView(end.buffer).setUint16(10, 20_001, true);
  expect(await codeOf(end)).toBe('bomb');
});

test('a part that is asked for is unpacked no further than it is read', () => {
  const file = openPackage(zipSync({ a: new Uint8Array(15_000_000).fill(65) }));
  const pieces = file.read('a');
  expect(pieces?.next().value?.length).toBeLessThan(5_000_000);
  pieces?.return(undefined);
});

describe('XML', () => {
  const declared = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>`;

  test('knows no entity that a document declares: nothing unfolds and nothing is fetched', async () => {
    for (const entity of ['&c;', '&d;']) {
      expect(await codeOf(strToU8(`${declared}<ContractNotice>${entity}</ContractNotice>`))).toBe('broken');
    }
    const inWord = packageOf({ 'word/document.xml': `${declared}<w:document xmlns:w="w">&c;</w:document>` });
    expect(await codeOf(inWord)).toBe('broken');
  });

  test('that is nested without end is broken, and the stack holds', async () => {
    expect(await codeOf(strToU8(`<ContractNotice>${'<a>'.repeat(20_000)}`))).toBe('broken');
  });

  test('of more elements than any notice is refused', async () => {
    expect(await codeOf(strToU8(`<ContractNotice>${'<a/>'.repeat(300_001)}</ContractNotice>`))).toBe('bomb');
  });

  test('called like what every object has is plain XML', async () => {
    const odd =
      '<ContractNotice><NoticeLanguageCode>constructor</NoticeLanguageCode><ProcurementProject><Name>Stole</Name></ProcurementProject><NoticeTypeCode listName="toString">x</NoticeTypeCode></ContractNotice>';
    const { notice } = await readDocument(strToU8(odd));
    expect(notice?.tender).toMatchObject({ title: 'Stole', language: null, phase: null });
  });
});
