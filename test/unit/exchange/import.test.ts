import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FileProblem } from '../../../lib/exchange/file-problem.ts';
import type { FileRecord } from '../../../lib/exchange/format.ts';
import { journalRecords } from '../../../lib/exchange/journal-records.ts';
import { clearAbandoned, dropStaged, stageFile } from '../../../lib/exchange/stage.ts';
import { commitImports, takeIn } from '../../../lib/exchange/take-in.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { recountRollups } from '../../../lib/log/find/queries.ts';
import { correct, logDecision } from '../../../lib/log/journal.ts';
import { contextAt, deviceA, deviceB, factsOf, freshJournal, inputOf } from '../log/sample.ts';
import { stubLocks } from './locks.ts';
import { headerOf, revisionOf, sightingOf, someRecords, textOf, uuidOf } from './sample-file.ts';

let locks: ReturnType<typeof stubLocks>;
beforeEach(() => {
  locks = stubLocks();
});

const fileOf = async (records: readonly FileRecord[], name = 'kollega.jsonl') =>
  new File([await textOf(records)], name);

/** Everything that was said, and everything that follows from it. */
async function contents(db: JournalDatabase) {
  const tables = ['journal', 'sightings', 'current', 'procedures', 'decisionRollup', 'procedureState'] as const;
  const rows = await Promise.all(tables.map((name) => db[name].toArray()));
  return Object.fromEntries(tables.map((name, place) => [name, rows[place]]));
}

async function importWhole(db: JournalDatabase, file: File) {
  const staged = await stageFile(db, file);
  await commitImports(db, [staged.importId]);
  return { staged, taken: await takeIn(db) };
}

async function exported(db: JournalDatabase): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const batch of journalRecords(db, { filter: null, authors: true })) records.push(...batch);
  return records;
}

const logOn = (db: JournalDatabase, device: string, target: string, at: string, verdict: 'met' | 'notMet' = 'met') =>
  logDecision(db, factsOf('pc'), [], inputOf(target, verdict), contextAt(at, { device }));

