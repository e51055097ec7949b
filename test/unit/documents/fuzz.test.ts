import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DocumentProblem } from '../../../lib/documents/document-problem.ts';
import { readDocument } from '../../../lib/documents/read-document.ts';
import { openFile, paragraph, run, wordFile, workbookFile } from './office-files.ts';
import { numRuns, timeout } from './runs.ts';
import { noticeXml } from './sample-notice.ts';
import { smallPdf } from './small-pdf.ts';

/** What may happen to a file: bytes cut out, doubled, overwritten or put in, at places given as shares of its length. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    kind: fc.constantFrom('cut', 'double', 'write', 'insert'),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc
        .constantFrom(
          '<',
          '>',
          '</w:p>',
          '<w:p>',
          '&',
          '&#0;',
          '&#x1F4A9;',
          ']]>',
          '<!--',
          '"',
          '\0',
          'constructor',
          '<v>-1</v>',
        )
        .map((text) => strToU8(text)),
    ),
  }),
  { minLength: 1, maxLength: 4 },
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(file: Uint8Array, harms: Damage): Uint8Array {
  let bytes = [...file];
  for (const { at, length, kind, bytes: own } of harms) {
    const place = Math.floor(at * bytes.length);
    const [before, hit, after] = [
      bytes.slice(0, place),
      bytes.slice(place, place + length),
      bytes.slice(place + length),
    ];
    if (kind === 'cut') bytes = [...before, ...after];
    else if (kind === 'double') bytes = [...before, ...hit, ...hit, ...after];
    else if (kind === 'write') bytes = [...before, ...own, ...bytes.slice(place + own.length)];
    else bytes = [...before, ...own, ...hit, ...after];
  }
  return Uint8Array.from(bytes);
}

/** Whatever the file, the reader answers with a whole document or with a problem that has words. */
async function answersFor(file: Uint8Array): Promise<void> {
  try {
    const { passages, characters, notice, title } = await readDocument(file);
    const texts = notice ? notice.blocks.map(({ text }) => text) : passages.map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.every((text) => text.trim() !== '')).toBe(true);
    expect(characters).toBe(texts.reduce((sum, { length }) => sum + length, 0));
    expect(title === null || title.length <= 200 || notice !== null).toBe(true);
    structuredClone({ passages, notice });
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
  }
}

const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>3</v></c></row>';
const packages: Record<string, Uint8Array> = {
  Word: wordFile(
    paragraph('Krav', 'Overskrift1') +
      `<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del>${run('Stolene skal være brugte.')}<w:r><w:txbxContent>${paragraph('I en boks')}</w:txbxContent></w:r></w:p>`,
  ),
  OpenDocument: openFile(
    'text',
    '<text:h text:outline-level="2">Krav</text:h><text:p>Brugte<text:note><text:note-body><text:p>Note</text:p></text:note-body></text:note> stole</text:p>',
  ),
  'OpenDocument spreadsheet': openFile(
    'spreadsheet',
    '<table:table table:name="A"><table:table-row><table:table-cell table:number-columns-repeated="3"><text:p>Stole</text:p></table:table-cell></table:table-row></table:table>',
  ),
  workbook: workbookFile({ Krav: rows }, ['<t>Stole</t>']),
};

describe('whatever happens to a file, its reader answers with a document or with a problem', () => {
  test.each(Object.entries(packages))(
    '%s, in its parts',
    async (_, file) => {
      const parts = Object.entries(unzipSync(file));
      await fc.assert(
        fc.asyncProperty(fc.nat(parts.length - 1), damage, async (at, harms) => {
          const harmed = parts.map(([name, bytes], place) => [name, place === at ? damaged(bytes, harms) : bytes]);
          await answersFor(zipSync(Object.fromEntries(harmed) as Record<string, Uint8Array>, { level: 0 }));
        }),
        { numRuns },
      );
    },
    timeout,
  );

  test.each([
    ['a package', packages.Word as Uint8Array],
    ['a notice', strToU8(noticeXml())],
    [
      'a text',
      strToU8(
        'Krav til stole\nDe skal være brugte, og de skal kunne leveres samlet i løbet af et år og\nuden plast.\n',
      ),
    ],
    ['a PDF', smallPdf([['Krav til stole', 'De skal være brugte.'], ['Slut']])],
  ])(
    '%s, in its bytes',
    async (_, file) => {
      await fc.assert(
        fc.asyncProperty(damage, (harms) => answersFor(damaged(file, harms))),
        { numRuns },
      );
    },
    timeout,
  );
});
