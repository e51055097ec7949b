import { useEffect, useRef, useState } from 'preact/hooks';
import { FileProblem } from '../../../lib/exchange/file-problem.ts';
import { bringsAnything } from '../../../lib/exchange/preview.ts';
import { dropStaged, type StagedFile, stageFile } from '../../../lib/exchange/stage.ts';
import { commitImports, type TakenIn, takeIn } from '../../../lib/exchange/take-in.ts';
import { onJournal } from '../../../lib/log/database.ts';
import { type JournalError, toJournalError } from '../../../lib/log/journal-error.ts';
import { underJournalLock } from '../../../lib/log/lock.ts';
import type { House } from '../house.ts';
import { restoreBeside } from './restore-beside.ts';
import { tableLanguages } from './table-languages.ts';

/** A file that was not read, and why. */
export interface FailedFile {
  name: string;
  problem: FileProblem | JournalError;
}

/** Where an import stands. Until `applying` nothing in the journal has changed. */
export type ImportRun =
  | { state: 'idle' | 'cancelled' }
  | { state: 'reading'; name: string; read: number; size: number }
  | { state: 'preview'; files: StagedFile[]; failed: FailedFile[]; isEmpty: boolean }
  | { state: 'waiting' }
  | { state: 'applying'; done: number; total: number }
  | { state: 'done'; taken: TakenIn }
  | { state: 'failed'; error: JournalError };

/** An import from the choice of files to its end; leaving the page takes away what was only read. */
export function useImport(house: House) {
  const { journal } = house;
  const [run, setRun] = useState<ImportRun>({ state: 'idle' });
  const languages = () => tableLanguages(house.packs);
  const abort = useRef<AbortController | null>(null);
  const staged = useRef<StagedFile[]>([]);

  const discard = async () => {
    const files = staged.current.splice(0);
    for (const { importId, release } of files) {
      await dropStaged(journal, importId);
      release();
    }
  };
  useEffect(
    () => () => {
      abort.current?.abort();
      void discard().catch(() => undefined);
    },
    [],
  );

  const read = async (files: readonly File[]) => {
    abort.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    abort.current = controller;
    const failed: FailedFile[] = [];
    try {
      await discard();
      for (const file of files) {
        const show = (bytes: number) => setRun({ state: 'reading', name: file.name, read: bytes, size: file.size });
        show(0);
        const room = await roomLeft();
        try {
          staged.current.push(await stageFile(journal, file, { signal, onProgress: show, room, languages }));
        } catch (error) {
          signal.throwIfAborted();
          failed.push({ name: file.name, problem: problemOf(error) });
        }
      }
      const isEmpty = (await onJournal(journal, 'everything', () => journal.journal.limit(1).count())) === 0;
      setRun({ state: 'preview', files: [...staged.current], failed, isEmpty });
    } catch (error) {
      await discard().catch(() => undefined);
      // A newer choice of files has taken over.
      if (abort.current !== controller) return;
      setRun(signal.aborted ? { state: 'cancelled' } : { state: 'failed', error: toJournalError(error, 'everything') });
    }
  };

  const confirm = async (withSettings: boolean) => {
    const ids = staged.current.filter(({ preview }) => bringsAnything(preview)).map(({ importId }) => importId);
    try {
      setRun({ state: 'waiting' });
      const taken = await underJournalLock(async () => {
        if (withSettings) for (const { beside } of staged.current) await restoreBeside(house, beside);
        await commitImports(journal, ids);
        const committed = staged.current.filter(({ importId }) => ids.includes(importId));
        staged.current = staged.current.filter((file) => !committed.includes(file));
        for (const { release } of committed) release();
        return takeIn(journal, (done, total) => setRun({ state: 'applying', done, total }));
      });
      await discard();
      setRun({ state: 'done', taken });
    } catch (error) {
      setRun({ state: 'failed', error: toJournalError(error, 'earlierDecisions') });
    }
  };

  const cancel = async () => {
    abort.current?.abort();
    await discard().catch(() => undefined);
    setRun({ state: 'cancelled' });
  };

  return { run, read, confirm, cancel };
}

function problemOf(error: unknown): FileProblem | JournalError {
  return error instanceof FileProblem ? error : toJournalError(error, 'everything');
}

/** Bytes the browser still gives us; null when it does not say. */
async function roomLeft(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? null : quota - usage;
}