describe('reading a file', () => {
  test('changes nothing in the journal and says what it would bring', async () => {
    const db = freshJournal();
    const before = await contents(db);
    const { preview, header } = await stageFile(db, await fileOf(someRecords(500)), { partSize: 300 });
    expect(preview).toMatchObject({ added: 500, newer: 0, conflicts: 0, known: 0, refused: 0, procedures: 25 });
    expect(header).toEqual(headerOf());
    expect(await contents(db)).toEqual(before);
    expect(await db.staged.count()).toBe(2);
  });

  test.each([
    ['cut off', (text: string) => text.slice(0, -300)],
    ['changed', (text: string) => text.replace('"verdict":"met"', '"verdict":"notMet"')],
    ['broken near its end', (text: string) => text.replace(/\{"type":"end"/, '{"type":"end')],
  ])('that turns out to be %s leaves nothing behind', async (_, change) => {
    const db = freshJournal();
    const file = new File([change(await textOf(someRecords(500)))], 'a.jsonl');
    await expect(stageFile(db, file)).rejects.toBeInstanceOf(FileProblem);
    expect(await db.staged.count()).toBe(0);
    expect(await db.imports.count()).toBe(0);
    expect(locks.held.size).toBe(0);
  });

  test('that is no longer wanted leaves nothing behind', async () => {
    const db = freshJournal();
    const controller = new AbortController();
    const file = await fileOf(someRecords(500));
    const onProgress = () => controller.abort(new Error('enough'));
    await expect(stageFile(db, file, { signal: controller.signal, onProgress })).rejects.toThrow('enough');
    expect(await db.staged.count()).toBe(0);
    expect(await db.imports.count()).toBe(0);
  });

  test('leaves out what belongs to a tender that is not in it', async () => {
    const db = freshJournal();
    const lost = { type: 'revision' as const, data: revisionOf(300, 77) };
    const broken = { ...sightingOf(77), title: '' };
    const records = [...someRecords(2), { type: 'sighting' as const, data: broken }, lost];
    const { preview } = await stageFile(db, await fileOf(records));
    expect(preview).toMatchObject({ added: 2, procedures: 1, refused: 2 });
    expect(preview.refusals).toEqual([
      { line: 5, why: 'invalid', path: 'title' },
      { line: 6, why: 'orphan', path: '' },
    ]);
    expect((await db.staged.toArray()).flatMap(({ rows }) => rows)).toHaveLength(3);
  });

  test('is refused before the first byte when there is no room for it', async () => {
    const db = freshJournal();
    const file = await fileOf(someRecords());
    await expect(stageFile(db, file, { room: 1_000 })).rejects.toMatchObject({ code: 'noRoom' });
    expect(await db.imports.count()).toBe(0);
  });

  test('tells known, newer and conflicting decisions apart', async () => {
    const here = freshJournal();
    const there = freshJournal();
    const first = await logOn(here, deviceA, 'it-1', '2026-03-01T08:00:00Z');
    const second = await logOn(here, deviceA, 'it-2', '2026-03-01T08:01:00Z');
    await logOn(here, deviceA, 'it-3', '2026-03-01T08:02:00Z');
    await importWhole(there, await fileOf(await exported(here)));
    // Newer: a colleague corrects the first. In conflict: both correct the second. New: the colleague decides another.
    await correct(
      there,
      first.recordId,
      inputOf('it-1', 'notMet'),
      contextAt('2026-03-02T08:00:00Z', { device: deviceB }),
    );
    await correct(
      there,
      second.recordId,
      inputOf('it-2', 'notMet'),
      contextAt('2026-03-02T08:00:00Z', { device: deviceB }),
    );
    await correct(here, second.recordId, inputOf('it-2', 'partiallyMet'), contextAt('2026-03-02T09:00:00Z'));
    await logOn(there, deviceB, 'food-1', '2026-03-02T08:05:00Z');

    const { preview } = await stageFile(here, await fileOf(await exported(there)));
    expect(preview).toMatchObject({ added: 1, newer: 1, conflicts: 1, known: 3, deleted: 0 });
  });

  test('finds the conflict when two devices decided on the same tender without knowing of each other', async () => {
    const here = freshJournal();
    const there = freshJournal();
    await logOn(here, deviceA, 'it-1', '2026-03-01T08:00:00Z', 'met');
    await logOn(there, deviceB, 'it-1', '2026-03-01T09:00:00Z', 'notMet');
    const { staged, taken } = await importWhole(here, await fileOf(await exported(there)));
    expect(staged.preview).toMatchObject({ added: 0, conflicts: 1, procedures: 1 });
    expect(taken).toEqual({ added: 1, conflicts: 1 });
    const rows = await here.current.toArray();
    expect(rows.map(({ conflict, verdict }) => ({ conflict, verdict }))).toEqual([
      { conflict: true, verdict: 'notMet' },
    ]);
  });
});

describe('taking a file in', () => {
  test('brings every decision with its figures, and says where it came from', async () => {
    const db = freshJournal();
    const { staged, taken } = await importWhole(db, await fileOf(someRecords(500), 'Ulla.jsonl'));
    expect(taken).toEqual({ added: 500, conflicts: 0 });
    expect(await db.journal.count()).toBe(500);
    expect(await db.staged.count()).toBe(0);
    expect(await db.imports.toArray()).toMatchObject([
      {
        id: staged.importId,
        name: 'Ulla.jsonl',
        source: 'file',
        device: deviceB,
        state: 'done',
        counts: { added: 500 },
      },
    ]);
    expect((await db.origins.get(uuidOf(100)))?.importId).toBe(staged.importId);
    expect((await recountRollups(db)).differences).toEqual([]);
  });

  test('twice is the same as once, and the second time nothing is new', async () => {
    const db = freshJournal();
    const file = await fileOf(someRecords(20));
    await importWhole(db, file);
    const before = await contents(db);
    const { staged, taken } = await importWhole(db, file);
    expect(staged.preview).toMatchObject({ added: 0, known: 20, procedures: 0 });
    expect(taken.added).toBe(0);
    expect(await contents(db)).toEqual(before);
  });

  test('several files come to the same in any order', async () => {
    const files = await Promise.all(
      [1, 2, 3].map((number) =>
        fileOf([
          { type: 'sighting', data: sightingOf(number, { device: number === 2 ? deviceA : deviceB }) },
          { type: 'revision', data: revisionOf(10 + number, number) },
          { type: 'sighting', data: sightingOf(1) },
          {
            type: 'revision',
            data: revisionOf(20 + number, 1, { recordId: uuidOf(99), decidedAt: `2026-03-0${number}T08:00:00.000Z` }),
          },
        ]),
      ),
    );
    const ends = [];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const db = freshJournal();
      for (const place of order) await importWhole(db, files[place] as File);
      ends.push(await contents(db));
    }
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });

  test('goes on where a page that went away had stopped, and counts right', async () => {
    const db = freshJournal();
    const staged = await stageFile(db, await fileOf(someRecords(500)), { partSize: 300 });
    await commitImports(db, [staged.importId]);
    // The page goes after the first part.
    const gone = new Error('the page has gone');
    const stop = (done: number) => {
      if (done === 1) throw gone;
    };
    await expect(takeIn(db, stop)).rejects.toBe(gone);
    expect(await db.journal.count()).toBeLessThan(500);
    expect((await recountRollups(db)).differences).toEqual([]);

    expect(await takeIn(db)).toEqual({ added: 500, conflicts: 0 });
    expect(await db.journal.count()).toBe(500);
    expect(await db.staged.count()).toBe(0);
    expect((await recountRollups(db)).differences).toEqual([]);
  });

  test('comes to the same whether a copy that names nobody comes first or last', async () => {
    const named = someRecords(20).map(
      (record): FileRecord =>
        record.type === 'revision' ? { type: 'revision', data: { ...record.data, author: 'kx' } } : record,
    );
    const [plain, full] = [await fileOf(someRecords(20)), await fileOf(named)];
    const ends = [];
    for (const order of [
      [plain, full],
      [full, plain],
    ]) {
      const db = freshJournal();
      for (const file of order) await importWhole(db, file);
      expect((await recountRollups(db)).differences).toEqual([]);
      ends.push(await contents(db));
    }
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[0]?.journal).toEqual(expect.arrayContaining([expect.objectContaining({ author: 'kx' })]));
  });

  test('does not bring back what was deleted here', async () => {
    const db = freshJournal();
    const at = '2026-04-01T00:00:00.000Z';
    await db.tombstones.put({ kind: 'record', id: uuidOf(500_100), at, upTo: at });
    await db.tombstones.put({ kind: 'record', id: uuidOf(500_101), at, upTo: '2026-02-01T00:00:00.000Z' });
    const { staged } = await importWhole(db, await fileOf(someRecords(2)));
    // The second was decided on after what was deleted.
    expect(staged.preview).toMatchObject({ added: 1, deleted: 1 });
    expect((await db.journal.toArray()).map(({ id }) => id)).toEqual([uuidOf(101)]);
  });
});

describe('what a page leaves behind', () => {
  test('is cleared away when it was only read, unless a page still shows it', async () => {
    const db = freshJournal();
    await stageFile(db, await fileOf(someRecords()));
    locks.pageGoes();
    const shown = await stageFile(db, await fileOf(someRecords()));
    const cleared = clearAbandoned(db);
    await vi.waitFor(async () => expect(await db.imports.count()).toBe(1));
    expect((await db.imports.toArray()).map(({ id }) => id)).toEqual([shown.importId]);
    expect(await db.staged.toCollection().primaryKeys()).toEqual([[shown.importId, 0]]);
    // What the page then decides on is not cleared away.
    await commitImports(db, [shown.importId]);
    shown.release();
    await cleared;
    expect(await db.staged.count()).toBe(1);
  });

  test('is taken away with all its parts when the user says no', async () => {
    const db = freshJournal();
    const first = await stageFile(db, await fileOf(someRecords(500)), { partSize: 300 });
    const second = await stageFile(db, await fileOf(someRecords()));
    await dropStaged(db, first.importId);
    expect(await db.staged.toCollection().primaryKeys()).toEqual([[second.importId, 0]]);
  });
});
