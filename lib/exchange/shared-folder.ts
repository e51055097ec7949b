import type { JournalDatabase } from '../log/database.ts';
import { onJournal } from '../log/database.ts';
import type { FileHeader } from './format.ts';
import { type ReadShared, readShared } from './read-shared.ts';
import type { SharedFile } from './shared-files.ts';
import { emptySharedState, keepSharedState, sharedState } from './shared-state.ts';
import { writeShared } from './write-shared.ts';

/** The folder that colleagues share, as the user chose it. The browser keeps the handle and asks who may use it. */
export interface SharedFolder {
  handle: FileSystemDirectoryHandle;
  /** Since when, ISO 8601. */
  since: string;
  /** Whether pseudonyms are laid into the folder. */
  authors: boolean;
}

/** The chosen folder; null when none is connected. @throws {JournalError} */
export async function sharedFolder(db: JournalDatabase): Promise<SharedFolder | null> {
  const row = await onJournal(db, 'everything', () => db.meta.get('sharedFolder'));
  return (row?.value as SharedFolder | undefined) ?? null;
}

/** Connects a folder, or changes how it is used. Nothing is read or written yet. @throws {JournalError} */
export async function connectFolder(db: JournalDatabase, folder: SharedFolder): Promise<void> {
  await onJournal(db, 'everything', () =>
    db.transaction('rw', db.meta, async () => {
      const before = (await db.meta.get('sharedFolder'))?.value as SharedFolder | undefined;
      if (!before || before.since !== folder.since) {
        await db.meta.put({ key: 'sharedState', value: emptySharedState() });
      }
      await db.meta.put({ key: 'sharedFolder', value: folder });
    }),
  );
}

/** Lets go of the folder. What was read stays in the journal, and this browser's file in the folder. */
export async function disconnectFolder(db: JournalDatabase): Promise<void> {
  await onJournal(db, 'everything', () => db.meta.bulkDelete(['sharedFolder', 'sharedState']));
}

/** The files of a folder, one by one. */
async function* filesOf(handle: FileSystemDirectoryHandle): AsyncGenerator<SharedFile> {
  for await (const [name, entry] of handle.entries()) {
    if (entry.kind === 'file') yield { name, open: () => (entry as FileSystemFileHandle).getFile() };
  }
}

/**
 * One visit to the folder: what others have laid there is taken in, then this browser's own file is brought up to date.
 * Only under the journal's lock, and only when the browser allows the folder to be used.
 * @throws {JournalError}; DOMException when the folder is gone or no longer allowed
 */
export async function visitFolder(
  db: JournalDatabase,
  folder: SharedFolder,
  header: FileHeader,
  signal?: AbortSignal,
): Promise<ReadShared> {
  const state = await sharedState(db);
  const read = await readShared(db, filesOf(folder.handle), header.device, state, signal);
  state.own = await writeShared(db, folder.handle, header, state.own);
  state.syncedAt = new Date().toISOString();
  await keepSharedState(db, state);
  return read;
}

/** Reads the files of a folder that the user has picked out by hand, where the browser keeps no folder open. */
export async function readPickedFolder(
  db: JournalDatabase,
  files: readonly File[],
  device: string,
  signal?: AbortSignal,
): Promise<ReadShared> {
  async function* picked(): AsyncGenerator<SharedFile> {
    for (const file of files) yield { name: file.name, open: async () => file };
  }
  const state = await sharedState(db);
  const read = await readShared(db, picked(), device, state, signal);
  state.syncedAt = new Date().toISOString();
  await keepSharedState(db, state);
  return read;
}
