import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { historyOf, recountRollups } from '../../../lib/log/find/queries.ts';
import { follow, logDecision, logTip, stateOf } from '../../../lib/log/journal.ts';
import { type Batch, batchOf, mergeRevisions } from '../../../lib/log/merge/merge.ts';
import { writeOutcome } from '../../../lib/log/procedures/outcomes.ts';
import { markStep } from '../../../lib/log/procedures/steps.ts';
import { baselineSchema, sightingSchema, tombstoneSchema } from '../../../lib/log/record-schema.ts';
import {
  authors,
  deleteByAge,
  deleteByDuty,
  deletePerson,
  oldBefore,
  writtenBy,
  yearsBefore,
} from '../../../lib/log/retention.ts';
import { everything } from './everything.ts';
import { contextAt, countedIds, deviceB, factsOf, freshJournal, inputOf, relevantOf } from './sample.ts';

const now = new Date('2026-11-01T08:00:00Z');
const evidence = [
  { kind: 'contractDraft' as const, title: 'Bilag 7', url: null, page: '3', quote: 'ordret fra udbudsmaterialet' },
];
const old = factsOf('pc', { procedureId: 'eu-pc' });
const recent = factsOf('bus');

/** One purchase of 2024 with two decisions by hc, one of 2026. */
async function filled(): Promise<JournalDatabase> {
  const db = freshJournal();
  const at2024 = contextAt('2024-03-01T08:00:00Z', { author: 'hc' });
  await logDecision(db, old, relevantOf('it-1', 'it-2', 'it-3'), inputOf('it-1', 'met', { evidence }), at2024);
  const because = { code: 'other' as const, text: 'Leverandøren kunne ikke' };
  await logDecision(
    db,
    old,
    relevantOf('it-1', 'it-2', 'it-3'),
    inputOf('it-2', 'notMet', { reason: because }),
    at2024,
  );
  await logTip(db, old, 'tip-1', 'used', at2024);
  await logDecision(
    db,
    recent,
    relevantOf('transport-1'),
    inputOf('transport-1', 'met'),
    contextAt('2026-03-01T08:00:00Z'),
  );
  return db;
}

const figures = async (db: JournalDatabase) => ({
  rollup: (await db.decisionRollup.toArray()).map(({ authors: _, ...row }) => row),
  state: await db.procedureState.toArray(),
});

async function allOf(db: JournalDatabase): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of everything(db)) batches.push(batch);
  return batches;
}

describe('keeping records only so long as the organisation does', () => {
  test('deletes what is older and leaves the figures, once a day', async () => {
    const db = await filled();
    const before = await figures(db);
    expect(await deleteByDuty(db, '2026-11-01', 3, { now })).toEqual({ procedures: 0, records: 0 });
    expect(await deleteByDuty(db, '2026-11-01', 2, { now })).toEqual({ procedures: 1, records: 2 });
    expect(await figures(db)).toEqual(before);
    expect(await deleteByDuty(db, '2026-11-01', 2, { now })).toBeNull();
    expect(await deleteByDuty(db, '2026-11-02', 2, { now })).toEqual({ procedures: 0, records: 0 });
  });

  test('counts years to the day, and has a day where the calendar has none', () => {
    expect(yearsBefore('2026-11-22', 5)).toBe('2021-11-22');
    expect(yearsBefore('2024-02-29', 1)).toBe('2023-02-28');
  });
});

