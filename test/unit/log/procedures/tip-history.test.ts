import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { follow, logTip, stateOf } from '../../../../lib/log/journal.ts';
import { contextAt, factsOf, freshJournal } from '../sample.ts';

const at = (day: number) => contextAt(`2026-03-0${day}T08:00:00Z`);

describe('what became of the tips', () => {
  test('is told apart: here, and in how many other procedures', async () => {
    const db = freshJournal();
    const [here, second, third] = [factsOf('her'), factsOf('to'), factsOf('tre')];
    for (const facts of [here, second, third]) await follow(db, facts, [], at(1));
    await logTip(db, here, 'brugt', 'used', at(2));
    await logTip(db, here, 'nej', 'dismissed', at(2));
    for (const facts of [second, third]) await logTip(db, facts, 'brugt', 'shown', at(3));
    await logTip(db, third, 'brugt', 'used', at(3));
    await logTip(db, third, 'nej', 'dismissed', at(3));
    expect(await stateOf(db, here)).toMatchObject({
      dismissedTips: ['nej'],
      usedTips: ['brugt'],
      tipHistory: { brugt: { shown: 2, used: 1, dismissed: 0 }, nej: { shown: 0, used: 0, dismissed: 1 } },
    });
    expect((await stateOf(db, second)).tipHistory).toEqual({
      brugt: { shown: 1, used: 2, dismissed: 0 },
      nej: { shown: 0, used: 0, dismissed: 2 },
    });
  });

  test('is known at a tender that nobody follows, too', async () => {
    const db = freshJournal();
    await follow(db, factsOf('en'), [], at(1));
    await logTip(db, factsOf('en'), 'nej', 'dismissed', at(2));
    expect(await stateOf(db, factsOf('ukendt'))).toMatchObject({
      procedure: null,
      usedTips: [],
      tipHistory: { nej: { dismissed: 1 } },
    });
  });
});
