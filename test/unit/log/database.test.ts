import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type JournalDatabase, openJournal } from '../../../lib/log/database.ts';
import { decisionsBeyond } from '../../../lib/log/find/queries.ts';
import { logDecision, stateOf, undo } from '../../../lib/log/journal.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf } from './sample.ts';

const facts = factsOf('pc');
const now = contextAt('2026-03-01T08:00:00Z');
const log = (db: JournalDatabase, target = 'it-1') =>
  logDecision(db, facts, relevantOf('it-1'), inputOf(target, 'met'), now);
const newest = { beyond: null, towards: 'older', size: 10 } as const;

/** Everything in the browser's copy of a database, read without Dexie. */
function dump(name: string, version?: number): Promise<{ version: number; rows: Record<string, unknown[]> }> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const native = request.result;
      const names = [...native.objectStoreNames];
      const transaction = native.transaction(names, 'readonly');
      const rows: Record<string, unknown[]> = {};
      for (const store of names) {
        const all = transaction.objectStore(store).getAll();
        all.onsuccess = () => {
          rows[store] = all.result;
        };
      }
      transaction.oncomplete = () => {
        native.close();
        resolve({ version: native.version, rows });
      };
    };
  });
}

afterEach(() => vi.restoreAllMocks());

test('every write asks the browser for strict durability', async () => {
  const db = freshJournal();
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await db.open();
  await log(db);
  const writes = asked.mock.calls.filter(([, mode]) => mode === 'readwrite');
  expect(writes).toHaveLength(1);
  expect(writes[0]?.[2]).toEqual({ durability: 'strict' });
  expect([...(writes[0]?.[0] ?? [])].sort()).toEqual(
    db.tables
      .map(({ name }) => name)
      .filter((name) => !['imports', 'staged'].includes(name))
      .sort(),
  );
});

describe('one transaction', () => {
  const failing = ['decisionRollup', 'procedureState', 'current', 'procedures'] as const;

  test.each(failing)('a failure in %s leaves nothing of the decision behind', async (table) => {
    const db = freshJournal();
    await log(db);
    const before = await dump(db.name);
    vi.spyOn(db[table], 'bulkPut').mockImplementation(() => {
      throw new Error('the write failed');
    });
    const other = factsOf('other');
    await expect(logDecision(db, other, [], inputOf('it-1', 'met'), now)).rejects.toMatchObject({
      code: 'journal-failed',
      kept: 'earlierDecisions',
      detail: 'the write failed',
    });
    expect(await dump(db.name)).toEqual(before);
  });

  test('a failure during undo leaves the decision standing', async () => {
    const db = freshJournal();
    const revision = await log(db);
    const before = await dump(db.name);
    vi.spyOn(db.procedureState, 'bulkPut').mockImplementation(() => {
      throw new Error('the write failed');
    });
    await expect(undo(db, revision.id, now)).rejects.toMatchObject({ code: 'journal-failed' });
    expect(await dump(db.name)).toEqual(before);
  });
});

test('a full disk is journal-quota, and earlier decisions are kept', async () => {
  const db = freshJournal();
  await log(db);
  const before = await dump(db.name);
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('the quota has been exceeded', 'QuotaExceededError');
  });
  await expect(log(db, 'it-2')).rejects.toMatchObject({ code: 'journal-quota', kept: 'earlierDecisions' });
  vi.restoreAllMocks();
  expect(await dump(db.name)).toEqual(before);
});

describe('a journal of a newer edition', () => {
  test.each([
    ['with the same tables', false],
    ['that has dropped a table of ours', true],
  ])('%s is refused as journal-newer and stays as it is', async (_, drop) => {
    const db = freshJournal();
    await log(db);
    db.close();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(db.name, 990);
      request.onerror = () => reject(request.error);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('fromTheFuture', { keyPath: 'id' });
        if (drop) request.result.deleteObjectStore('tipRecords');
      };
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const before = await dump(db.name);
    expect(before.version).toBe(990);

    const old = openJournal({ name: db.name });
    await expect(log(old)).rejects.toMatchObject({ code: 'journal-newer', kept: 'earlierDecisions' });
    await expect(stateOf(old, facts)).rejects.toMatchObject({ code: 'journal-newer', kept: 'everything' });
    expect(await dump(db.name)).toEqual(before);
  });

  test('that is opened elsewhere makes this page let go and say so', async () => {
    const onVersionChange = vi.fn();
    const db = openJournal({ name: 'journal-upgraded', onVersionChange });
    await log(db);
    const { version } = await dump('journal-upgraded', 990);
    expect(version).toBe(990);
    expect(onVersionChange).toHaveBeenCalledTimes(1);
    await expect(log(db)).rejects.toMatchObject({ code: 'journal-newer' });
  });
});

describe('a database that was closed under us', () => {
  test('is opened again once, for reading and for writing', async () => {
    const db = freshJournal();
    await log(db);
    db.close();
    expect((await decisionsBeyond(db, {}, newest)).rows).toHaveLength(1);
    db.close();
    await log(db, 'it-2');
    expect(await db.journal.count()).toBe(2);
  });

  test('is opened again for all who write and read at the same moment', async () => {
    const db = freshJournal();
    await log(db);
    db.backendDB().close();
    await Promise.all([log(db, 'it-2'), log(db, 'it-3'), stateOf(db, facts), log(db, 'it-4')]);
    expect(await db.journal.count()).toBe(4);
  });

  test('again at the second try is journal-closed', async () => {
    const db = freshJournal();
    await log(db);
    vi.spyOn(db, 'transaction').mockImplementation(() => {
      throw new DOMException('the connection is closing', 'InvalidStateError');
    });
    await expect(log(db)).rejects.toMatchObject({ code: 'journal-closed', kept: 'earlierDecisions' });
  });
});
