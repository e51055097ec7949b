import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { recountRollups } from '../../../../lib/log/find/queries.ts';
import { answerSame, follow, logDecision, refresh, stateOf } from '../../../../lib/log/journal.ts';
import { batchOf, mergeRevisions } from '../../../../lib/log/merge/merge.ts';
import { newSighting } from '../../../../lib/log/procedures/procedures.ts';
import { contextAt, deviceB, factsOf, freshJournal, inputOf, relevantOf } from '../sample.ts';

const facts = factsOf('pc');
const at = contextAt;
const targetsOf = async (db: ReturnType<typeof freshJournal>) =>
  (await db.procedureState.toArray()).map(({ targets }) =>
    Object.entries(targets).map(([id, { status }]) => `${id} ${status}`),
  );

describe('relevant targets', () => {
  test('leave when the page that named them no longer does, unless they were decided on', async () => {
    const db = freshJournal();
    await logDecision(
      db,
      facts,
      relevantOf('it-1', 'it-2', 'it-3'),
      inputOf('it-1', 'met'),
      at('2026-03-01T08:00:00Z'),
    );
    await refresh(db, facts, relevantOf('it-3'), at('2026-03-02T08:00:00Z'));
    expect(await targetsOf(db)).toEqual([['it-1 met', 'it-3 open']]);
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });

  test('stay while another page still names them', async () => {
    const db = freshJournal();
    const eforms = { ...facts, procedureId: 'eu-pc' };
    const elsewhere = { ...eforms, url: 'https://ted.eu/17' };
    await follow(db, eforms, relevantOf('it-1', 'it-2'), at('2026-03-01T08:00:00Z'));
    await refresh(db, elsewhere, relevantOf('it-2'), at('2026-03-02T08:00:00Z'));
    expect(await targetsOf(db)).toEqual([['it-1 open', 'it-2 open']]);
    await refresh(db, eforms, relevantOf('it-1'), at('2026-03-03T08:00:00Z'));
    expect(await targetsOf(db)).toEqual([['it-1 open', 'it-2 open']]);
    await refresh(db, elsewhere, [], at('2026-03-04T08:00:00Z'));
    expect(await targetsOf(db)).toEqual([['it-1 open']]);
  });

  test('stay when the same page shows less than before, as the steps of a form do', async () => {
    const db = freshJournal();
    await follow(db, facts, relevantOf('it-1', 'it-2'), at('2026-03-01T08:00:00Z'));
    const step = { ...facts, cpv: { main: null, additional: [] } };
    await refresh(db, step, relevantOf('it-3'), at('2026-03-02T08:00:00Z'));
    expect(await targetsOf(db)).toEqual([['it-1 open', 'it-2 open', 'it-3 open']]);
  });
});

describe('a tender that may be one that is followed', () => {
  const there = factsOf('bus', { reference: null, title: 'Levering af busser', url: 'https://portal.dk/1' });
  const here = { ...there, url: 'https://mercell.dk/9', value: null };
  const start = at('2026-03-01T08:00:00Z');

  async function asked() {
    const db = freshJournal();
    const known = await follow(db, there, relevantOf('transport-1'), start);
    await logDecision(db, there, relevantOf('transport-1'), inputOf('transport-1', 'met'), start);
    const { procedure, possible } = await stateOf(db, here);
    expect([procedure, possible?.id]).toEqual([null, known.id]);
    return { db, known };
  }

  test('is asked about, and stores nothing by being looked at', async () => {
    const { db } = await asked();
    expect(await db.sightings.count()).toBe(1);
    expect(await db.meta.count()).toBe(0);
  });

  test('is it when the buyer says so: keys are united and decisions stay', async () => {
    const { db, known } = await asked();
    const later = at('2026-03-02T08:00:00Z');
    await answerSame(db, here, relevantOf('transport-2'), { other: known.id, same: true }, later);
    const { procedure, possible, decisions } = await stateOf(db, here);
    expect([procedure?.id, possible, decisions.map(({ verdict }) => verdict)]).toEqual([known.id, null, ['met']]);
    expect((await stateOf(db, there)).procedure?.id).toBe(known.id);
    expect(await targetsOf(db)).toEqual([['transport-1 met', 'transport-2 open']]);
  });

  test('is not when the buyer says so, and is not asked about again', async () => {
    const { db, known } = await asked();
    await answerSame(db, here, [], { other: known.id, same: false }, at('2026-03-02T08:00:00Z'));
    expect(await stateOf(db, here)).toMatchObject({ procedure: null, possible: null });
    await follow(db, here, [], at('2026-03-03T08:00:00Z'));
    expect(await stateOf(db, here)).toMatchObject({ possible: null });
    expect(await db.procedures.count()).toBe(2);
  });

  test('can be united after both were followed and decided on; what was said twice is one decision in conflict', async () => {
    const { db } = await asked();
    await logDecision(
      db,
      here,
      relevantOf('transport-1'),
      inputOf('transport-1', 'notMet'),
      at('2026-03-02T08:00:00Z'),
    );
    expect((await db.decisionRollup.toArray()).map(({ verdict }) => verdict)).toEqual(['met', 'notMet']);
    const { possible } = await stateOf(db, here);
    const answer = { other: possible?.id ?? '', same: true };
    await answerSame(db, here, relevantOf('transport-1'), answer, at('2026-03-03T08:00:00Z'));
    expect(await db.procedures.count()).toBe(1);
    expect(await db.current.toArray()).toMatchObject([{ verdict: 'notMet', conflict: true, firstDay: '2026-03-01' }]);
    expect((await db.decisionRollup.toArray()).map(({ verdict, day }) => [verdict, day])).toEqual([
      ['notMet', '2026-03-01'],
    ]);
    expect(await recountRollups(db)).toEqual({ differences: [] });
  });

  test('at one address is asked about, too, and is never taken for the other by itself', async () => {
    const db = freshJournal();
    const bare = { reference: null, buyer: null, url: 'https://portal.dk/udbud' };
    await follow(db, factsOf('a', { ...bare, title: 'Rengøring af skoler' }), relevantOf('cleaning-1'), start);
    const other = factsOf('b', { ...bare, title: 'Levering af busser' });
    expect((await stateOf(db, other)).possible?.title).toBe('Rengøring af skoler');
    await follow(db, other, relevantOf('transport-1'), start);
    expect((await db.procedures.toArray()).map(({ title }) => title).sort()).toEqual([
      'Levering af busser',
      'Rengøring af skoler',
    ]);
  });
});

test('a colleague who stops following leaves the procedure to the others', async () => {
  const db = freshJournal();
  const eforms = { ...facts, procedureId: 'eu-pc' };
  const colleague = newSighting(eforms, relevantOf('it-2'), at('2026-03-01T08:00:00Z', { device: deviceB }));
  await follow(db, eforms, relevantOf('it-1'), at('2026-03-02T08:00:00Z'));
  await mergeRevisions(db, batchOf({ sightings: [{ ...colleague, id: '00000000-0000-4000-8000-000000000000' }] }));
  expect((await db.procedures.toArray()).map(({ members }) => members.length)).toEqual([2]);
  const gone = {
    kind: 'unfollowed' as const,
    id: '00000000-0000-4000-8000-000000000000',
    at: '2026-03-03T08:00:00.000Z',
    upTo: null,
  };
  await mergeRevisions(db, batchOf({ tombstones: [gone] }));
  expect(await db.procedures.toArray()).toMatchObject([{ relevant: relevantOf('it-1'), unfollowedAt: null }]);
  expect(await db.procedureState.toArray()).toMatchObject([{ areas: { it: { open: 1 } } }]);
});
