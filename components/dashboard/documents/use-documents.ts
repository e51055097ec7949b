import { useEffect, useRef, useState } from 'preact/hooks';
import type { DocumentText } from '../../../lib/documents/document.ts';
import { DocumentProblem, type DocumentProblemCode } from '../../../lib/documents/document-problem.ts';
import { readFile } from './read-file.ts';

/** A file that was chosen, and where its reading stands. */
export type CheckedFile = { id: number; name: string; size: number } & (
  | { state: 'waiting' }
  | { state: 'reading'; done: number; total: number | null }
  | { state: 'read'; document: DocumentText }
  | { state: 'failed'; code: DocumentProblemCode }
);

/**
 * What was read stays until the page is closed, so that a look at a target and back does not lose it. It is kept in
 * memory alone.
 */
let kept: readonly CheckedFile[] = [];
let nextId = 1;

/** The documents under check: read one after the other, each in its own worker, and called off one by one or together. */
export function useDocuments() {
  const [files, setFiles] = useState(kept);
  const running = useRef<{ id: number; controller: AbortController } | null>(null);
  const queue = useRef<{ id: number; file: File }[]>([]);

  const change = (work: (before: readonly CheckedFile[]) => readonly CheckedFile[]): void => {
    kept = work(kept);
    setFiles(kept);
  };
  const set = (id: number, next: CheckedFile): void => change((all) => all.map((one) => (one.id === id ? next : one)));
  const isUnderWay = ({ state }: CheckedFile): boolean => state === 'waiting' || state === 'reading';

  const drop = (isGone: (file: CheckedFile) => boolean): void => {
    const gone = new Set(kept.filter(isGone).map(({ id }) => id));
    queue.current = queue.current.filter(({ id }) => !gone.has(id));
    if (running.current && gone.has(running.current.id)) running.current.controller.abort();
    change((all) => all.filter(({ id }) => !gone.has(id)));
  };
  const cancel = (): void => drop(isUnderWay);
  useEffect(() => cancel, []);

  const readOn = async (): Promise<void> => {
    if (running.current) return;
    for (let next = queue.current.shift(); next; next = queue.current.shift()) {
      const { id, file } = next;
      const controller = new AbortController();
      running.current = { id, controller };
      const named = { id, name: file.name, size: file.size };
      const onProgress = (done: number, total: number) => set(id, { ...named, state: 'reading', done, total });
      set(id, { ...named, state: 'reading', done: 0, total: null });
      try {
        const document = await readFile(file, { signal: controller.signal, onProgress });
        set(id, { ...named, state: 'read', document });
      } catch (error) {
        // What was called off is on the list no more.
        set(id, { ...named, state: 'failed', code: error instanceof DocumentProblem ? error.code : 'failed' });
      }
    }
    running.current = null;
  };

  const add = (chosen: readonly File[]): void => {
    // The same file again takes the place of the one before, however far that had come.
    drop(({ name }) => chosen.some((file) => file.name === name));
    const fresh = chosen.map((file) => ({ id: nextId++, file }));
    queue.current.push(...fresh);
    change((all) => [
      ...all,
      ...fresh.map(({ id, file }) => ({ id, name: file.name, size: file.size, state: 'waiting' as const })),
    ]);
    void readOn();
  };

  const remove = (id: number): void => drop((file) => file.id === id);
  return { files, add, remove, cancel, isReading: files.some(isUnderWay) };
}
