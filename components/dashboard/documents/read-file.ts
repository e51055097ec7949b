import type { DocumentText } from '../../../lib/documents/document.ts';
import { DocumentProblem } from '../../../lib/documents/document-problem.ts';
import type { WorkerWord } from './document-worker.ts';

/**
 * Reads a file in a worker of its own, so that the page answers meanwhile, and so that whatever a file does to its
 * reader ends with it.
 * @param signal ends the worker at once, wherever it is
 * @throws {DocumentProblem}, or the signal's reason
 */
export function readFile(
  file: File,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (done: number, total: number) => void },
): Promise<DocumentText> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./document-worker.ts', import.meta.url), { type: 'module' });
    const end = (then: () => void): void => {
      worker.terminate();
      signal.removeEventListener('abort', cancel);
      then();
    };
    const cancel = (): void => end(() => reject(signal.reason));
    signal.addEventListener('abort', cancel);
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerWord>) => {
      // The PDF library takes any worker for its own and greets the page, too: that is no word of ours.
      if (data.say === 'progress') onProgress(data.done, data.total);
      else if (data.say === 'read') end(() => resolve(data.document));
      else if (data.say === 'failed') end(() => reject(new DocumentProblem(data.code, data.detail)));
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(() => reject(new DocumentProblem('failed', event.message)));
    });
    worker.postMessage(file);
  });
}
