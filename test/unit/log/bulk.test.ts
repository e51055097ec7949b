import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { type BulkChange, correctMany, lastBulk, previewOf, undoMany } from '../../../lib/log/bulk.ts';
import { recountRollups } from '../../../lib/log/find/queries.ts';
import { correct, logDecision, logMismatch } from '../../../lib/log/journal.ts';
import { contextAt, factsOf, freshJournal, inputOf } from './sample.ts';

// Node has no locks of the browser; one page alone gets its lock at once.
beforeEach(() => {
  const request = (_: string, __: object, work: () => Promise<unknown>) => work();
  vi.stubGlobal('navigator', { locks: { request } });
});

const at = (day: number) => contextAt(`2026-11-${String(day).padStart(2, '0')}T10:00:00Z`);

async function filled() {
  const db = freshJournal();
  await logDecision(db, factsOf('a'), [], inputOf('it-1', 'met'), at(1));
  await logDecision(db, factsOf('a'), [], inputOf('it-2', 'notMet'), at(1));
  await logDecision(db, factsOf('b'), [], inputOf('food-1', 'met'), at(2));
  await logMismatch(db, factsOf('b'), 'it-3', at(2));
  const rows = await db.current.toArray();
  const row = (target: string) => {
    const found = rows.find((one) => one.target.id === target);
    if (!found) throw new Error(target);
    return found;
  };
  return { db, rows: [row('it-1'), row('it-2'), row('food-1'), row('it-3')] };
}

const timing = { code: 'timing' as const, text: null };

test.each<[BulkChange, (string | null)[]]>([
  [{ what: 'verdict', verdict: 'met', reason: null }, ['same', null, 'same', 'noDecision']],
  [{ what: 'verdict', verdict: 'partiallyMet', reason: null }, ['noReason', null, 'noReason', 'noDecision']],
  [{ what: 'verdict', verdict: 'partiallyMet', reason: timing }, [null, null, null, 'noDecision']],
  [{ what: 'reason', reason: { code: 'other', text: 'x' } }, ['noReason', null, 'noReason', 'noDecision']],
  [{ what: 'unit', unit: 'Vej' }, [null, null, null, 'noDecision']],
  [{ what: 'unit', unit: 'Indkøb' }, ['same', 'same', 'same', 'noDecision']],
  [{ what: 'placement', placement: ['awardCriteria'] }, [null, null, null, 'noDecision']],
])('the preview of %o says what each decision becomes, and why some are left alone', async (change, left) => {
  const { rows } = await filled();
  expect(previewOf(rows, change).map((line) => (line.after === null ? line.left : null))).toEqual(left);
});

test('a change for many is one act: a revision each, and figures that a recount confirms', async () => {
  const { db, rows } = await filled();
  const lines = previewOf(rows, { what: 'verdict', verdict: 'notMet', reason: timing });
  const progress: number[] = [];
  const act = await correctMany(db, lines, at(3), { onProgress: (done) => progress.push(done) });
  expect(act.revisions).toHaveLength(2);
  expect(progress).toEqual([1, 2]);
  const verdicts = async () =>
    (await db.current.toArray()).map(({ target, verdict }) => `${target.id} ${verdict}`).sort();
  expect(await verdicts()).toEqual(['food-1 notMet', 'it-1 notMet', 'it-2 notMet', 'it-3 null']);
  expect(await lastBulk(db)).toEqual(act);

  const journal = await db.journal.count();
  expect(await undoMany(db, act, at(4))).toEqual({ undone: 2, left: 0 });
  expect(await verdicts()).toEqual(['food-1 met', 'it-1 met', 'it-2 notMet', 'it-3 null']);
  expect(await db.journal.count()).toBe(journal + 2);
  expect(await lastBulk(db)).toBeNull();
  expect((await recountRollups(db)).differences).toEqual([]);
});

test('another unit moves the figures, and undoing it moves them back', async () => {
  const { db, rows } = await filled();
  const units = async () => [...new Set((await db.decisionRollup.toArray()).map(({ unit }) => unit))];
  const act = await correctMany(db, previewOf(rows, { what: 'unit', unit: 'Vej' }), at(3));
  expect(await units()).toEqual(['Vej']);
  await undoMany(db, act, at(4));
  expect(await units()).toEqual(['Indkøb']);
  expect((await recountRollups(db)).differences).toEqual([]);
});

test('cancelled in the middle, nothing has changed', async () => {
  const { db, rows } = await filled();
  const before = await db.current.toArray();
  const controller = new AbortController();
  const lines = previewOf(rows, { what: 'unit', unit: 'Vej' });
  const act = correctMany(db, lines, at(3), {
    signal: controller.signal,
    onProgress: (done) => done === 2 && controller.abort(),
  });
  await expect(act).rejects.toThrow();
  expect(await db.current.toArray()).toEqual(before);
  expect(await lastBulk(db)).toBeNull();
});

test('what was changed elsewhere since the preview is left alone, and so it is when undone', async () => {
  const { db, rows } = await filled();
  const lines = previewOf(rows, { what: 'verdict', verdict: 'notMet', reason: timing });
  const [first, second, third] = rows;
  if (!first || !second || !third) throw new Error('no rows');
  await correct(db, first.recordId, inputOf('it-1', 'notApplicable'), at(3));
  const act = await correctMany(db, lines, at(4));
  expect(act).toMatchObject({ skipped: 1 });
  expect((await db.current.get(first.recordId))?.verdict).toBe('notApplicable');
  await correct(db, third.recordId, inputOf('food-1', 'notApplicable'), at(5));
  expect(await undoMany(db, act, at(6))).toEqual({ undone: 0, left: 1 });
  expect((await db.current.get(third.recordId))?.verdict).toBe('notApplicable');
});
