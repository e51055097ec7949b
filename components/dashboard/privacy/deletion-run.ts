import { useEffect, useRef, useState } from 'preact/hooks';
import { type JournalError, toJournalError } from '../../../lib/log/journal-error.ts';
import { underJournalLock } from '../../../lib/log/lock.ts';

/** How far a deletion has come. What was deleted before it was stopped stays deleted, each step whole by itself. */
export type DeletionRun =
  | { state: 'idle' }
  | { state: 'running'; done: number }
  | { state: 'done' | 'stopped'; done: number }
  | { state: 'failed'; error: JournalError };

type Work = (options: { now: Date; signal: AbortSignal; onProgress: (done: number) => void }) => Promise<unknown>;

/** Runs a deletion alone among all pages, with progress and a way to stop it. */
export function useDeletion() {
  const [run, setRun] = useState<DeletionRun>({ state: 'idle' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const start = async (work: Work) => {
    const controller = new AbortController();
    const { signal } = controller;
    abort.current = controller;
    let done = 0;
    const onProgress = (count: number) => {
      done = count;
      setRun({ state: 'running', done });
    };
    onProgress(0);
    try {
      await underJournalLock(() => work({ now: new Date(), signal, onProgress }), signal);
      setRun({ state: 'done', done });
    } catch (error) {
      setRun(
        signal.aborted
          ? { state: 'stopped', done }
          : { state: 'failed', error: toJournalError(error, 'earlierDecisions') },
      );
    }
  };
  return { run, start, stop: () => abort.current?.abort() };
}
