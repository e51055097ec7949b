import { createCollector } from './collect.ts';
import type { DocumentText } from './document.ts';
import { DocumentProblem } from './document-problem.ts';
import { type DrawnText, linesOf, paragraphsOf } from './pdf-lines.ts';
import { limitUnpacking } from './unpack-limit.ts';

type Library = typeof import('pdfjs-dist');
type PdfDocument = Awaited<ReturnType<Library['getDocument']>['promise']>;

/**
 * What one stream of a PDF may unpack to; its pictures are not unpacked at all. Buffers grow by doubling, so it is a power
 * of two, and more than a whole file may have.
 */
const mostUnpacked = 67_108_864;
/** A longer first paragraph is no title. */
const longestTitle = 200;

/**
 * The library with its parser beside it, on this thread: this is a worker of ours already, and one that ends when the
 * reading is called off. No font, picture or script of the document is ever made use of.
 */
async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  const parser = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  Object.assign(globalThis, { pdfjsWorker: parser });
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: bytes,
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    useWasm: false,
    stopAtErrors: false,
  });
  try {
    return await task.promise;
  } catch (error) {
    const name = (error as Error).name;
    await task.destroy();
    throw new DocumentProblem(name === 'PasswordException' ? 'password' : 'broken', `${name}: ${error}`);
  }
}

/**
 * Reads a PDF page by page: lines as they are drawn, put together to paragraphs. Place: the page.
 * @throws {DocumentProblem} password, broken, bomb, picture when no page holds text
 */
export async function readPdf(bytes: Uint8Array, onPage: (done: number, all: number) => void): Promise<DocumentText> {
  const unpacking = limitUnpacking(mostUnpacked);
  const check = (): void => {
    if (unpacking.isPassed()) throw new DocumentProblem('bomb');
  };
  try {
    return await readPages(bytes, (done, all) => {
      check();
      onPage(done, all);
    });
  } catch (error) {
    check();
    throw error;
  } finally {
    unpacking.lift();
  }
}

async function readPages(bytes: Uint8Array, onPage: (done: number, all: number) => void): Promise<DocumentText> {
  const pdf = await openPdf(bytes);
  const collector = createCollector();
  let withoutText = 0;
  let title: string | null = null;
  try {
    for (let number = 1; number <= pdf.numPages && !collector.isFull(); number++) {
      const paragraphs = paragraphsOf(linesOf(await drawnOn(pdf, number)));
      if (paragraphs.every(({ text }) => text === '')) withoutText++;
      title ??= largest(paragraphs);
      for (const { text } of paragraphs) collector.add(text, { kind: 'page', page: number });
      onPage(number, pdf.numPages);
    }
    if (withoutText === pdf.numPages) throw new DocumentProblem('picture');
    return { ...collector.document('pdf', title), pages: { all: pdf.numPages, withoutText } };
  } finally {
    await pdf.destroy();
  }
}

/** What is drawn on a page; a page that cannot be read is one without text. */
async function drawnOn(pdf: PdfDocument, number: number): Promise<DrawnText[]> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: false });
    page.cleanup();
    return items.flatMap((item) => {
      if (!('str' in item)) return [];
      const [, , , , x, y] = item.transform as number[];
      return [{ str: item.str, x: x ?? 0, y: y ?? 0, width: item.width, height: item.height }];
    });
  } catch {
    return [];
  }
}

/** The paragraph in the largest letters, the first of several: what the first page with text is headed by. */
function largest(paragraphs: ReturnType<typeof paragraphsOf>): string | null {
  const named = paragraphs.filter(({ text }) => text.length > 2 && text.length <= longestTitle);
  const most = Math.max(...named.map(({ height }) => height));
  return named.find(({ height }) => height > most * 0.98)?.text ?? null;
}
