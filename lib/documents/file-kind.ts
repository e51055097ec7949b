import { DocumentProblem } from './document-problem.ts';

/** What the first bytes of a file say it is. A package is told from another by what is in it. */
export type FileKind = 'package' | 'pdf' | 'xml' | 'text';

const beginsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, at) => bytes[at] === byte);

/** Whether the bytes hold a text, spelled in Latin letters of one byte or of two. */
function holds(bytes: Uint8Array, text: string, width: 1 | 2): boolean {
  const first = text.charCodeAt(0);
  const last = bytes.length - text.length * width;
  for (let at = bytes.indexOf(first); at >= 0 && at <= last; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < text.length && bytes[at + same * width] === text.charCodeAt(same)) same++;
    if (same === text.length) return true;
  }
  return false;
}

/** The old binary formats and what a password makes of the new ones share one container. */
function oldContainer(bytes: Uint8Array): DocumentProblem {
  if (holds(bytes, 'EncryptedPackage', 2)) return new DocumentProblem('password');
  if (holds(bytes, 'WordDocument', 2)) return new DocumentProblem('oldWord');
  if (holds(bytes, 'Workbook', 2) || holds(bytes, 'Book', 2)) return new DocumentProblem('oldExcel');
  if (holds(bytes, 'PowerPoint Document', 2)) return new DocumentProblem('presentation');
  return new DocumentProblem('unknown');
}

/** Bytes that no text has: more than a few of them, and the file is none. */
function isBinary(bytes: Uint8Array): boolean {
  const lead = bytes.subarray(0, 4096);
  let odd = 0;
  for (const byte of lead) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) odd++;
  return odd > lead.length / 100;
}

/**
 * What a file is by its content.
 * @throws {DocumentProblem} for one that holds no text that can be read, with the code that says what to do
 */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) throw new DocumentProblem('empty');
  if (beginsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || beginsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'package';
  if (beginsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw oldContainer(bytes);
  const lead = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (lead.includes('%PDF-')) return 'pdf';
  if (lead.startsWith('{\\rtf')) throw new DocumentProblem('richText');
  if (/^\s*<(?:!DOCTYPE html|html)\b/i.test(lead)) throw new DocumentProblem('unknown', 'a web page');
  if (/^\s*<(?:!DOCTYPE html|html)\b/i.test(lead)) throw new DocumentProblem('unknown', 'a web page');
  const isWide = beginsWith(bytes, 0xff, 0xfe) || beginsWith(bytes, 0xfe, 0xff);
  const letters = lead.replaceAll('\0', '').replace(/^(?:ï»¿|ÿþ|þÿ)/, '');
  if (/^\s*<(?:\?xml|!--|!DOCTYPE(?!\s+html)|\w+:|\w+Notice\b)/i.test(letters)) return 'xml';
  if (!isWide && isBinary(bytes)) throw new DocumentProblem('unknown');
  return 'text';
}
