import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FileHeader, FileRecord } from '../../../lib/exchange/format.ts';
import { journalRecords } from '../../../lib/exchange/journal-records.ts';
import { bringsAnything } from '../../../lib/exchange/preview.ts';
import { type SharedFolder, visitFolder } from '../../../lib/exchange/shared-folder.ts';
import { stageFile } from '../../../lib/exchange/stage.ts';
import { commitImports, takeIn } from '../../../lib/exchange/take-in.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { type LogFilter, recountRollups } from '../../../lib/log/find/queries.ts';
import { follow, logDecision, unfollow } from '../../../lib/log/journal.ts';
import { casesIn, outcomesOf, standingOutcomes, writeOutcome } from '../../../lib/log/procedures/outcomes.ts';
import { markStep } from '../../../lib/log/procedures/steps.ts';
import type { CaseStory } from '../../../lib/log/record-schema.ts';
import { authors, deleteByAge, deletePerson } from '../../../lib/log/retention.ts';
import { contextAt, deviceA, deviceB, factsOf, freshJournal, inputOf, relevantOf } from '../log/sample.ts';
import { stubLocks } from './locks.ts';
import { memoryFolder } from './memory-folder.ts';
import { headerOf, textOf } from './sample-file.ts';

beforeEach(() => {
  stubLocks();
});

const now = new Date();
const thisYear = now.getFullYear();
const fresh = `${thisYear - 1}-06-01T08:00:00Z`;
const old = `${thisYear - 9}-06-01T08:00:00Z`;
const onA = (at: string, author: string | null = 'kx') => contextAt(at, { device: deviceA, author });

const story: CaseStory = {
  title: 'Brugte møbler på rådhuset',
  what: '40 istandsatte arbejdspladser',
  how: 'Funktionskrav og besigtigelse',
  result: 'Halv pris',
  askRole: 'Indkøbskonsulent, Ejendomme',
  area: 'furniture',
  target: 'furniture-1',
};

/** What one browser holds: a tender of last year with a case, one of long ago, and one that was only followed. */
async function filled(): Promise<JournalDatabase> {
  const db = freshJournal();
  const facts = factsOf('stole');
  await logDecision(db, facts, relevantOf('furniture-1'), inputOf('furniture-1', 'met'), onA(fresh));
  const procedure = await follow(db, facts, relevantOf('furniture-1'), onA(fresh));
  await markStep(
    db,
    procedure,
    { part: 'need', step: 'lup-method', state: 'done', note: 'Talt med brugerne' },
    onA(fresh),
  );
  const said = { bought: '40 stole', reused: null, learned: 'Spørg tidligt', case: story };
  await writeOutcome(db, procedure, 'award', said, onA(fresh));
  await logDecision(db, factsOf('it'), relevantOf('it-1'), inputOf('it-1', 'met'), onA(old));
  await follow(db, factsOf('fulgt'), relevantOf('food-1'), onA(fresh));
  return db;
}

/** Everything that was said and all that follows from it. */
async function contents(db: JournalDatabase) {
  const beside = new Set(['meta', 'imports', 'origins', 'staged']);
  const tables = db.tables.filter(({ name }) => !beside.has(name));
  return Object.fromEntries(
    await Promise.all(tables.map(async (table) => [table.name, await table.toArray()] as const)),
  );
}

async function recordsOf(db: JournalDatabase, filter: LogFilter | null = null): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const batch of journalRecords(db, { filter, authors: true })) records.push(...batch);
  return records;
}

async function fileOf(db: JournalDatabase, layout: 'json' | 'jsonl', content: FileHeader['content']) {
  const header = headerOf({ content, authors: true, device: deviceA });
  return new File([await textOf(await recordsOf(db), layout, header)], `log.${layout}`);
}

async function importInto(db: JournalDatabase, file: File) {
  const staged = await stageFile(db, file);
  const ids = bringsAnything(staged.preview) ? [staged.importId] : [];
  await commitImports(db, ids);
  await takeIn(db);
  return staged.preview;
}

/** The ways by which one browser's journal comes to another. */
const ways: [
  name: string,
  carry: (folder: ReturnType<typeof memoryFolder>) => (from: JournalDatabase, to: JournalDatabase) => Promise<unknown>,
][] = [
  ['an export as JSON Lines', () => async (from, to) => importInto(to, await fileOf(from, 'jsonl', 'export'))],
  ['an export as JSON', () => async (from, to) => importInto(to, await fileOf(from, 'json', 'export'))],
  ['a backup', () => async (from, to) => importInto(to, await fileOf(from, 'jsonl', 'backup'))],
  [
    'the shared folder',
    (folder) => async (from, to) => {
      const share: SharedFolder = { handle: folder.handle, since: fresh, authors: true };
      const header = (device: string) => headerOf({ content: 'share', device, authors: true });
      await visitFolder(from, share, header(deviceA));
      await visitFolder(to, share, header(deviceB));
    },
  ],
];

