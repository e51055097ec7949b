import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { historyOf, recountRollups } from '../../../lib/log/find/queries.ts';
import {
  confirm,
  correct,
  follow,
  logDecision,
  logMismatch,
  logTip,
  refresh,
  stateOf,
  undo,
  unfollow,
  withdraw,
} from '../../../lib/log/journal.ts';
import { batchOf, mergeRevisions } from '../../../lib/log/merge/merge.ts';
import { procedureSchema, type Revision, revisionSchema } from '../../../lib/log/schema.ts';
import { contextAt, deviceB, factsOf, freshJournal, inputOf, relevantOf } from './sample.ts';

const facts = factsOf('pc');
const at = contextAt;

describe('logging a decision', () => {
  test('follows the procedure and stores revision, row, figures and standing', async () => {
    const db = freshJournal();
    const revision = await logDecision(
      db,
      facts,
      relevantOf('it-1', 'it-2'),
      inputOf('it-1', 'met'),
      at('2026-03-01T08:00:00Z'),
    );
    expect(revisionSchema.parse(revision)).toEqual(revision);
    expect(revision).toMatchObject({
      rev: 1,
      supersedes: null,
      decidedAt: '2026-03-01T08:00:00.000Z',
      day: '2026-03-01',
      value: { amount: 1_000_000, currency: 'DKK' },
      valueLevel: 'procedure',
    });
    const [procedure] = await db.procedures.toArray();
    expect(procedureSchema.parse(procedure)).toEqual(procedure);
    expect(procedure).toMatchObject({
      followedAt: '2026-03-01T09:00:00.000+01:00',
      unfollowedAt: null,
      unit: 'Indkøb',
    });
    expect(await db.current.toArray()).toMatchObject([
      { id: revision.id, firstDay: '2026-03-01', moved: 0, conflict: false },
    ]);
    expect(await db.decisionRollup.toArray()).toMatchObject([
      {
        day: '2026-03-01',
        unit: 'Indkøb',
        area: 'it',
        target: 'it-1',
        verdict: 'met',
        count: 1,
        values: { DKK: 1_000_000 },
      },
    ]);
    expect(await db.procedureState.toArray()).toMatchObject([
      { day: '2026-03-01', followedDay: '2026-03-01', areas: { it: { met: 1, open: 1 } } },
    ]);
  });

  test('counts a decision just after midnight in Denmark on the Danish day', async () => {
    const db = freshJournal();
    const revision = await logDecision(db, facts, [], inputOf('it-1', 'met'), at('2026-03-01T23:30:00Z'));
    expect(revision.day).toBe('2026-03-02');
    expect((await db.procedureState.toArray())[0]?.followedDay).toBe('2026-03-02');
  });

  test('the same lot and target again is a correction that keeps the first day and the unit', async () => {
    const db = freshJournal();
    const first = await logDecision(db, facts, [], inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    const second = await logDecision(
      db,
      facts,
      [],
      inputOf('it-1', 'notMet'),
      at('2026-05-09T08:00:00Z', { unit: 'Centralt' }),
    );
    expect(second).toMatchObject({ recordId: first.recordId, rev: 2, supersedes: first.id, unit: 'Indkøb' });
    expect(await db.decisionRollup.toArray()).toMatchObject([
      { day: '2026-03-01', unit: 'Indkøb', verdict: 'notMet', count: 1 },
    ]);
    expect(await db.current.toArray()).toMatchObject([{ firstDay: '2026-03-01', day: '2026-05-09', moved: 1 }]);
    expect((await historyOf(db, first.recordId)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test('a correction is later than what it corrects even when the clock was set back', async () => {
    const db = freshJournal();
    await logDecision(db, facts, [], inputOf('it-1', 'met'), at('2026-03-01T08:00:00.000Z'));
    const second = await logDecision(db, facts, [], inputOf('it-1', 'notMet'), at('2026-02-01T08:00:00Z'));
    expect(second.decidedAt).toBe('2026-03-01T08:00:00.001Z');
    expect(await db.current.toArray()).toMatchObject([{ id: second.id }]);
  });

  test.each([
    ['unknown-target', inputOf('unknown-1', 'met')],
    ['invalid-message', inputOf('it-1', 'notMet', { reason: null })],
    ['invalid-message', inputOf('it-1', 'notMet', { reason: { code: 'other', text: null } })],
  ])('%s is refused and nothing is stored', async (code, input) => {
    const db = freshJournal();
    await expect(logDecision(db, facts, [], input, at('2026-03-01T08:00:00Z'))).rejects.toMatchObject({
      name: 'JournalError',
      code,
      kept: 'earlierDecisions',
    });
    expect(await db.procedures.count()).toBe(0);
    expect(await db.journal.count()).toBe(0);
  });

  test('takes the lot value where it is known, the only lot as the procedure, and else marks the value as unallocated', async () => {
    const db = freshJournal();
    const lots = [
      { id: 'LOT-1', title: null, cpv: [], value: { amount: 400, currency: 'DKK' } },
      { id: 'LOT-2', title: null, cpv: [], value: null },
    ];
    const several = factsOf('several', { lots });
    const one = factsOf('one', { lots: lots.slice(1) });
    const log = (of: typeof facts, lotId: string) =>
      logDecision(db, of, [], inputOf('it-1', 'met', { lotId }), at('2026-03-01T08:00:00Z'));
    expect(await log(several, 'LOT-1')).toMatchObject({ value: { amount: 400 }, valueLevel: 'lot' });
    expect(await log(several, 'LOT-2')).toMatchObject({ value: { amount: 1_000_000 }, valueLevel: 'procedure' });
    expect(await log(one, 'LOT-2')).toMatchObject({ value: { amount: 1_000_000 }, valueLevel: 'lot' });
    expect(await db.decisionRollup.toArray()).toMatchObject([
      { count: 3, values: { DKK: 1_000_400 }, unallocated: { count: 1, values: { DKK: 1_000_000 } }, valueMissing: 0 },
    ]);
  });

  test('stores addresses without their secrets', async () => {
    const db = freshJournal();
    const evidence = [
      {
        kind: 'contractDraft' as const,
        title: null,
        url: 'https://x.dk/a?id=4&access_token=abc',
        page: null,
        quote: null,
      },
    ];
    const secret = factsOf('x', { url: 'https://portal.dk/sag?noticeId=7&session=abc#top' });
    const revision = await logDecision(
      db,
      secret,
      [],
      inputOf('it-1', 'met', { evidence }),
      at('2026-03-01T08:00:00Z'),
    );
    expect(revision.evidence[0]?.url).toBe('https://x.dk/a?id=4');
    expect((await db.procedures.toArray())[0]?.url).toBe('https://portal.dk/sag?noticeId=7');
  });
});

describe('undo, correction and withdrawal', () => {
  test('undo withdraws a first decision, and undoing that brings it back', async () => {
    const db = freshJournal();
    const first = await logDecision(db, facts, relevantOf('it-1'), inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    const undone = await undo(db, first.id, at('2026-03-01T08:00:05Z'));
    expect(undone).toMatchObject({ kind: 'withdrawal', verdict: null, rev: 2, supersedes: first.id });
    expect(await db.decisionRollup.count()).toBe(0);
    expect(await db.procedureState.toArray()).toMatchObject([{ day: null, areas: { it: { met: 0, open: 1 } } }]);
    expect((await stateOf(db, facts)).decisions).toEqual([]);
    const redone = await undo(db, undone.id, at('2026-03-01T08:00:09Z'));
    expect(redone).toMatchObject({ kind: 'decision', verdict: 'met', rev: 3 });
    expect(await db.decisionRollup.toArray()).toMatchObject([{ verdict: 'met', count: 1 }]);
  });

  test('undo of a correction puts the whole content before it back', async () => {
    const db = freshJournal();
    const input = inputOf('it-1', 'met', { placement: ['awardCriteria'], awardWeightPct: 30, ecolabels: ['svanen'] });
    await logDecision(db, facts, [], input, at('2026-03-01T08:00:00Z'));
    const second = await logDecision(db, facts, [], inputOf('it-1', 'notMet'), at('2026-03-02T08:00:00Z'));
    const undone = await undo(db, second.id, at('2026-03-02T08:00:01Z'));
    expect(undone).toMatchObject({
      verdict: 'met',
      placement: ['awardCriteria'],
      awardWeightPct: 30,
      ecolabels: ['svanen'],
    });
  });

  test('only the newest revision can be undone', async () => {
    const db = freshJournal();
    const first = await logDecision(db, facts, [], inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    await logDecision(db, facts, [], inputOf('it-1', 'notMet'), at('2026-03-02T08:00:00Z'));
    await expect(undo(db, first.id, at('2026-03-03T08:00:00Z'))).rejects.toMatchObject({ code: 'nothing-to-undo' });
    await expect(undo(db, crypto.randomUUID(), at('2026-03-03T08:00:00Z'))).rejects.toMatchObject({
      code: 'nothing-to-undo',
    });
    expect(await db.journal.count()).toBe(2);
  });

  test('a record is corrected from the log although its target has left the packs', async () => {
    const db = freshJournal();
    const first = await logDecision(db, facts, [], inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    const later = at('2027-01-01T08:00:00Z', { target: () => null });
    const corrected = await correct(db, first.recordId, inputOf('it-1', 'partiallyMet'), later);
    expect(corrected).toMatchObject({ rev: 2, verdict: 'partiallyMet', target: first.target, goals: first.goals });
    await expect(correct(db, first.recordId, inputOf('it-2', 'met'), later)).rejects.toMatchObject({
      code: 'invalid-message',
    });
  });

  test('a withdrawn record leaves every figure, keeps its reason and cannot be withdrawn twice', async () => {
    const db = freshJournal();
    const first = await logDecision(db, facts, [], inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    const gone = await withdraw(db, first.recordId, ' Forkert udbud ', at('2026-03-02T08:00:00Z'));
    expect(gone).toMatchObject({ kind: 'withdrawal', reason: { code: 'other', text: 'Forkert udbud' } });
    expect(await db.decisionRollup.count()).toBe(0);
    await expect(withdraw(db, first.recordId, 'Igen', at('2026-03-02T08:00:00Z'))).rejects.toMatchObject({
      code: 'nothing-to-undo',
    });
  });

  test('a record is not withdrawn without a reason', async () => {
    const db = freshJournal();
    const first = await logDecision(db, facts, [], inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    await expect(withdraw(db, first.recordId, ' \n', at('2026-03-02T08:00:00Z'))).rejects.toMatchObject({
      code: 'invalid-message',
      detail: 'reason',
    });
    expect(await db.current.toArray()).toMatchObject([{ kind: 'decision', verdict: 'met' }]);
  });
});

describe('mismatch', () => {
  test('hides the target for the procedure and leaves every figure; undo brings it back', async () => {
    const db = freshJournal();
    await follow(db, facts, relevantOf('it-1', 'it-2'), at('2026-03-01T08:00:00Z'));
    const wrong = await logMismatch(db, facts, 'it-1', at('2026-03-01T08:01:00Z'));
    expect(wrong).toMatchObject({ kind: 'mismatch', verdict: null, lotId: null });
    expect(await db.procedureState.toArray()).toMatchObject([{ day: null, targets: { 'it-2': { status: 'open' } } }]);
    expect(Object.keys((await db.procedureState.toArray())[0]?.targets ?? {})).toEqual(['it-2']);
    expect((await stateOf(db, facts)).decisions).toMatchObject([{ kind: 'mismatch' }]);
    expect((await logMismatch(db, facts, 'it-1', at('2026-03-01T08:02:00Z'))).id).toBe(wrong.id);
    await undo(db, wrong.id, at('2026-03-01T08:03:00Z'));
    expect(Object.keys((await db.procedureState.toArray())[0]?.targets ?? {})).toEqual(['it-1', 'it-2']);
  });

  test('takes every lot decision on the target along, and undo puts all of them back', async () => {
    const db = freshJournal();
    const lots = Array.from({ length: 120 }, (_, index) => `LOT-${index}`);
    for (const lotId of lots) {
      await logDecision(db, facts, [], inputOf('it-1', 'met', { lotId }), at('2026-03-01T08:00:00Z'));
    }
    const wrong = await logMismatch(db, facts, 'it-1', at('2026-03-02T08:00:00Z'));
    expect(await db.decisionRollup.count()).toBe(0);
    await undo(db, wrong.id, at('2026-03-02T08:01:00Z'));
    expect(await db.decisionRollup.toArray()).toMatchObject([{ verdict: 'met', count: 120 }]);
  }, 30_000);

  test('a decision on the target lifts it', async () => {
    const db = freshJournal();
    await follow(db, facts, relevantOf('it-1'), at('2026-03-01T08:00:00Z'));
    await logMismatch(db, facts, 'it-1', at('2026-03-01T08:01:00Z'));
    await logDecision(db, facts, [], inputOf('it-1', 'met', { lotId: 'LOT-1' }), at('2026-03-01T08:02:00Z'));
    expect((await stateOf(db, facts)).decisions).toMatchObject([{ kind: 'decision', lotId: 'LOT-1' }]);
  });

  test('needs a followed procedure', async () => {
    const db = freshJournal();
    await expect(logMismatch(db, facts, 'it-1', at('2026-03-01T08:00:00Z'))).rejects.toMatchObject({
      code: 'not-followed',
    });
    expect(await db.procedures.count()).toBe(0);
  });
});

describe('following', () => {
  test('finds the procedure again by any key and lays what a page shows over what was known', async () => {
    const db = freshJournal();
    const first = await follow(
      db,
      factsOf('pc', { procedureId: 'ABC' }),
      relevantOf('it-1'),
      at('2026-03-01T08:00:00Z'),
    );
    const elsewhere = factsOf('pc', {
      procedureId: 'abc',
      reference: null,
      value: null,
      url: 'https://ted.europa.eu/da/notice/1-2026',
    });
    const again = await follow(db, elsewhere, relevantOf('it-2'), at('2026-03-05T08:00:00Z'));
    expect(again).toMatchObject({
      id: first.id,
      followedAt: first.followedAt,
      reference: 'sag-pc',
      value: { amount: 1_000_000 },
    });
    expect(again.relevant.map(({ target }) => target)).toEqual(['it-1', 'it-2']);
    expect((await stateOf(db, elsewhere)).procedure?.id).toBe(first.id);
    expect(await db.procedures.count()).toBe(1);
  });

  test('the log shows a title that was corrected on the portal', async () => {
    const db = freshJournal();
    await logDecision(db, facts, [], inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    await follow(db, { ...facts, title: 'Udbud af bærbare' }, [], at('2026-03-02T08:00:00Z'));
    expect(await db.current.toArray()).toMatchObject([{ procedure: { title: 'Udbud af bærbare' } }]);
  });

  test('a page that is read again brings a followed procedure up to date, and never starts to follow one', async () => {
    const db = freshJournal();
    await refresh(db, facts, relevantOf('it-1'), at('2026-03-01T08:00:00Z'));
    expect(await db.procedures.count()).toBe(0);
    await logDecision(db, facts, relevantOf('it-1'), inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    await refresh(db, { ...facts, title: 'Ny titel' }, relevantOf('it-1', 'it-2'), at('2026-03-02T08:00:00Z'));
    expect(await db.procedures.toArray()).toMatchObject([
      { title: 'Ny titel', followedAt: '2026-03-01T09:00:00.000+01:00', relevant: relevantOf('it-1', 'it-2') },
    ]);
    expect(await db.procedureState.toArray()).toMatchObject([{ areas: { it: { met: 1, open: 1 } } }]);
    await unfollow(db, facts, at('2026-03-03T08:00:00Z'));
    const left = await db.procedures.toArray();
    await refresh(db, facts, relevantOf('it-3'), at('2026-03-04T08:00:00Z'));
    expect(await db.procedures.toArray()).toEqual(left);
    expect(await db.procedureState.toArray()).toMatchObject([{ followedDay: null }]);
  });

  test('unfollowing removes a procedure without decisions entirely, its tips too', async () => {
    const db = freshJournal();
    await follow(db, facts, relevantOf('it-1'), at('2026-03-01T08:00:00Z'));
    await logTip(db, facts, 'tip-1', 'shown', at('2026-03-01T08:00:01Z'));
    await unfollow(db, facts, at('2026-03-02T08:00:00Z'));
    const counts = [db.procedures, db.procedureState, db.tipRecords, db.journal].map((table) => table.count());
    expect(await Promise.all(counts)).toEqual([0, 0, 0, 0]);
  });

  test('unfollowing keeps one with decisions, which no longer counts as started; a new decision follows it again', async () => {
    const db = freshJournal();
    await logDecision(db, facts, relevantOf('it-1'), inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    await unfollow(db, facts, at('2026-03-02T08:00:00Z'));
    expect(await db.procedureState.toArray()).toMatchObject([{ day: '2026-03-01', followedDay: null }]);
    expect((await stateOf(db, facts)).procedure?.unfollowedAt).toBe('2026-03-02T09:00:00.000+01:00');
    await expect(logTip(db, facts, 'tip-1', 'used', at('2026-03-02T09:00:00Z'))).rejects.toMatchObject({
      code: 'not-followed',
    });
    await logDecision(db, facts, [], inputOf('it-2', 'met'), at('2026-03-04T08:00:00Z'));
    expect(await db.procedureState.toArray()).toMatchObject([{ day: '2026-03-01', followedDay: '2026-03-04' }]);
  });

  test('the same fate of a tip twice is one record', async () => {
    const db = freshJournal();
    await follow(db, facts, [], at('2026-03-01T08:00:00Z'));
    const first = await logTip(db, facts, 'tip-1', 'dismissed', at('2026-03-01T08:00:00Z'));
    expect((await logTip(db, facts, 'tip-1', 'dismissed', at('2026-03-01T09:00:00Z'))).id).toBe(first.id);
    expect((await stateOf(db, facts)).dismissedTips).toEqual(['tip-1']);
  });
});

describe('two devices', () => {
  async function madeApart(times: { a: string; b: string }) {
    const db = freshJournal();
    const first = await logDecision(db, facts, [], inputOf('it-1', 'met'), at('2026-03-01T08:00:00Z'));
    const base: Revision = { ...first, rev: 2, supersedes: first.id };
    const a: Revision = { ...base, id: 'cccccccc-0000-4000-8000-000000000000', verdict: 'notMet', decidedAt: times.a };
    const b: Revision = {
      ...base,
      id: 'bbbbbbbb-0000-4000-8000-000000000000',
      verdict: 'notApplicable',
      decidedAt: times.b,
      device: deviceB,
    };
    return { db, first, a, b };
  }
  const same = '2026-03-02T08:00:00.000Z';
  const later = '2026-03-02T08:00:00.001Z';

  test.each([
    ['the later one', { a: later, b: same }, 'notMet'],
    ['at the same time, that of the greater device', { a: same, b: same }, 'notApplicable'],
  ])('keeps both revisions; current is %s, in whatever order they arrive', async (_, times, verdict) => {
    for (const order of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const apart = await madeApart(times);
      const { db, first } = apart;
      for (const name of order) await mergeRevisions(db, batchOf({ revisions: [apart[name]] }));
      expect(await db.journal.count()).toBe(3);
      expect(await db.current.toArray()).toMatchObject([{ verdict, conflict: true, firstDay: '2026-03-01' }]);
      expect(await db.decisionRollup.toArray()).toMatchObject([{ verdict, count: 1 }]);
      expect(await recountRollups(db)).toEqual({ differences: [] });

      const confirmed = await confirm(db, first.recordId, at('2026-03-03T08:00:00Z'));
      expect(confirmed).toMatchObject({ rev: 3, verdict });
      expect(confirmed.confirms).toHaveLength(1);
      expect(await db.current.toArray()).toMatchObject([{ verdict, conflict: false }]);
    }
  });
});
