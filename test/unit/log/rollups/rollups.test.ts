import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JournalDatabase } from '../../../../lib/log/database.ts';
import { recountRollups } from '../../../../lib/log/find/queries.ts';
import {
  correct,
  follow,
  logDecision,
  logMismatch,
  logTip,
  undo,
  unfollow,
  withdraw,
} from '../../../../lib/log/journal.ts';
import { JournalError } from '../../../../lib/log/journal-error.ts';
import { addMeasure, emptyMeasure, measureOf } from '../../../../lib/log/rollups/measure.ts';
import type { MonthRollup } from '../../../../lib/log/rollups/month-rows.ts';
import { combinedVerdict, procedureValue } from '../../../../lib/log/rollups/rollups.ts';
import type { DecisionRollup } from '../../../../lib/log/rows.ts';
import { sameContent } from '../../../../lib/log/same-content.ts';
import type { DecisionInput, Verdict } from '../../../../lib/log/schema.ts';
import { contextAt, countedIds, deviceA, deviceB, factsOf, freshJournal, inputOf, relevantOf } from '../sample.ts';

describe('several lot decisions on one target', () => {
  test.each<[Verdict[], Verdict]>([
    [['met', 'met'], 'met'],
    [['met', 'notApplicable'], 'met'],
    [['notMet', 'notMet', 'notApplicable'], 'notMet'],
    [['met', 'notMet'], 'partiallyMet'],
    [['partiallyMet', 'partiallyMet'], 'partiallyMet'],
    [['met', 'partiallyMet'], 'partiallyMet'],
    [['notApplicable', 'notApplicable'], 'notApplicable'],
  ])('%j is %s', (verdicts, combined) => {
    expect(combinedVerdict(verdicts)).toBe(combined);
    expect(combinedVerdict(verdicts.toReversed())).toBe(combined);
  });
});

describe('the value of a procedure', () => {
  const lot = (amount: number | null, currency = 'DKK') => ({
    id: String(amount),
    title: null,
    cpv: [],
    value: amount === null ? null : { amount, currency },
  });
  test.each([
    [
      'its own, never the lots on top',
      { amount: 500, currency: 'DKK' },
      [lot(100), lot(200)],
      { amount: 500, currency: 'DKK' },
    ],
    ['the sum of its lots', null, [lot(100.1), lot(200.2)], { amount: 300.3, currency: 'DKK' }],
    ['not known when one lot has none', null, [lot(100), lot(null)], null],
    ['not known over two currencies', null, [lot(100), lot(200, 'EUR')], null],
    ['not known without any', null, [], null],
  ])('is %s', (_, value, lots, expected) => {
    expect(procedureValue({ value, lots })).toEqual(expected);
  });
});

test('adding and taking away money in any order ends on nothing', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1e11 }), { maxLength: 30 });
  fc.assert(
    fc.property(amounts, fc.infiniteStream(fc.double()), (cents, order) => {
      const measures = cents.map((cent) => measureOf({ amount: cent / 100, currency: 'DKK' }, cent % 3 > 0));
      const shuffled = measures.map((measure) => ({ measure, key: order.next().value })).sort((a, b) => a.key - b.key);
      let sum = emptyMeasure();
      for (const measure of measures) sum = addMeasure(sum, measure, 1);
      for (const { measure } of shuffled) sum = addMeasure(sum, measure, -1);
      expect(sum).toEqual(emptyMeasure());
    }),
  );
});

const names = ['pc', 'mad', 'bus'];
const targets = ['it-1', 'it-2', 'food-1', 'all-1'];
const verdicts: Verdict[] = ['met', 'partiallyMet', 'notMet', 'notApplicable'];

