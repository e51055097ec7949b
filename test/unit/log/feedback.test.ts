import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { mismatchesOf } from '../../../lib/log/feedback.ts';
import { follow, logDecision, logMismatch, stateOf, undo } from '../../../lib/log/journal.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf } from './sample.ts';

const at = (time: string) => contextAt(`2026-03-01T${time}:00Z`);

describe('a target that was called a wrong finding', () => {
  test('is counted once for each procedure, however many lots it was decided for, and not when taken back', async () => {
    const db = freshJournal();
    const [chairs, desks, paper] = [factsOf('stole'), factsOf('borde'), factsOf('papir')];
    for (const facts of [chairs, desks, paper]) await follow(db, facts, relevantOf('it-1', 'it-10'), at('08:00'));
    expect(await mismatchesOf(db, 'it-1')).toBe(0);
    for (const lotId of ['LOT-1', 'LOT-2']) {
      await logDecision(db, chairs, [], inputOf('it-1', 'met', { lotId }), at('08:01'));
    }
    await logMismatch(db, chairs, 'it-1', at('08:02'));
    await logMismatch(db, desks, 'it-1', at('08:03'));
    await logMismatch(db, desks, 'it-10', at('08:04'));
    const third = await logMismatch(db, paper, 'it-1', at('08:05'));
    expect(await mismatchesOf(db, 'it-1')).toBe(3);
    expect(await mismatchesOf(db, 'it-10')).toBe(1);
    await undo(db, third.id, at('08:06'));
    expect(await mismatchesOf(db, 'it-1')).toBe(2);
  });

  test('is known wherever the procedure is met again by one of its numbers', async () => {
    const db = freshJournal();
    const here = factsOf('stole', { procedureId: 'f1c8d6f0-1f0e-4a5b-9d7c-2f6f5b1f0a11' });
    await follow(db, here, relevantOf('it-1'), at('08:00'));
    await logMismatch(db, here, 'it-1', at('08:01'));
    const there = { ...here, portal: 'ted', reference: null, url: 'https://ted.europa.eu/da/notice/-/detail/1-2026' };
    expect((await stateOf(db, there)).decisions).toMatchObject([{ kind: 'mismatch', target: { id: 'it-1' } }]);
    const another = { ...there, procedureId: 'a0a0a0a0-1f0e-4a5b-9d7c-2f6f5b1f0a11', url: 'https://ted.europa.eu/2' };
    expect((await stateOf(db, another)).decisions).toEqual([]);
  });
});
