import { type JournalDatabase, onJournal } from '../log/database.ts';

/** How far one file of the shared folder has been read. */
export interface ReadFileState {
  size: number;
  lastModified: number;
  /** Bytes that were taken in: whole lines only. */
  offset: number;
  /** The line that begins there, from 1. */
  line: number;
  /** Tells whether what was taken in still stands there: of the first bytes, and of the last before `offset`. */
  marks: [head: string, tail: string];
  /** The import that its revisions are noted as coming with. */
  importId: string;
  /** What could not be read, and in which line; null when all of it was. */
  problem: { code: string; line: number | null } | null;
}

/** What stands in this browser's own file. */
export interface OwnFileState {
  size: number;
  /** When it was last brought up to date, by this device's clock. */
  writtenAt: string;
  /** Revisions of this device in it. */
  revisions: number;
  /** Deletions known here when it was written. */
  tombstones: number;
  /** What was written of the days before `writtenAt`, as `type id time`, so that nothing is written twice. */
  recent: string[];
  authors: boolean;
}

/** What this browser knows of the shared folder between two visits. */
export interface SharedState {
  files: Record<string, ReadFileState>;
  own: OwnFileState | null;
  syncedAt: string | null;
}

export const emptySharedState = (): SharedState => ({ files: {}, own: null, syncedAt: null });

/** @throws {JournalError} */
export async function sharedState(db: JournalDatabase): Promise<SharedState> {
  const row = await onJournal(db, 'everything', () => db.meta.get('sharedState'));
  return (row?.value as SharedState | undefined) ?? emptySharedState();
}

/** @throws {JournalError} */
export async function keepSharedState(db: JournalDatabase, state: SharedState): Promise<void> {
  await onJournal(db, 'everything', () => db.meta.put({ key: 'sharedState', value: state }));
}
