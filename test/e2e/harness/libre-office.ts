import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ensureProgram, type Program } from '../../commands/programs.ts';

const libreOffice: Program = {
  name: 'LibreOffice Calc',
  variable: 'LIBREOFFICE_PATH',
  commands: ['soffice', 'libreoffice'],
  places: ['/usr/lib/libreoffice/program/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'],
  // The spreadsheet alone, without windows.
  debianPackage: 'libreoffice-calc-nogui',
  need: 'Spreadsheets are read back with it: install LibreOffice, or name its program in LIBREOFFICE_PATH.',
};

/** Why the tests with LibreOffice are left out on this machine, in one line; null where it is there. */
export function libreOfficeMissing(): string | null {
  try {
    ensureProgram(libreOffice);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The part that writes texts: the program alone, as tables need it, does not have it. */
const writer: Program = {
  name: 'LibreOffice Writer',
  commands: [],
  places: [
    '/usr/lib/libreoffice/program/libswlo.so',
    '/usr/lib64/libreoffice/program/libswlo.so',
    '/opt/libreoffice/program/libswlo.so',
    '/Applications/LibreOffice.app/Contents/Frameworks/libswlo.dylib',
  ],
  debianPackage: 'libreoffice-writer-nogui',
  need: 'Word, OpenDocument and PDF files are made with it: install LibreOffice.',
};

/** Why the tests with texts from LibreOffice are left out on this machine, in one line; null where all is there. */
export function officeWriterMissing(): string | null {
  const missing = libreOfficeMissing();
  if (missing) return missing;
  try {
    ensureProgram(writer);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A file for LibreOffice, and what it is to make of it. */
export interface OfficeSource {
  name: string;
  content: string;
  to: readonly string[];
}

/** Makes other formats of files, each under its own name with the format's ending; one profile serves them all. */
export async function convertInOffice(sources: readonly OfficeSource[]): Promise<Record<string, Uint8Array>> {
  const program = ensureProgram(libreOffice);
  const folder = await mkdtemp(join(tmpdir(), 'groent-lys-office-'));
  const made: Record<string, Uint8Array> = {};
  try {
    for (const { name, content, to } of sources) {
      await writeFile(join(folder, name), content);
      for (const format of to) {
        const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
        const asked = format === 'txt' ? 'txt:Text (encoded):UTF8' : format;
        await promisify(execFile)(
          program,
          [profile, '--headless', '--convert-to', asked, '--outdir', folder, join(folder, name)],
          { timeout: 120_000 },
        );
        const result = name.replace(/\.\w+$/, `.${format}`);
        made[result] = new Uint8Array(await readFile(join(folder, result)));
      }
    }
    return made;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A cell as LibreOffice understood it: numbers and shares as numbers, dates and times in ISO 8601. */
export type OfficeCell = { type: string; value: string | number } | null;

export interface OfficeSheet {
  name: string;
  rows: OfficeCell[][];
}

/** How a text file is to be read; a workbook says so itself. */
export interface OfficeImport {
  /** Code of the separator: 59 for a semicolon. */
  separator: number;
  /** Number of the language whose numbers and dates it has: 1030 for Danish. */
  language: number;
}

/** Opens a file in LibreOffice and reads every cell of every sheet. */
export async function readInOffice(
  name: string,
  content: Uint8Array | string,
  options?: OfficeImport,
): Promise<OfficeSheet[]> {
  const program = ensureProgram(libreOffice);
  const folder = await mkdtemp(join(tmpdir(), 'groent-lys-office-'));
  try {
    await writeFile(join(folder, name), content);
    const filter = options && `CSV:${options.separator},34,76,1,,${options.language},false,true`;
    await promisify(execFile)(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
        '--headless',
        ...(filter ? [`--infilter=${filter}`] : []),
        '--convert-to',
        'fods',
        '--outdir',
        folder,
        join(folder, name),
      ],
      { timeout: 120_000, maxBuffer: 10_000_000 },
    );
    return sheetsOf(await readFile(join(folder, name.replace(/\.\w+$/, '.fods')), 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Elements of one name that are not inside each other, with their attributes. */
function* elements(xml: string, name: string): Generator<{ head: string; body: string }> {
  for (const [, head = '', body = ''] of xml.matchAll(
    new RegExp(`<${name}(?=[\\s/>])((?:\\s[^>]*?)?)(?:/>|>(.*?)</${name}>)`, 'gs'),
  )) {
    yield { head, body };
  }
}

const attribute = (head: string, name: string): string | null => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1];
  return value === undefined ? null : unescaped(value);
};

const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescaped = (xml: string): string =>
  xml.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (_, code: string) =>
    code.startsWith('#x')
      ? String.fromCodePoint(Number.parseInt(code.slice(2), 16))
      : code.startsWith('#')
        ? String.fromCodePoint(Number(code.slice(1)))
        : (named[code] ?? ''),
  );

/** Text as paragraphs, with blanks and tabs as elements of their own. */
function textOf(body: string): string {
  const paragraphs = [...elements(body, 'text:p')].map(({ body: text }) =>
    unescaped(
      text
        .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count = '1') => ' '.repeat(Number(count)))
        .replaceAll('<text:tab/>', '\t')
        .replaceAll('<text:line-break/>', '\n')
        .replace(/<[^>]+>/g, ''),
    ),
  );
  return paragraphs.join('\n');
}

function cellOf(head: string, body: string): OfficeCell {
  const type = attribute(head, 'office:value-type');
  if (type === null) return null;
  if (type === 'date') return { type, value: attribute(head, 'office:date-value') ?? '' };
  if (type !== 'string') return { type, value: Number(attribute(head, 'office:value')) };
  return { type, value: attribute(head, 'office:string-value') ?? textOf(body) };
}

/** No cell of ours repeats so often; what does is the emptiness behind a table. */
const emptyFrom = 200;

function sheetsOf(xml: string): OfficeSheet[] {
  return [...elements(xml, 'table:table')].map(({ head, body }) => ({
    name: attribute(head, 'table:name') ?? '',
    rows: [...elements(body, 'table:table-row')].flatMap(({ head: rowHead, body: row }) => {
      const repeated = Number(attribute(rowHead, 'table:number-rows-repeated') ?? 1);
      const cells = [...elements(row, 'table:table-cell')].flatMap(({ head: cellHead, body: cell }) => {
        const times = Number(attribute(cellHead, 'table:number-columns-repeated') ?? 1);
        return times >= emptyFrom ? [] : Array.from({ length: times }, () => cellOf(cellHead, cell));
      });
      return repeated >= emptyFrom ? [] : Array.from({ length: repeated }, () => cells);
    }),
  }));
}