describe.each(ways)('by %s', (_, start) => {
  let carry: ReturnType<typeof start>;
  let folder: ReturnType<typeof memoryFolder>;
  beforeEach(() => {
    folder = memoryFolder();
    carry = start(folder);
  });

  test('everything comes along, and a case stands at its area and target there too', async () => {
    const [here, there] = [await filled(), freshJournal()];
    await carry(here, there);
    expect(await contents(there)).toEqual(await contents(here));
    expect(await casesIn(there, 'furniture')).toEqual(await casesIn(here, 'furniture'));
    expect((await casesIn(there, 'furniture')).map((own) => [own.story, own.procedure?.title])).toEqual([
      [story, 'Udbud af stole'],
    ]);
  });

  test('a case that was written anew or withdrawn elsewhere is so here', async () => {
    const [here, there] = [await filled(), freshJournal()];
    await carry(here, there);
    const procedure = await follow(here, factsOf('stole'), [], onA(fresh));
    const better = { ...story, result: 'En tredjedel af prisen' };
    const said = { bought: null, reused: null, learned: null, case: better };
    await writeOutcome(here, procedure, 'award', said, onA(new Date().toISOString()));
    await carry(here, there);
    expect((await casesIn(there, 'furniture')).map((own) => own.story.result)).toEqual(['En tredjedel af prisen']);
    await writeOutcome(here, procedure, 'award', null, onA(new Date().toISOString()));
    await carry(here, there);
    expect(await casesIn(there, 'furniture')).toEqual([]);
    expect(standingOutcomes(await outcomesOf(there, procedure))).toEqual({});
  });

  test('deletions reach a browser that has the rows, and its figures stay', async () => {
    const [here, there] = [await filled(), freshJournal()];
    await carry(here, there);
    const figures = await there.decisionRollup.toArray();
    await deletePerson(here, 'kx', { now });
    await deleteByAge(here, `${thisYear - 5}-01-01`, { now });
    await unfollow(here, factsOf('fulgt'), onA(now.toISOString()));
    await carry(here, there);
    expect(await contents(there)).toEqual(await contents(here));
    expect(await authors(there)).toEqual([]);
    expect((await there.procedures.toArray()).map(({ title }) => title)).toEqual(['Udbud af stole']);
    const nameless = figures.map((row) => ({ ...row, authors: {} }));
    expect(await there.decisionRollup.toArray()).toEqual(nameless);
    expect((await recountRollups(there)).differences).toEqual([]);
  });

  test('deletions alone are taken in, so that an older file brings nothing back', async () => {
    const [here, there] = [await filled(), freshJournal()];
    const older = await fileOf(here, 'jsonl', 'backup');
    await deletePerson(here, 'kx', { now });
    await deleteByAge(here, `${thisYear - 5}-01-01`, { now });
    await unfollow(here, factsOf('fulgt'), onA(now.toISOString()));
    await carry(here, there);
    const before = await contents(there);
    for (const db of [here, there]) {
      await importInto(db, older);
      expect(await contents(db)).toEqual(before);
      expect(await authors(db)).toEqual([]);
    }
  });
});

test('what a file says was deleted is counted before it is taken in', async () => {
  const [here, there, empty] = [await filled(), freshJournal(), freshJournal()];
  await importInto(there, await fileOf(here, 'jsonl', 'export'));
  await deletePerson(here, 'kx', { now });
  await deleteByAge(here, `${thisYear - 5}-01-01`, { now });
  const file = await fileOf(here, 'jsonl', 'export');
  // Two decisions, a step and an evaluation carried the name; a record and its tender are gone.
  expect((await stageFile(there, file)).preview).toMatchObject({ added: 0, deletions: 1, forgotten: 4, tombstones: 6 });
  expect((await stageFile(empty, file)).preview).toMatchObject({ deletions: 0, forgotten: 0, tombstones: 6 });
  const stones = (await recordsOf(here)).filter(({ type }) => type === 'tombstone');
  const alone = new File([await textOf(stones)], 'kun-sletninger.jsonl');
  expect(bringsAnything((await stageFile(empty, alone)).preview)).toBe(true);
  await importInto(there, file);
  expect(bringsAnything((await stageFile(there, file)).preview)).toBe(false);
});

test('a tombstone says what was deleted and when, and nothing of what it held', async () => {
  const db = await filled();
  await deletePerson(db, 'kx', { now });
  await deleteByAge(db, `${thisYear - 5}-01-01`, { now });
  await unfollow(db, factsOf('fulgt'), onA(now.toISOString()));
  const stones = await db.tombstones.toArray();
  expect(stones.map(({ kind }) => kind).sort()).toEqual([
    'author',
    'author',
    'author',
    'author',
    'procedure',
    'record',
    'unfollowed',
  ]);
  for (const stone of stones) {
    expect(Object.keys(stone).sort()).toEqual(['at', 'id', 'kind', 'upTo']);
    expect(stone.id).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    expect([stone.at, stone.upTo ?? stone.at].every((at) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at))).toBe(true);
  }
});

test('a part of the log goes without what was deleted, and all of it with', async () => {
  const db = await filled();
  await deletePerson(db, 'kx', { now });
  const kinds = async (filter: LogFilter | null) => new Set((await recordsOf(db, filter)).map(({ type }) => type));
  expect([...(await kinds({ area: 'furniture' }))].sort()).toEqual(['outcome', 'revision', 'sighting', 'step']);
  expect(await kinds(null)).toContain('tombstone');
});