const input = fc.record({
  targetId: fc.constantFrom(...targets),
  lotId: fc.constantFrom(null, 'LOT-1', 'LOT-2'),
  verdict: fc.constantFrom(...verdicts),
  placement: fc.subarray(['awardCriteria', 'technicalSpecifications'] as const),
  awardWeightPct: fc.option(fc.integer({ min: 0, max: 10_000 }).map((weight) => weight / 100)),
  ecolabels: fc.subarray(['svanen', 'blomsten']),
  vehicles: fc.constantFrom(null, { inScope: true, contractType: null, category: null, total: 3, clean: 3, zero: 1 }),
});

const operation = fc.record({
  name: fc.constantFrom(...names),
  do: fc.constantFrom(
    'follow',
    'unfollow',
    'decide',
    'decide',
    'decide',
    'mismatch',
    'undo',
    'correct',
    'withdraw',
    'tip',
  ),
  input,
  /** Which record or revision to take, as a part of all there are. */
  pick: fc.nat({ max: 99 }),
  hours: fc.integer({ min: -30, max: 60 }),
  device: fc.constantFrom(deviceA, deviceB),
  unit: fc.constantFrom('', 'Indkøb', 'Vej og Park'),
  author: fc.constantFrom(null, 'hc', '__proto__', 'constructor'),
  value: fc.constantFrom(null, { amount: 1000.1, currency: 'DKK' }, { amount: 0, currency: 'EUR' }),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

async function apply(db: JournalDatabase, step: Operation, index: number, newId: () => string): Promise<void> {
  const start = Date.parse('2026-01-01T00:00:00Z');
  const now = new Date(start + (index * 24 + step.hours) * 3_600_000).toISOString();
  const { device, unit, author } = step;
  const context = contextAt(now, { device, unit, author, newId });
  const lots = [
    { id: 'LOT-1', title: null, cpv: [], value: { amount: 10.25, currency: 'DKK' } },
    { id: 'LOT-2', title: null, cpv: [], value: null },
  ];
  const facts = factsOf(step.name, { value: step.value, lots: step.name === 'mad' ? lots : [] });
  const relevant = relevantOf('it-1', 'food-1', 'all-1');
  const decision = (target: string, lotId: string | null): DecisionInput =>
    inputOf(target, step.input.verdict, { ...step.input, targetId: target, lotId, measured: null });
  const picked = async <T>(rows: PromiseLike<T[]>) => {
    const all = await rows;
    return all[step.pick % Math.max(1, all.length)];
  };
  switch (step.do) {
    case 'follow':
      return void (await follow(db, facts, relevant, context));
    case 'unfollow':
      return unfollow(db, facts, context);
    case 'decide':
      return void (await logDecision(db, facts, relevant, decision(step.input.targetId, step.input.lotId), context));
    case 'mismatch':
      return void (await logMismatch(db, facts, step.input.targetId, context));
    case 'tip':
      return void (await logTip(db, facts, 'tip-1', step.pick % 2 ? 'used' : 'shown', context));
    case 'undo': {
      const revision = await picked(db.journal.toArray());
      return void (revision && (await undo(db, revision.id, context)));
    }
    case 'correct': {
      const row = await picked(db.current.toArray());
      return void (row && (await correct(db, row.recordId, decision(row.target.id, row.lotId), context)));
    }
    case 'withdraw': {
      const row = await picked(db.current.toArray());
      return void (row && (await withdraw(db, row.recordId, 'Forkert udbud', context)));
    }
  }
}

test('after any sequence of operations the figures are those of a recount from the journal', async () => {
  let decided = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 25 }), async (steps) => {
      const db = freshJournal();
      const newId = countedIds();
      let journal = 0;
      for (const [index, step] of steps.entries()) {
        try {
          await apply(db, step, index, newId);
        } catch (error) {
          if (!(error instanceof JournalError) || !['not-followed', 'nothing-to-undo'].includes(error.code))
            throw error;
          refused += 1;
        }
        const size = await db.journal.count();
        expect(size).toBeGreaterThanOrEqual(journal);
        journal = size;
      }
      decided += await db.decisionRollup.count();
      expect(await recountRollups(db)).toEqual({ differences: [] });
      await db.delete();
    }),
    { numRuns: 150 },
  );
  expect(decided).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(20);
}, 240_000);

