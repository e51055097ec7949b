import compiled from 'virtual:matching/compiled';
import data from 'virtual:targets';
import { expect, test } from 'vitest';
import { matcherOf } from '../../../lib/matching/compiled.ts';
import { adviseFiles, saidOf } from '../../fixtures/documents/advise-files.ts';
import { asText, specification, title } from '../../fixtures/documents/specification.ts';
import { openFile, paragraph, wordFile, workbookFile } from './office-files.ts';
import { smallPdf } from './small-pdf.ts';

const texts = [title, ...specification.map(({ text }) => text)];
/** Lines as a page has room for, the last words of some of them divided. */
const wrapped = (text: string): string[] => {
  const lines = text.match(/.{1,82}(?:\s|$)/g) ?? [text];
  return lines.map((line) => line.trim());
};

const files: Record<string, Uint8Array> = {
  'krav.docx': wordFile(
    paragraph(title, 'Titel') +
      specification.map(({ level, text }) => paragraph(text, level && `Overskrift${level}`)).join(''),
  ),
  'krav.odt': openFile(
    'text',
    `<text:h text:outline-level="1">${title}</text:h>${specification
      .map(({ level, text }) =>
        level ? `<text:h text:outline-level="${level}">${text}</text:h>` : `<text:p>${text}</text:p>`,
      )
      .join('')}`,
  ),
  'krav.xlsx': workbookFile({
    Krav: texts.map((text, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="str"><v>${text}</v></c></row>`).join(''),
  }),
  'krav.ods': openFile(
    'spreadsheet',
    `<table:table table:name="Krav">${texts
      .map((text) => `<table:table-row><table:table-cell><text:p>${text}</text:p></table:table-cell></table:table-row>`)
      .join('')}</table:table>`,
  ),
  'krav.pdf': smallPdf(texts.map(wrapped)),
  'krav.md': new TextEncoder().encode(`# ${title}\n\n${texts.slice(1).join('\n\n')}`),
};

test.each(Object.entries(files))('%s says what its plain text says', async (name, bytes) => {
  const matcher = matcherOf(compiled);
  const advise = (file: string, content: Uint8Array) => adviseFiles(matcher, data.wording, { [file]: content }, title);
  const plain = saidOf(await advise('krav.txt', new TextEncoder().encode(asText())));
  expect(plain.shown.length).toBeGreaterThan(2);
  expect(plain.shown.some((line) => line.endsWith(' covered'))).toBe(true);
  const found = await advise(name, bytes);
  expect(saidOf(found)).toEqual(plain);
});
