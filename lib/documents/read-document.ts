import type { DocumentText } from './document.ts';
import { mostBytes } from './document.ts';
import { DocumentProblem } from './document-problem.ts';
import { readEforms } from './eforms.ts';
import { fileKind } from './file-kind.ts';
import { readOpenSheet, readOpenText } from './open-document.ts';
import { openPackage } from './package-file.ts';
import { readPlainText } from './plain-text.ts';
import { readWord } from './word.ts';
import { readWorkbook } from './workbook.ts';

/** Told of how far a reading has come, where that is known. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Reads a file by what it holds, whatever its name says.
 * @throws {DocumentProblem} with the code that has words for the reader; nothing else
 */
export async function readDocument(bytes: Uint8Array, onProgress: OnProgress = () => {}): Promise<DocumentText> {
  if (bytes.length > mostBytes) throw new DocumentProblem('tooLarge');
  try {
    const document = await read(bytes, onProgress);
    if (document.characters === 0) throw new DocumentProblem('noText');
    return document;
  } catch (error) {
    if (error instanceof DocumentProblem) throw error;
    throw new DocumentProblem('broken', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

async function read(bytes: Uint8Array, onProgress: OnProgress): Promise<DocumentText> {
  const kind = fileKind(bytes);
  if (kind === 'package') return readPackage(bytes);
  // Its library is the largest of all: it is loaded for a PDF alone.
  if (kind === 'pdf') return (await import('./pdf.ts')).readPdf(bytes, onProgress);
  return kind === 'xml' ? readEforms(bytes) : readPlainText(bytes);
}

/** Which of the offices' formats a package is, by what is in it. */
function readPackage(bytes: Uint8Array): DocumentText {
  const file = openPackage(bytes);
  const has = (start: string) => file.names.some((name) => name.startsWith(start));
  const type = file.names.includes('mimetype') ? new TextDecoder().decode(file.whole('mimetype') ?? undefined) : '';
  if (/opendocument\.text/.test(type)) return readOpenText(file);
  if (/opendocument\.spreadsheet/.test(type)) return readOpenSheet(file);
  if (/opendocument\.presentation/.test(type) || has('ppt/')) throw new DocumentProblem('presentation');
  if (has('xl/')) return readWorkbook(file);
  if (has('word/') || has('_rels/.rels')) return readWord(file);
  throw new DocumentProblem('unknown', 'a package of something else');
}