test('a recount names and repairs what differs, in all derived tables', async () => {
  const db = freshJournal();
  const context = contextAt('2026-03-01T08:00:00Z');
  const { recordId, procedureId } = await logDecision(
    db,
    factsOf('pc'),
    relevantOf('it-2'),
    inputOf('it-1', 'met'),
    context,
  );
  const tables = [db.current, db.decisionRollup, db.procedureState];
  const before = await Promise.all(tables.map((table) => table.toArray()));
  await db.current.update(recordId, { conflict: true });
  await db.procedureState.delete(procedureId);
  const [rollup] = await db.decisionRollup.toArray();
  if (rollup) {
    await db.decisionRollup.put({ ...rollup, count: 7 });
    await db.decisionRollup.put({ ...rollup, day: '1999-01-01' });
  }
  const month = await db.monthRollup.get(['=Indkøb', '2026-03', 'it']);
  if (month) {
    await db.monthRollup.put({ ...month, procedures: {} });
    await db.monthRollup.put({ ...month, scope: '*', month: '1999-01', area: '' });
  }
  expect(await recountRollups(db)).toEqual({
    differences: [
      `current ${recordId}`,
      `procedureState ${procedureId}`,
      'decisionRollup 1999-01-01 Indkøb it it-1 met',
      'decisionRollup 2026-03-01 Indkøb it it-1 met',
      'monthRollup * 1999-01 ',
      'monthRollup =Indkøb 2026-03 it',
    ],
  });
  expect(await Promise.all(tables.map((table) => table.toArray()))).toEqual(before);
  expect(await recountRollups(db)).toEqual({ differences: [] });
});

test('a recount goes through more procedures than one batch, with nothing to repair in most of them', async () => {
  const db = freshJournal();
  const context = contextAt('2026-03-01T08:00:00Z');
  for (let index = 0; index < 450; index += 1) {
    await logDecision(db, factsOf(`p${index}`), relevantOf('it-2'), inputOf('it-1', 'met'), context);
  }
  const [last] = await db.current.toCollection().reverse().limit(1).toArray();
  await db.current.update(last?.recordId ?? '', { conflict: true });
  const done: [number, number][] = [];
  const { differences } = await recountRollups(db, { onProgress: (...progress) => done.push(progress) });
  expect(differences).toEqual([`current ${last?.recordId}`]);
  expect(done).toEqual([
    [200, 450],
    [400, 450],
    [450, 450],
    [450, 450],
    [451, 451],
    [451, 452],
    [452, 452],
  ]);
}, 120_000);

test('a recount removes what is derived of procedures that are gone, and names their revisions', async () => {
  const db = freshJournal();
  const revision = await logDecision(db, factsOf('pc'), [], inputOf('it-1', 'met'), contextAt('2026-03-01T08:00:00Z'));
  const { procedureId } = revision;
  await db.sightings.delete(procedureId);
  expect(await recountRollups(db)).toEqual({
    differences: [
      `procedures ${procedureId}`,
      `current ${revision.recordId}`,
      `procedureState ${procedureId}`,
      `sightings ${procedureId}`,
      'decisionRollup 2026-03-01 Indkøb it it-1 met',
      'monthRollup #* 2026-03 it:met',
      'monthRollup #=Indkøb 2026-03 it:met',
      'monthRollup * 2026-03 ',
      'monthRollup * 2026-03 it',
      'monthRollup =Indkøb 2026-03 ',
      'monthRollup =Indkøb 2026-03 it',
      'monthRollup @"it-1"* 2026-03 it',
      'monthRollup @"it-1"=Indkøb 2026-03 it',
    ],
  });
  for (const table of [db.current, db.procedures, db.procedureState, db.decisionRollup, db.monthRollup]) {
    expect(await table.count()).toBe(0);
  }
  expect(await db.journal.toArray()).toEqual([revision]);
});

