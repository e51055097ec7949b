import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { logDecision } from '../../../../lib/log/journal.ts';
import { countDecisions, countLimit } from '../../../../lib/log/rollups/count.ts';
import { contextAt, factsOf, freshJournal, inputOf } from '../sample.ts';

test('decisions are counted from the figures, by what the figures are kept by', async () => {
  const db = freshJournal();
  for (const [index, target] of ['it-1', 'it-1', 'it-2', 'food-1'].entries()) {
    const context = contextAt(`2026-0${index + 1}-10T10:00:00Z`, { unit: index % 2 ? 'Vej' : 'Indkøb' });
    await logDecision(db, factsOf(`p${index}`), [], inputOf(target, index === 0 ? 'met' : 'notMet'), context);
  }
  expect(await countDecisions(db, {})).toEqual({ count: 4, exact: true });
  expect(await countDecisions(db, { from: '2026-02-10', to: '2026-03-10' })).toEqual({ count: 2, exact: true });
  expect(await countDecisions(db, { to: '2026-02-09' })).toEqual({ count: 1, exact: true });
  expect(await countDecisions(db, { unit: 'Vej' })).toEqual({ count: 2, exact: true });
  expect(await countDecisions(db, { area: 'it', verdict: 'notMet' })).toEqual({ count: 2, exact: true });
  expect(await countDecisions(db, { target: 'food-1', unit: 'Indkøb' })).toEqual({ count: 0, exact: true });
  // Broken months at either end beside whole ones between them.
  expect(await countDecisions(db, { from: '2026-01-10', to: '2026-04-10' })).toEqual({ count: 4, exact: true });
  expect(await countDecisions(db, { from: '2026-01-11', to: '2026-04-09' })).toEqual({ count: 2, exact: true });
  expect(await countDecisions(db, { from: '2026-02-01', to: '2026-03-31' })).toEqual({ count: 2, exact: true });
  expect(await countDecisions(db, { from: '2026-02-10', to: '2026-02-10' })).toEqual({ count: 1, exact: true });
  expect(await countDecisions(db, { from: '2026-02-11', to: '2026-03-09' })).toEqual({ count: 0, exact: true });
  expect(await countDecisions(db, { from: '2026-03-01', to: '2026-02-01' })).toEqual({ count: 0, exact: true });
  const whole = { from: '2026-01-01', to: '2026-12-31' };
  expect(await countDecisions(db, { ...whole, target: 'it-1', verdict: 'met' })).toEqual({ count: 1, exact: true });
  expect(await countDecisions(db, { ...whole, target: 'it-1', area: 'food' })).toEqual({ count: 0, exact: true });
  expect(await countDecisions(db, { ...whole, unit: 'Vej', area: 'it' })).toEqual({ count: 1, exact: true });
  expect(await countDecisions(db, { text: 'udbud' })).toBeNull();
  expect(await countDecisions(db, { from: '2026-01-01', conflict: true })).toBeNull();
});

test('of more figures than are worth adding up it says at least how many', async () => {
  const db = freshJournal();
  await logDecision(db, factsOf('a'), [], inputOf('it-1', 'met'), contextAt('2026-01-10T10:00:00Z'));
  const [row] = await db.decisionRollup.toArray();
  if (!row) throw new Error('no figures');
  await db.decisionRollup.bulkPut(
    Array.from({ length: countLimit }, (_, index) => ({ ...row, target: `it-${index + 2}`, count: 2 })),
  );
  const days = { from: '2026-01-02', to: '2026-01-30' };
  expect(await countDecisions(db, days)).toEqual({ count: 2 * countLimit - 1, exact: false });
}, 60_000);
