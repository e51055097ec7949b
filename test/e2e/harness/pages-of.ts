import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** How many pages a PDF has. Browsers write them in ways of their own, so a reader of PDF is asked. */
export async function pagesOf(pdf: Uint8Array): Promise<number> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS });
  try {
    return (await task.promise).numPages;
  } finally {
    await task.destroy();
  }
}
