import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { correct, follow, logDecision, unfollow } from '../../../../lib/log/journal.ts';
import { deadlineMoment, deadlinesWithin, decidedOnOlder } from '../../../../lib/log/procedures/missing.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf, targetOf } from '../sample.ts';

test('a deadline is a moment in its own zone, else in the device’s; a bare date lasts to its end', () => {
  expect(deadlineMoment('2026-12-01T12:00:00+01:00')?.toISOString()).toBe('2026-12-01T11:00:00.000Z');
  expect(deadlineMoment('2026-12-01')).toEqual(new Date(2026, 11, 1, 23, 59, 59, 999));
  expect(deadlineMoment('2026-12-01T12:00')).toEqual(new Date(2026, 11, 1, 12));
  expect(deadlineMoment('snarest muligt')).toBeNull();
});

test('a deadline is listed for as long as a target is open there, with what is open', async () => {
  const db = freshJournal();
  const context = contextAt('2026-11-01T10:00:00Z');
  const facts = factsOf('near', { deadline: '2026-11-24' });
  await follow(db, facts, relevantOf('it-1', 'it-2'), context);
  await follow(db, factsOf('nothing', { deadline: '2026-11-24' }), [], context);
  const due = async () => {
    const { rows } = await deadlinesWithin(db, new Date('2026-11-22T09:00:00Z'), 14, { size: 10 });
    return rows.map(({ procedure, open }) => [procedure.title, ...open]);
  };
  expect(await due()).toEqual([['Udbud af near', 'it-1', 'it-2']]);
  await logDecision(db, facts, [], inputOf('it-1', 'met'), contextAt('2026-11-02T10:00:00Z'));
  expect(await due()).toEqual([['Udbud af near', 'it-2']]);
  await logDecision(db, facts, [], inputOf('it-2', 'notMet'), contextAt('2026-11-02T10:01:00Z'));
  expect(await due()).toEqual([]);
});

test('deadlines of the next days come in the order of their moments, whatever zone they are written in', async () => {
  const db = freshJournal();
  const deadlines = {
    past: '2026-11-22T09:59:00+01:00',
    // Written later as a text, and earlier as a moment.
    helsinki: '2026-11-23T12:00:00+02:00',
    lisbon: '2026-11-23T10:30:00+00:00',
    last: '2026-12-06T10:00:00+01:00',
    beyond: '2026-12-06T10:01:00+01:00',
    elsewhere: '2026-11-21T23:30:00-12:00',
    none: null,
  };
  for (const [name, deadline] of Object.entries(deadlines)) {
    const unit = name === 'lisbon' ? 'Vej' : 'Indkøb';
    await follow(db, factsOf(name, { deadline }), relevantOf('it-1'), contextAt('2026-11-01T10:00:00Z', { unit }));
  }
  await follow(db, factsOf('left', { deadline: '2026-11-24' }), [], contextAt('2026-11-01T10:00:00Z'));
  await logDecision(db, factsOf('left'), [], inputOf('it-1', 'met'), contextAt('2026-11-02T10:00:00Z'));
  await unfollow(db, factsOf('left'), contextAt('2026-11-02T11:00:00Z'));
  const now = new Date('2026-11-22T09:00:00Z');
  const names = async (size: number, unit?: string) => {
    const { rows, more } = await deadlinesWithin(db, now, 14, { size, unit });
    return [...rows.map(({ procedure }) => procedure.title.replace('Udbud af ', '')), more];
  };
  expect(await names(10)).toEqual(['elsewhere', 'helsinki', 'lisbon', 'last', false]);
  expect(await names(2)).toEqual(['elsewhere', 'helsinki', true]);
  expect(await names(10, 'Vej')).toEqual(['lisbon', false]);
});

const now = new Date('2026-11-22T09:00:00Z');
const newer = { target: 'it-1', below: 2, by: { id: 'it-1', version: 2 } };

test('decisions on an older version are listed until they are made on the newer one', async () => {
  const db = freshJournal();
  const at = (day: number, version = 1) =>
    contextAt(`2026-11-${String(day).padStart(2, '0')}T10:00:00Z`, {
      target: (id) => ({ ...(targetOf(id) ?? { id, scheme: '', area: 'it', goals: [], gpp: [] }), version }),
    });
  for (let index = 1; index <= 5; index += 1) {
    await logDecision(db, factsOf(`p${index}`), [], inputOf('it-1', 'met'), at(index));
  }
  await logDecision(db, factsOf('other'), [], inputOf('it-2', 'met'), at(6));
  await logDecision(db, factsOf('late', { deadline: '2026-11-20' }), [], inputOf('it-1', 'met'), at(7));
  const titles = async (size: number) => {
    const found: string[] = [];
    let from: Parameters<typeof decidedOnOlder>[3]['from'] = null;
    do {
      const page = await decidedOnOlder(db, [newer], now, { from, size });
      found.push(...page.rows.map(({ row }) => row.procedure.title.replace('Udbud af ', '')));
      from = page.more;
    } while (from !== null);
    return found;
  };
  expect(await titles(2)).toEqual(['p5', 'p4', 'p3', 'p2', 'p1']);
  expect(await titles(10)).toEqual(['p5', 'p4', 'p3', 'p2', 'p1']);

  await logDecision(db, factsOf('p3'), [], inputOf('it-1', 'met'), at(20, 2));
  expect(await titles(10)).toEqual(['p5', 'p4', 'p2', 'p1']);
  // A correction stays with the version that was decided on.
  const [row] = await db.current.where('procedureId').above('').toArray();
  if (row) await correct(db, row.recordId, inputOf(row.target.id, 'met'), at(21, 2));
  expect(await titles(10)).toHaveLength(4);
});

test('a decision on a target that was replaced leaves when there is one on what replaced it', async () => {
  const db = freshJournal();
  const context = contextAt('2026-11-01T10:00:00Z');
  await logDecision(db, factsOf('a'), relevantOf('it-2'), inputOf('it-1', 'met'), context);
  const replaced = [{ target: 'it-1', below: null, by: { id: 'it-2', version: 1 } }];
  const count = async () => (await decidedOnOlder(db, replaced, now, { from: null, size: 9 })).rows.length;
  expect(await count()).toBe(1);
  await logDecision(db, factsOf('a'), relevantOf('it-2'), inputOf('it-2', 'met'), contextAt('2026-11-02T10:00:00Z'));
  expect(await count()).toBe(0);
});
