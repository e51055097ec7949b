import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import {
  answerSame,
  decide,
  follow,
  logDecision,
  logMismatch,
  logTip,
  refresh,
  undo,
  unfollow,
  withdraw,
} from '../../../lib/log/journal.ts';
import { batchOf, mergeRevisions } from '../../../lib/log/merge/merge.ts';
import { queueEverything, teamKey, type Waiting, wordsOf } from '../../../lib/log/outbox.ts';
import { writeOutcome } from '../../../lib/log/procedures/outcomes.ts';
import { markStep } from '../../../lib/log/procedures/steps.ts';
import { deleteByAge, deletePerson } from '../../../lib/log/retention.ts';
import { contextAt, deviceA, deviceB, factsOf, freshJournal, inputOf, relevantOf } from './sample.ts';

const at = (hour: number) => contextAt(`2026-03-01T${String(hour).padStart(2, '0')}:00:00Z`, { author: 'KLP' });
const waiting = (db: JournalDatabase) => db.outbox.orderBy('place').toArray();
const saying = async (db: JournalDatabase) => (await waiting(db)).map(({ type, id }) => `${type} ${id}`);

/** Everything that a device can say, once. */
async function sayEverything(db: JournalDatabase): Promise<void> {
  const [facts, other] = [factsOf('pc'), factsOf('bus')];
  const procedure = await follow(db, facts, relevantOf('it-1'), at(6));
  await logDecision(db, facts, relevantOf('it-1'), inputOf('it-1', 'met'), at(7));
  const second = await logDecision(db, other, relevantOf('it-2'), inputOf('it-2', 'notMet'), at(7));
  await undo(db, second.id, at(8));
  await decide(db, procedure.id, inputOf('it-3', 'met'), at(8));
  const { recordId } = await decide(db, procedure.id, inputOf('it-4', 'met'), at(8));
  await withdraw(db, recordId, 'fejl', at(9));
  await logMismatch(db, facts, 'it-1', at(9));
  await logTip(db, facts, 'tip-1', 'used', at(9));
  await markStep(db, procedure, { part: 'need', step: 'step-1', state: 'done', note: null }, at(9));
  await writeOutcome(db, procedure, 'award', { bought: 'pc', reused: null, learned: null, case: null }, at(9));
  await refresh(db, { ...facts, deadline: '2026-12-24' }, relevantOf('it-1', 'it-2'), at(10));
}

test('nothing waits as long as there is no connection', async () => {
  const db = freshJournal();
  await sayEverything(db);
  await unfollow(db, factsOf('pc'), at(11));
  await deletePerson(db, 'KLP', { now: new Date('2026-03-02T08:00:00Z') });
  expect(await db.journal.count()).toBeGreaterThan(5);
  expect(await db.outbox.count()).toBe(0);
});

test('everything said with a connection waits, each row once', async () => {
  const db = freshJournal();
  await db.meta.put({ key: teamKey, value: {} });
  await sayEverything(db);
  const said = await Promise.all(
    (
      [
        ['sighting', db.sightings],
        ['revision', db.journal],
        ['tip', db.tipRecords],
        ['step', db.steps],
        ['outcome', db.outcomes],
      ] as const
    ).map(async ([type, table]) => (await table.toCollection().primaryKeys()).map((id) => `${type} ${id}`)),
  );
  expect(said.map(({ length }) => length)).toEqual([2, 7, 1, 1, 1]);
  expect((await saying(db)).sort()).toEqual(said.flat().sort());
});

test('a procedure comes before the first decision on it, and again, newest, after what it changed last', async () => {
  const db = freshJournal();
  await db.meta.put({ key: teamKey, value: {} });
  const first = await logDecision(db, factsOf('pc'), relevantOf('it-1'), inputOf('it-1', 'met'), at(7));
  expect(await saying(db)).toEqual([`sighting ${first.procedureId}`, `revision ${first.id}`]);
  const second = await logDecision(db, factsOf('pc'), relevantOf('it-1'), inputOf('it-2', 'met'), at(8));
  expect(await saying(db)).toEqual([`revision ${first.id}`, `sighting ${first.procedureId}`, `revision ${second.id}`]);
});

test('a decision that could not be written leaves nothing waiting', async () => {
  const db = freshJournal();
  await db.meta.put({ key: teamKey, value: {} });
  const refused = logDecision(db, factsOf('pc'), [], inputOf('unknown-1', 'met'), at(7));
  await expect(refused).rejects.toMatchObject({ code: 'unknown-target' });
  expect(await waiting(db)).toEqual([]);
});

test('what is deleted here waits as a tombstone, what is unfollowed too', async () => {
  const db = freshJournal();
  await db.meta.put({ key: teamKey, value: {} });
  const { id } = await follow(db, factsOf('bus'), [], at(6));
  await unfollow(db, factsOf('bus'), at(7));
  expect(await saying(db)).toEqual([`sighting ${id}`, `tombstone unfollowed ${id}`]);
  const { procedureId, recordId } = await logDecision(db, factsOf('pc'), [], inputOf('it-1', 'met'), at(7));
  await db.outbox.clear();
  await deleteByAge(db, '2027-01-01', { now: new Date('2027-06-01T08:00:00Z') });
  expect(await saying(db)).toEqual([`tombstone record ${recordId}`, `tombstone procedure ${procedureId}`]);
});

test('what others said is not told again', async () => {
  const [theirs, ours] = [freshJournal(), freshJournal()];
  await logDecision(theirs, factsOf('pc'), [], inputOf('it-1', 'met'), at(7));
  await ours.meta.put({ key: teamKey, value: {} });
  const [revisions, sightings] = [await theirs.journal.toArray(), await theirs.sightings.toArray()];
  await mergeRevisions(ours, batchOf({ revisions, sightings }));
  expect(await waiting(ours)).toEqual([]);
});

test('who connects with a journal tells all that this device said, and nothing else', async () => {
  const db = freshJournal();
  const revision = await logDecision(db, factsOf('pc'), [], inputOf('it-1', 'met'), at(7));
  const elsewhere = freshJournal();
  const device = { ...at(7), device: deviceB };
  await logDecision(elsewhere, factsOf('bus'), [], inputOf('it-1', 'met'), device);
  const [revisions, sightings] = [await elsewhere.journal.toArray(), await elsewhere.sightings.toArray()];
  await mergeRevisions(db, batchOf({ revisions, sightings }));
  await db.meta.put({ key: teamKey, value: {} });
  await queueEverything(db, deviceA);
  await queueEverything(db, deviceA);
  expect(await saying(db)).toEqual([`sighting ${revision.procedureId}`, `revision ${revision.id}`]);
});

test('the words are those of now, and null where they were deleted', async () => {
  const db = freshJournal();
  await db.meta.put({ key: teamKey, value: {} });
  const revision = await logDecision(db, factsOf('pc'), [], inputOf('it-1', 'met'), at(7));
  const rows: Waiting[] = [...(await waiting(db)), { type: 'step', id: revision.id }];
  const words = await wordsOf(db, rows);
  expect(words.map((record) => record?.type ?? null)).toEqual(['sighting', 'revision', null]);
  expect(words[1]?.data).toEqual(revision);
});

test('the answer that two are the same waits too', async () => {
  const db = freshJournal();
  await db.meta.put({ key: teamKey, value: {} });
  const known = await follow(db, factsOf('pc', { reference: null }), [], at(6));
  await db.outbox.clear();
  const page = factsOf('pc', { reference: null, url: 'https://example.org/pc' });
  await answerSame(db, page, [], { other: known.id, same: true }, at(7));
  expect(await saying(db)).toEqual([`sighting ${known.id}`]);
});
