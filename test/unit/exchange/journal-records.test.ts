import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { FileRecord } from '../../../lib/exchange/format.ts';
import { journalRecords } from '../../../lib/exchange/journal-records.ts';
import type { LogFilter } from '../../../lib/log/find/queries.ts';
import { logDecision } from '../../../lib/log/journal.ts';
import type { Baseline, ClosedSighting, Outcome, Step, Tombstone } from '../../../lib/log/record-schema.ts';
import { contextAt, deviceB, factsOf, freshJournal, inputOf } from '../log/sample.ts';
import { readWhole, revisionOf, sightingOf, textOf, uuidOf } from './sample-file.ts';

const step: Step = {
  id: uuidOf(41),
  procedureId: uuidOf(1),
  part: 'need',
  step: 'tip-1',
  state: 'done',
  note: 'Behovet er set på',
  decidedAt: '2026-03-02T08:00:00.000Z',
  day: '2026-03-02',
  unit: 'Indkøb',
  author: 'kx',
  device: deviceB,
};
const outcome: Outcome = {
  id: uuidOf(51),
  recordId: uuidOf(52),
  supersedes: null,
  kind: 'outcome',
  procedureId: uuidOf(1),
  decidedAt: '2026-05-02T08:00:00.000Z',
  day: '2026-05-02',
  unit: 'Indkøb',
  author: null,
  device: deviceB,
  stage: 'award',
  bought: '200 skærme',
  reused: { was: true, which: 'Engdal Kommune' },
  learned: null,
  case: null,
};
const tombstone: Tombstone = { kind: 'record', id: uuidOf(61), at: '2026-05-02T08:00:00.000Z', upTo: null };
const closed: ClosedSighting = {
  id: uuidOf(62),
  device: deviceB,
  changedAt: '2026-05-02T08:00:00.000Z',
  links: [],
  joins: [],
  activeAt: '2026-05-02T08:00:00.000Z',
  following: [{ at: '2025-03-01T09:00:00.000+01:00', on: true }],
  unit: 'Indkøb',
  closed: true,
  portal: 'ted',
  value: null,
  relevant: [],
  tips: { shown: false, used: false },
};
const baseline: Baseline = {
  recordId: uuidOf(61),
  procedureId: uuidOf(62),
  last: revisionOf(63, 62, { recordId: uuidOf(61), author: 'kx' }),
  first: null,
};

async function collect(db: ReturnType<typeof freshJournal>, filter: LogFilter | null, authors = true) {
  const records: FileRecord[] = [];
  for await (const batch of journalRecords(db, { filter, authors })) records.push(...batch);
  return records;
}

async function filledJournal() {
  const db = freshJournal();
  await db.sightings.bulkAdd([sightingOf(1), closed]);
  await db.journal.bulkAdd([revisionOf(100, 1, { author: 'kx' }), revisionOf(101, 1)]);
  await db.steps.add(step);
  await db.outcomes.add(outcome);
  await db.tombstones.add(tombstone);
  await db.baseline.add({ ...baseline, counted: null });
  return db;
}

describe('the whole journal', () => {
  test('goes out with everything that was said, and comes back the same out of a file', async () => {
    const records = await collect(await filledJournal(), null);
    expect(records).toEqual([
      { type: 'tombstone', data: tombstone },
      { type: 'sighting', data: sightingOf(1) },
      { type: 'sighting', data: closed },
      { type: 'baseline', data: baseline },
      { type: 'revision', data: revisionOf(100, 1, { author: 'kx' }) },
      { type: 'revision', data: revisionOf(101, 1) },
      { type: 'step', data: step },
      { type: 'outcome', data: outcome },
    ]);
    expect((await readWhole(await textOf(records))).records).toEqual(records);
  });

  test('names nobody unless that is asked for', async () => {
    const text = JSON.stringify(await collect(await filledJournal(), null, false));
    expect(text).not.toContain('kx');
    expect(text.match(/"author":null/g)).toHaveLength(5);
  });

  test('goes out procedure by procedure, each record once, however many there are', async () => {
    const db = freshJournal();
    const numbers = Array.from({ length: 250 }, (_, place) => 1000 + place);
    await db.sightings.bulkAdd(numbers.map((number) => sightingOf(number)));
    await db.journal.bulkAdd(numbers.flatMap((number) => [revisionOf(9000 - number, number)]));
    const records = await collect(db, null);
    expect(new Set(records.map(({ data }) => ('id' in data ? data.id : ''))).size).toBe(500);
    const sightings = new Set<string>();
    for (const { type, data } of records) {
      if (type === 'sighting') sightings.add(data.id);
      else if (type === 'revision') expect(sightings).toContain(data.procedureId);
    }
  });
});

test('a chosen part holds its decisions with their history, and no others', async () => {
  const db = freshJournal();
  const log = (name: string, target: string, day: string, verdict: 'met' | 'notMet') =>
    logDecision(db, factsOf(name), [], inputOf(target, verdict), contextAt(`${day}T08:00:00Z`));
  const first = await log('pc', 'it-1', '2026-03-01', 'notMet');
  const corrected = await log('pc', 'it-1', '2026-03-02', 'met');
  await log('pc', 'food-2', '2026-03-02', 'met');
  await log('mad', 'food-1', '2026-03-03', 'met');
  const revisions = (await collect(db, { area: 'it' })).filter(({ type }) => type === 'revision');
  expect(revisions.map(({ data }) => data)).toEqual(expect.arrayContaining([first, corrected]));
  expect(revisions).toHaveLength(2);
});