describe('deleting by age', () => {
  test('takes the rows of purchases at rest and leaves every figure as it was', async () => {
    const db = await filled();
    const before = await figures(db);
    expect(await oldBefore(db, '2025-01-01')).toEqual({ procedures: 1, records: 2 });
    expect(await deleteByAge(db, '2025-01-01', { now })).toEqual({ procedures: 1, records: 2 });
    expect(await figures(db)).toEqual(before);
    expect(await recountRollups(db)).toEqual({ differences: [] });
    expect((await db.journal.toArray()).map(({ target }) => target.id)).toEqual(['transport-1']);
    expect(await db.current.count()).toBe(1);
    expect(await db.tipRecords.count()).toBe(0);
    expect((await stateOf(db, old)).procedure).toBe(null);
    expect(await oldBefore(db, '2025-01-01')).toEqual({ procedures: 0, records: 0 });
  });

  test('leaves nothing that was written, and no name', async () => {
    const db = await filled();
    await deleteByAge(db, '2025-01-01', { now });
    const left = JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray())));
    for (const word of ['ordret', 'Bilag 7', 'Leverandøren', 'Udbud af pc', 'sag-pc', 'eu-pc', 'noticeId=pc', '"hc"']) {
      expect(left).not.toContain(word);
    }
    for (const row of await db.tombstones.toArray()) expect(tombstoneSchema.parse(row)).toEqual(row);
    for (const row of await db.sightings.toArray()) expect(sightingSchema.parse(row)).toEqual(row);
    for (const { counted: _, ...row } of await db.baseline.toArray()) expect(baselineSchema.parse(row)).toEqual(row);
  });

  test('keeps a purchase on which something happened since, whole', async () => {
    const db = await filled();
    await logTip(db, old, 'tip-2', 'shown', contextAt('2025-06-01T08:00:00Z'));
    expect(await deleteByAge(db, '2025-01-01', { now })).toEqual({ procedures: 0, records: 0 });
    expect(await db.journal.count()).toBe(3);
  });

  test('holds against an import of what was deleted', async () => {
    const db = await filled();
    const backup = await allOf(db);
    const before = await figures(db);
    await deleteByAge(db, '2025-01-01', { now });
    for (const batch of backup) await mergeRevisions(db, batch);
    expect(await figures(db)).toEqual(before);
    expect((await db.journal.toArray()).map(({ target }) => target.id)).toEqual(['transport-1']);
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });

  test('reaches a device that still has the rows, which keeps the same figures', async () => {
    const db = await filled();
    const other = freshJournal();
    for (const batch of await allOf(db)) await mergeRevisions(other, batch);
    const before = await figures(other);
    await deleteByAge(db, '2025-01-01', { now });
    for (const batch of await allOf(db)) await mergeRevisions(other, batch);
    expect(await figures(other)).toEqual(before);
    expect(await other.journal.count()).toBe(1);
    expect((await figures(db)).rollup).toEqual(before.rollup);
  });

  test('does not take what another device said later, and counts the decision once', async () => {
    const db = await filled();
    const other = freshJournal();
    for (const batch of await allOf(db)) await mergeRevisions(other, batch);
    const later = contextAt('2025-06-01T08:00:00Z', { device: deviceB });
    const corrected = await logDecision(
      other,
      old,
      relevantOf('it-1'),
      inputOf('it-1', 'partiallyMet', { evidence }),
      later,
    );
    await deleteByAge(db, '2025-01-01', { now });
    for (const batch of await allOf(db)) await mergeRevisions(other, batch);
    const rows = await other.current.toArray();
    expect(rows.map(({ target, firstDay }) => [target.id, firstDay]).sort()).toEqual([
      ['it-1', '2024-03-01'],
      ['transport-1', '2026-03-01'],
    ]);
    expect(await historyOf(other, corrected.recordId)).toEqual([corrected]);
    const counted = (await other.decisionRollup.toArray()).map(({ target, verdict, count }) => [
      target,
      verdict,
      count,
    ]);
    expect(counted).toEqual([
      ['it-1', 'partiallyMet', 1],
      ['it-2', 'notMet', 1],
      ['transport-1', 'met', 1],
    ]);
    expect(await recountRollups(other)).toEqual({ differences: [] });
  });

  test('does not take what is said of the purchase afterwards by a clock that was set back', async () => {
    const db = freshJournal();
    // The first sighting has the least id, so that the purchase keeps its name when it is followed anew.
    const first = contextAt('2024-03-01T08:00:00Z', { newId: countedIds() });
    await logDecision(db, old, relevantOf('it-1'), inputOf('it-1', 'met'), first);
    await deleteByAge(db, '2025-01-01', { now });
    const procedure = await follow(db, old, relevantOf('it-1'), contextAt('2026-11-02T08:00:00Z'));
    const setBack = contextAt('2024-06-01T08:00:00Z');
    await markStep(db, procedure, { part: 'need', step: 'lup-method', state: 'done', note: null }, setBack);
    const bought = { bought: 'Skærme', reused: null, learned: null, case: null };
    await writeOutcome(db, procedure, 'award', bought, setBack);
    const other = freshJournal();
    for (const batch of await allOf(db)) await mergeRevisions(other, batch);
    expect((await other.steps.toArray()).map(({ step }) => step)).toEqual(['lup-method']);
    expect((await other.outcomes.toArray()).map((outcome) => outcome.bought)).toEqual(['Skærme']);
  });

  test('lets the same purchase be followed anew', async () => {
    const db = await filled();
    await deleteByAge(db, '2025-01-01', { now });
    const procedure = await follow(db, old, relevantOf('it-1'), contextAt('2026-11-02T08:00:00Z'));
    expect(procedure.title).toBe('Udbud af pc');
    expect(await db.procedureState.count()).toBe(2);
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });

  test('can be stopped between two purchases; what is done is whole', async () => {
    const db = await filled();
    await expect(deleteByAge(db, '2027-01-01', { now, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(await db.journal.count()).toBe(3);
  });
});

describe('deleting a person', () => {
  test('takes the pseudonym everywhere and leaves every other figure as it was', async () => {
    const db = await filled();
    const before = await figures(db);
    expect(await authors(db)).toEqual(['hc']);
    expect(await deletePerson(db, 'hc', { now })).toBe(2);
    expect(await authors(db)).toEqual([]);
    expect(await figures(db)).toEqual(before);
    expect(JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray())))).not.toContain('"hc"');
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });

  test('holds against an import, and reaches other devices', async () => {
    const db = await filled();
    const backup = await allOf(db);
    const other = freshJournal();
    for (const batch of backup) await mergeRevisions(other, batch);
    await deletePerson(db, 'hc', { now });
    for (const batch of backup) await mergeRevisions(db, batch);
    for (const batch of await allOf(db)) await mergeRevisions(other, batch);
    expect([await authors(db), await authors(other)]).toEqual([[], []]);
    expect(await db.journal.count()).toBe(3);
  });

  test('is about them alone', async () => {
    const db = await filled();
    await logDecision(db, recent, [], inputOf('all-1', 'met'), contextAt('2026-04-01T08:00:00Z', { author: 'mb' }));
    await deletePerson(db, 'hc', { now });
    expect(await authors(db)).toEqual(['mb']);
  });
});

test('what a person wrote comes out whole', async () => {
  const db = await filled();
  const rows = [];
  for await (const batch of writtenBy(db, 'hc')) rows.push(...batch);
  expect(rows.map(({ type, row }) => [type, 'target' in row && row.target.id]).sort()).toEqual([
    ['decision', 'it-1'],
    ['decision', 'it-2'],
  ]);
});

test('a tombstone that comes before what it deletes is as good', async () => {
  const db = await filled();
  await deleteByAge(db, '2025-01-01', { now });
  const deleted = await allOf(db);
  const other = freshJournal();
  await mergeRevisions(other, batchOf({ tombstones: deleted.flatMap(({ tombstones }) => tombstones) }));
  for (const batch of await allOf(await filled())) await mergeRevisions(other, batch);
  expect(await other.procedures.where('words').equals('bus').count()).toBe(1);
});
