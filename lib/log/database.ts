import { Dexie, type Table } from 'dexie';
import { isClosed, type Kept, toJournalError } from './journal-error.ts';
import type { CurrentRow, DecisionRollup, DecisionRollupKey, ProcedureStateRow } from './rows.ts';
import type { Procedure, Revision, TipRecord } from './schema.ts';

/** Raise it with every change to `stores`; a journal of a higher version is left untouched. */
const journalVersion = 1;

/** Dexie multiplies its version numbers by ten for the browser. */
const nativeVersion = journalVersion * 10;

/** The journal and what is derived from it, in the extension's own IndexedDB. */
export interface JournalDatabase extends Dexie {
  /** Append-only: rows are added, never changed. */
  journal: Table<Revision, string>;
  /** Derived: the current revision of each record. */
  current: Table<CurrentRow, string>;
  procedures: Table<Procedure, string>;
  /** Derived: figures by day, unit, area, target and verdict. */
  decisionRollup: Table<DecisionRollup, DecisionRollupKey>;
  /** Derived: one row of standing per procedure. */
  procedureState: Table<ProcedureStateRow, string>;
  tipRecords: Table<TipRecord, string>;
  /** Small facts about this installation: `device`. */
  meta: Table<{ key: string; value: unknown }, string>;
}

const stores = {
  journal: 'id, recordId, procedureId',
  current:
    'recordId, procedureId, [procedureId+decidedAt+recordId], [decidedAt+recordId], [area+decidedAt+recordId], [unit+decidedAt+recordId], ' +
    '[target.id+decidedAt+recordId], [verdict+decidedAt+recordId], [moved+decidedAt+recordId]',
  procedures: 'id, *keys, followedAt, [followedAt+id]',
  decisionRollup: '[day+unit+area+target+verdict]',
  procedureState: 'procedureId, day, followedDay, unit',
  tipRecords: 'id, procedureId',
  meta: 'key',
};

/**
 * Asks the browser for our own version only. Dexie answers a refusal by opening a newer database as it is and may add
 * to it what it misses; a journal written by a newer edition must stay as it is.
 */
function ownVersionOnly(): IDBFactory {
  return {
    open: (name) => indexedDB.open(name, nativeVersion),
    deleteDatabase: (name) => indexedDB.deleteDatabase(name),
    databases: () => indexedDB.databases(),
    cmp: (first, second) => indexedDB.cmp(first, second),
  };
}

/**
 * The journal's database. It opens at the first use, so errors come from the functions that use it. Every write is
 * strict: it is on the disk before it is reported as done. When another page upgrades or deletes the database this
 * connection lets go and `onVersionChange` is called, to tell the user to reload.
 */
export function openJournal(options: { name?: string; onVersionChange?: () => void } = {}): JournalDatabase {
  const db = new Dexie(options.name ?? 'groent-lys', {
    chromeTransactionDurability: 'strict',
    indexedDB: ownVersionOnly(),
  }) as JournalDatabase;
  db.version(journalVersion).stores(stores);
  db.on('versionchange', () => {
    db.close();
    options.onVersionChange?.();
  });
  return db;
}

const reopening = new WeakMap<JournalDatabase, Promise<void>>();

/** Opens the database once for all who found it closed; each opening it anew would close it for the others. */
function reopen(db: JournalDatabase): Promise<void> {
  const under = reopening.get(db);
  if (under) return under;
  const opened = (async () => {
    db.close({ disableAutoOpen: false });
    await db.open();
  })().finally(() => reopening.delete(db));
  reopening.set(db, opened);
  return opened;
}

/**
 * Runs work on the journal. When the browser has closed the database meanwhile (a service worker that slept, cleared
 * storage) it is opened once more and the work, whose transaction then left nothing behind, is run again.
 * @throws {JournalError} every error comes out as one; `kept` says what is still safe.
 */
export async function onJournal<T>(db: JournalDatabase, kept: Kept, work: () => PromiseLike<T>): Promise<T> {
  try {
    try {
      return await work();
    } catch (error) {
      if (!isClosed(error)) throw error;
      await reopen(db);
      return await work();
    }
  } catch (error) {
    throw toJournalError(error, kept);
  }
}
