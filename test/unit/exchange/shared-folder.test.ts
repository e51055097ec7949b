import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { isForReading, ownFileName } from '../../../lib/exchange/shared-files.ts';
import { type SharedFolder, visitFolder } from '../../../lib/exchange/shared-folder.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { correct, logDecision } from '../../../lib/log/journal.ts';
import { deletePerson } from '../../../lib/log/retention.ts';
import { contextAt, deviceA, deviceB, factsOf, freshJournal, inputOf } from '../log/sample.ts';
import { memoryFolder } from './memory-folder.ts';
import { headerOf, revisionOf, sightingOf } from './sample-file.ts';

let folder: ReturnType<typeof memoryFolder>;
beforeEach(() => {
  folder = memoryFolder();
});

const share = (over: Partial<SharedFolder> = {}): SharedFolder => ({
  handle: folder.handle,
  since: '2026-03-01T00:00:00.000Z',
  authors: false,
  ...over,
});
const headerFor = (device: string, authors = false) => headerOf({ content: 'share', device, authors });
const visit = (db: JournalDatabase, device: string, authors = false) =>
  visitFolder(db, share({ authors }), headerFor(device, authors));
const log = (db: JournalDatabase, device: string, target: string, at: Date, author: string | null = null) =>
  logDecision(db, factsOf('pc'), [], inputOf(target, 'met'), contextAt(at.toISOString(), { device, author }));
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const own = () => folder.text(ownFileName(deviceA));
const records = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as { type: string });

async function contents(db: JournalDatabase) {
  const tables = ['journal', 'sightings', 'current', 'procedures', 'decisionRollup', 'procedureState'] as const;
  return Promise.all(tables.map((name) => db[name].toArray()));
}

describe("this browser's own file", () => {
  test('only grows, by what is new, and holds nothing twice', async () => {
    const db = freshJournal();
    await log(db, deviceA, 'it-1', minutesAgo(30));
    await visit(db, deviceA);
    const first = own();
    expect(records(first).map(({ type }) => type)).toEqual(['sighting', 'revision']);
    await visit(db, deviceA);
    expect(own()).toBe(first);
    await log(db, deviceA, 'it-2', minutesAgo(20));
    await visit(db, deviceA);
    expect(own().startsWith(first)).toBe(true);
    expect(records(own()).filter(({ type }) => type === 'revision')).toHaveLength(2);
    const lines = own().trimEnd().split('\n');
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('holds what was said here and nothing of the others', async () => {
    const db = freshJournal();
    await log(db, deviceA, 'it-1', minutesAgo(30));
    folder.put(
      ownFileName(deviceB),
      [headerFor(deviceB), { type: 'sighting', data: sightingOf(1) }, { type: 'revision', data: revisionOf(5, 1) }]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
    await visit(db, deviceA);
    expect(await db.journal.count()).toBe(2);
    expect(records(own())).toHaveLength(2);
  });

  test('is written anew when it is not as it was left', async () => {
    const db = freshJournal();
    await log(db, deviceA, 'it-1', minutesAgo(30));
    await visit(db, deviceA);
    const whole = own();
    folder.put(ownFileName(deviceA), whole.slice(0, -50));
    await visit(db, deviceA);
    expect(records(own())).toEqual(records(whole));
  });

  test('is written anew without a pseudonym that was forgotten', async () => {
    const db = freshJournal();
    await log(db, deviceA, 'it-1', minutesAgo(30), 'kx');
    await visit(db, deviceA, true);
    expect(own()).toContain('"kx"');
    await deletePerson(db, 'kx', { now: new Date() });
    await visit(db, deviceA, true);
    expect(own()).not.toContain('"kx"');
    expect(records(own()).map(({ type }) => type)).toEqual(['tombstone', 'sighting', 'revision']);
  });

  test('is written anew when it is heard late that a person was forgotten', async () => {
    const [db, other] = [freshJournal(), freshJournal()];
    await log(db, deviceA, 'it-1', minutesAgo(60 * 24 * 30), 'kx');
    await visit(db, deviceA, true);
    await visit(other, deviceB, true);
    await deletePerson(other, 'kx', { now: minutesAgo(60 * 24 * 10) });
    await visit(other, deviceB, true);
    expect(own()).toContain('"kx"');
    await visit(db, deviceA, true);
    expect(own()).not.toContain('"kx"');
  });

  test('names nobody unless the user says so, and no longer when they take it back', async () => {
    const db = freshJournal();
    await log(db, deviceA, 'it-1', minutesAgo(30), 'kx');
    await visit(db, deviceA);
    expect(own()).not.toContain('kx');
    await visit(db, deviceA, true);
    expect(own()).toContain('"kx"');
    await visit(db, deviceA);
    expect(own()).not.toContain('kx');
  });

  test('misses nothing when the clock was set back by a month', async () => {
    const db = freshJournal();
    await log(db, deviceA, 'it-1', minutesAgo(30));
    await visit(db, deviceA);
    await log(db, deviceA, 'it-2', minutesAgo(30 * 24 * 60));
    await visit(db, deviceA);
    expect(records(own()).filter(({ type }) => type === 'revision')).toHaveLength(2);
  });
});

test('two browsers that take turns end up with the same journal', async () => {
  const [here, there] = [freshJournal(), freshJournal()];
  const first = await log(here, deviceA, 'it-1', minutesAgo(50));
  await log(there, deviceB, 'it-1', minutesAgo(45));
  await log(there, deviceB, 'it-2', minutesAgo(40));
  await visit(here, deviceA);
  await visit(there, deviceB);
  await visit(here, deviceA);
  await correct(
    here,
    (await here.current.toArray()).find(({ target }) => target.id === 'it-1')?.recordId ?? first.recordId,
    inputOf('it-1', 'notMet'),
    contextAt(minutesAgo(10).toISOString(), { device: deviceA }),
  );
  await visit(here, deviceA);
  await visit(there, deviceB);
  expect(await contents(there)).toEqual(await contents(here));
  expect(
    (await here.current.toArray()).map(({ target, verdict, conflict }) => [target.id, verdict, conflict]).sort(),
  ).toEqual([
    ['it-1', 'notMet', false],
    ['it-2', 'met', false],
  ]);
});

test.each([
  [`groent-lys-${deviceB}.jsonl`, true],
  [`groent-lys-${deviceA} (1).jsonl`, true],
  [`groent-lys-${deviceB}-PC42.jsonl`, true],
  [`groent-lys-${deviceB} (Ulla's conflicted copy 2026-11-22).jsonl`, true],
  [`Groent-Lys-${deviceB.toUpperCase()}.JSONL`, true],
  [`groent-lys-${deviceA}.jsonl`, false],
  ['groent-lys-2026-11-22.jsonl', false],
  ['groent-lys-sikkerhedskopi-2026-11-22.jsonl', false],
  [`groent-lys-${deviceB}.jsonl.crswap`, false],
  [`groent-lys-${deviceB}.json`, false],
])('of the files in the folder, %s is read: %s', (name, expected) => {
  expect(isForReading(name, deviceA)).toBe(expected);
});