test('a recount that was interrupted goes on where it stood, and decisions are logged meanwhile', async () => {
  const db = freshJournal();
  for (let index = 0; index < 250; index += 1) {
    await follow(db, factsOf(`p${index}`), relevantOf('it-1'), contextAt('2026-03-01T08:00:00Z'));
  }
  await logDecision(db, factsOf('p1'), [], inputOf('it-1', 'met'), contextAt('2026-03-01T08:00:00Z'));
  const [rollup] = await db.decisionRollup.toArray();
  await db.decisionRollup.put({ ...rollup, count: 7 } as DecisionRollup);
  const stop = new AbortController();
  const first = recountRollups(db, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(first).rejects.toMatchObject({ code: 'journal-failed' });
  await logDecision(db, factsOf('p2'), [], inputOf('it-1', 'met'), contextAt('2026-03-02T08:00:00Z'));
  const done: number[] = [];
  const { differences } = await recountRollups(db, { onProgress: (count) => done.push(count) });
  expect(done[0]).toBe(250);
  expect(differences).toEqual(['decisionRollup 2026-03-01 Indkøb it it-1 met']);
  expect(await recountRollups(db)).toEqual({ differences: [] });
}, 120_000);

test('months are counted anew one by one, and one that was interrupted goes on with the next', async () => {
  const db = freshJournal();
  const months = ['2026-01', '2026-02', '2026-04'];
  for (const month of months) {
    const context = contextAt(`${month}-10T08:00:00Z`);
    await logDecision(db, factsOf(month), relevantOf('it-1', 'it-2'), inputOf('it-1', 'met'), context);
  }
  // Followed in one month and decided on in the next, and followed only.
  await follow(db, factsOf('late'), relevantOf('it-1'), contextAt('2026-01-31T08:00:00Z'));
  await logDecision(db, factsOf('late'), [], inputOf('it-1', 'notMet'), contextAt('2026-02-02T08:00:00Z'));
  await follow(db, factsOf('waits'), relevantOf('food-1'), contextAt('2026-05-31T08:00:00Z'));
  const right = await db.monthRollup.toArray();
  const [spring] = right;
  await db.monthRollup.bulkPut(right.map((row) => ({ ...row, open: { ...row.open, count: 99 } })));
  await db.monthRollup.add({ ...(spring as MonthRollup), month: '2031-01' });

  const isRight = async () => {
    const rows = await db.monthRollup.toArray();
    const wrong = rows.filter((row) => !right.some((other) => sameContent(other, row)));
    return [...new Set(wrong.map(({ month }) => month))].sort();
  };
  const stop = new AbortController();
  let steps = 0;
  const interrupted = recountRollups(db, {
    signal: stop.signal,
    // Procedures and what they leave behind, four days, then the first month.
    onProgress: () => {
      steps += 1;
      if (steps === 8) stop.abort();
    },
  });
  await expect(interrupted).rejects.toMatchObject({ code: 'journal-failed' });
  expect(await isRight()).toEqual(['2026-02', '2026-04', '2026-05', '2031-01']);
  const { differences } = await recountRollups(db);
  expect(await isRight()).toEqual([]);
  expect(await db.monthRollup.toArray()).toEqual(right);
  expect(differences).toHaveLength(right.length + 1);
  expect(differences.at(-1)).toBe(`monthRollup ${spring?.scope} 2031-01 ${spring?.area}`);
});

test('an aborted recount changes nothing', async () => {
  const db = freshJournal();
  await logDecision(db, factsOf('pc'), [], inputOf('it-1', 'met'), contextAt('2026-03-01T08:00:00Z'));
  await db.decisionRollup.clear();
  await expect(recountRollups(db, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'journal-failed' });
  expect(await db.decisionRollup.count()).toBe(0);
});
