import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { historyOf } from '../../../../lib/log/find/queries.ts';
import { confirm, decide, logDecision } from '../../../../lib/log/journal.ts';
import { openEnds } from '../../../../lib/log/revisions.ts';
import type { Revision } from '../../../../lib/log/schema.ts';
import { contextAt, deviceB, factsOf, freshJournal, inputOf } from '../sample.ts';

/** A record that was corrected here and on another device, apart. */
async function madeApart() {
  const db = freshJournal();
  const log = (day: string, verdict: 'met' | 'notMet') =>
    logDecision(db, factsOf('a'), [], inputOf('it-1', verdict), contextAt(`${day}T10:00:00Z`));
  const first = await log('2026-11-01', 'met');
  const own = await log('2026-11-03', 'notMet');
  const other: Revision = {
    ...first,
    id: crypto.randomUUID(),
    rev: 2,
    supersedes: first.id,
    decidedAt: '2026-11-02T10:00:00.000Z',
    device: deviceB,
    verdict: 'partiallyMet',
    reason: { code: 'other', text: 'Kun på den ene lokation' },
  };
  await db.journal.add(other);
  return { db, own, other };
}

test('the version that was chosen is written again and settles the other one', async () => {
  const { db, own, other } = await madeApart();
  expect(openEnds(await historyOf(db, own.recordId))).toHaveLength(2);
  const settled = await confirm(db, own.recordId, contextAt('2026-11-04T10:00:00Z'), other.id);
  expect(settled).toMatchObject({ verdict: 'partiallyMet', reason: other.reason, supersedes: own.id });
  const history = await historyOf(db, own.recordId);
  expect(openEnds(history).map(({ id }) => id)).toEqual([settled.id]);
  expect(history).toHaveLength(4);
});

test('a revision of another record cannot be chosen', async () => {
  const { db, own } = await madeApart();
  const stranger = await logDecision(db, factsOf('b'), [], inputOf('it-1', 'met'), contextAt('2026-11-01T10:00:00Z'));
  await expect(confirm(db, own.recordId, contextAt('2026-11-04T10:00:00Z'), stranger.id)).rejects.toMatchObject({
    code: 'nothing-to-undo',
  });
});

test('a decision from the dashboard is the next revision of the procedure’s record', async () => {
  const { db, own } = await madeApart();
  const revision = await decide(db, own.procedureId, inputOf('it-1', 'met'), contextAt('2026-11-05T10:00:00Z'));
  expect(revision).toMatchObject({ recordId: own.recordId, verdict: 'met' });
  expect(await db.procedures.count()).toBe(1);
  await expect(
    decide(db, crypto.randomUUID(), inputOf('it-1', 'met'), contextAt('2026-11-05T10:00:00Z')),
  ).rejects.toMatchObject({ code: 'not-followed' });
});
