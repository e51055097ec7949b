import type { DocumentText } from '../../../lib/documents/document.ts';
import { mostBytes } from '../../../lib/documents/document.ts';
import { DocumentProblem, type DocumentProblemCode } from '../../../lib/documents/document-problem.ts';
import { readDocument } from '../../../lib/documents/read-document.ts';

/** What the worker says while it reads the one file that it is started for. */
export type WorkerWord =
  | { say: 'progress'; done: number; total: number }
  | { say: 'read'; document: DocumentText }
  | { say: 'failed'; code: DocumentProblemCode; detail: string };

const tell = (word: WorkerWord): void => postMessage(word);

async function read(file: File): Promise<void> {
  try {
    if (file.size > mostBytes) throw new DocumentProblem('tooLarge');
    const bytes = await file.arrayBuffer().catch((error: unknown) => {
      throw new DocumentProblem('failed', String(error));
    });
    const document = await readDocument(new Uint8Array(bytes), (done, total) => tell({ say: 'progress', done, total }));
    tell({ say: 'read', document });
  } catch (error) {
    const code = error instanceof DocumentProblem ? error.code : 'failed';
    tell({ say: 'failed', code, detail: String(error) });
  }
}

addEventListener('message', ({ data }: MessageEvent<File>) => void read(data));
