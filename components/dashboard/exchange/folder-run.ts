import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ReadShared } from '../../../lib/exchange/read-shared.ts';
import {
  connectFolder,
  disconnectFolder,
  readPickedFolder,
  type SharedFolder,
  sharedFolder,
  visitFolder,
} from '../../../lib/exchange/shared-folder.ts';
import { sharedState } from '../../../lib/exchange/shared-state.ts';
import { underJournalLock } from '../../../lib/log/lock.ts';
import type { House } from '../house.ts';
import { fileHeader } from './file-header.ts';
import { askFor, folderPicker, isAllowed } from './folder-edge.ts';

/** The folder as it stands, for the page that shows it. */
export interface FolderStanding {
  folder: SharedFolder | null;
  syncedAt: string | null;
  allowed: boolean;
}

export type FolderRun =
  | { state: 'idle' | 'visiting' | 'refused' | 'gone' | 'failed' }
  | { state: 'done'; read: ReadShared };

/**
 * Visits the shared folder if the browser allows it now without a question.
 * @returns null when there is no folder, or the user must be asked first
 */
export async function visitIfAllowed(house: House): Promise<ReadShared | null> {
  const folder = await sharedFolder(house.journal);
  if (!folder || !(await isAllowed(folder.handle))) return null;
  return visit(house, folder);
}

async function visit(house: House, folder: SharedFolder): Promise<ReadShared> {
  const part = { content: 'share', scope: null, completeness: null, authors: folder.authors } as const;
  const header = await fileHeader(house, part);
  return underJournalLock(() => visitFolder(house.journal, folder, header));
}

/** The shared folder on the page: connected, visited, let go of. */
export function useFolder(house: House) {
  const { journal } = house;
  const [standing, setStanding] = useState<FolderStanding | null>(null);
  const [run, setRun] = useState<FolderRun>({ state: 'idle' });

  const look = useCallback(async () => {
    try {
      const folder = await sharedFolder(journal);
      const { syncedAt } = await sharedState(journal);
      setStanding({ folder, syncedAt, allowed: folder !== null && (await isAllowed(folder.handle)) });
    } catch {
      // Where the journal cannot be read, its own pages say why and what to do.
      setStanding(null);
      setRun({ state: 'failed' });
    }
  }, [journal]);
  useEffect(() => void look(), [look]);

  const attempt = async (work: () => Promise<ReadShared | null>) => {
    setRun({ state: 'visiting' });
    try {
      const read = await work();
      setRun(read ? { state: 'done', read } : { state: 'idle' });
    } catch (error) {
      const { name } = error as Error;
      // Closing the browser's question is an answer, not a fault.
      if (name === 'AbortError') setRun({ state: 'idle' });
      else if (name === 'NotFoundError') setRun({ state: 'gone' });
      else if (name === 'NotAllowedError') setRun({ state: 'refused' });
      else setRun({ state: 'failed' });
    }
    await look();
  };

  const connect = () =>
    attempt(async () => {
      const handle = await folderPicker()?.();
      if (!handle) return null;
      const folder: SharedFolder = { handle, since: new Date().toISOString(), authors: false };
      await connectFolder(journal, folder);
      return visit(house, folder);
    });
  const sync = () =>
    attempt(async () => {
      const folder = await sharedFolder(journal);
      if (!folder) return null;
      if (!(await isAllowed(folder.handle)) && !(await askFor(folder.handle))) {
        throw new DOMException('the folder is not allowed', 'NotAllowedError');
      }
      return visit(house, folder);
    });
  const disconnect = () =>
    attempt(async () => {
      await disconnectFolder(journal);
      return null;
    });
  const setAuthors = (authors: boolean) =>
    attempt(async () => {
      const folder = await sharedFolder(journal);
      if (!folder) return null;
      await connectFolder(journal, { ...folder, authors });
      return visitIfAllowed(house);
    });
  const readPicked = (files: readonly File[]) =>
    attempt(async () => {
      const { device } = await fileHeader(house, { content: 'share', scope: null, completeness: null, authors: false });
      return underJournalLock(() => readPickedFolder(journal, files, device));
    });
  return { standing, run, connect, sync, disconnect, setAuthors, readPicked };
}
