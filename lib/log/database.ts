import { Dexie, type Table } from 'dexie';
import { isClosed, type Kept, toJournalError } from './journal-error.ts';
import type { Waiting } from './outbox.ts';
import type { ImportRecord, Outcome, Sighting, Step, Tombstone } from './record-schema.ts';
import type { MonthRollup, MonthRollupKey } from './rollups/month-rows.ts';
import type {
  BaselineRow,
  CurrentRow,
  DecisionRollup,
  DecisionRollupKey,
  Origin,
  ProcedureStateRow,
  StagedChunk,
} from './rows.ts';
import type { Procedure, Revision, TipRecord } from './schema.ts';
import { journalVersion, storesOf } from './stores.ts';
import { upgradeFromFirst, upgradeFromSecond } from './upgrade.ts';

/** Dexie multiplies its version numbers by ten for the browser. */
const nativeVersion = journalVersion * 10;

/**
 * The journal and what is derived from it, in the extension's own IndexedDB. `journal`, `sightings`, `baseline`,
 * `tombstones`, `tipRecords`, `steps` and `outcomes` are what was said; they merge with those of other devices as sets.
 * `current`, `procedures`, `decisionRollup`, `procedureState` and `monthRollup` follow from them and are never exchanged.
 */
export interface JournalDatabase extends Dexie {
  /** Append-only: rows are added, never changed, but for a pseudonym that is forgotten. */
  journal: Table<Revision, string>;
  /** What each device knows of each procedure. */
  sightings: Table<Sighting, string>;
  /** Figures of records that were deleted by age. */
  baseline: Table<BaselineRow, string>;
  tombstones: Table<Tombstone, [kind: Tombstone['kind'], id: string]>;
  tipRecords: Table<TipRecord, string>;
  /** Marks on the procedures' innovation checklists. */
  steps: Table<Step, string>;
  /** Evaluations after award and contract start, with the cases written from them. */
  outcomes: Table<Outcome, string>;
  /** Derived: the current revision of each record. */
  current: Table<CurrentRow, string>;
  /** Derived: each procedure as all devices together know it. Find one by any of its ids with `procedureOf`. */
  procedures: Table<Procedure, string>;
  /** Derived: figures by day, unit, area, target and verdict. */
  decisionRollup: Table<DecisionRollup, DecisionRollupKey>;
  /** Derived: one row of standing per procedure. */
  procedureState: Table<ProcedureStateRow, string>;
  /** Derived from these two: figures by month, for each unit and all, for each area and all. */
  monthRollup: Table<MonthRollup, MonthRollupKey>;
  /** What was read in, and which of them each revision came with. */
  imports: Table<ImportRecord, string>;
  origins: Table<Origin, string>;
  /** Rows of an import that is not in the journal yet. */
  staged: Table<StagedChunk, [importId: string, seq: number]>;
  /** What waits to be told to the team. */
  outbox: Table<Waiting, number>;
  /** Small facts about this installation; see `MetaKey`. */
  meta: Table<{ key: MetaKey; value: unknown }, MetaKey>;
}

/**
 * `device`: random id of this installation. `lastBackup`: ISO time of the last backup written. `check`: how far a check
 * of the figures has come, to go on from. `team`: the connection to the team's server. Others may be added without a new
 * version.
 */
export type MetaKey = 'device' | 'lastBackup' | 'check' | 'team' | (string & {});

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
  db.version(1).stores(storesOf(1));
  db.version(2).stores(storesOf(2)).upgrade(upgradeFromFirst);
  db.version(3).stores(storesOf(3)).upgrade(upgradeFromSecond);
  db.version(journalVersion).stores(storesOf(journalVersion));
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
