import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { logDecision } from '../../../lib/log/journal.ts';
import { joinTeam } from '../../../lib/team/connection.ts';
import { sharingOf, waitingCount } from '../../../lib/team/sharing.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf } from '../log/sample.ts';
import { aTeam } from './team-sample.ts';

test('a decision waits from its own transaction until the server has answered; without a team nothing is said', async () => {
  const db = freshJournal();
  const decide = (target: string) =>
    logDecision(db, factsOf('pc'), relevantOf(target), inputOf(target, 'met'), contextAt('2026-03-01T08:00:00Z'));
  const alone = await decide('it-1');
  expect(await sharingOf(db, [alone])).toBeNull();
  await joinTeam(db, aTeam);
  const [told, astray, waiting] = [await decide('it-2'), await decide('it-3'), await decide('it-4')];
  const place = (id: string) => db.outbox.where('[type+id]').equals(['revision', id]);
  await place(told.id).delete();
  await place(astray.id).modify({ refused: 'denied' });
  expect(await sharingOf(db, [alone, told, astray, waiting])).toEqual({
    [astray.id]: 'refused',
    [waiting.id]: 'waiting',
  });
  const others = (await db.outbox.toArray()).filter(({ type }) => type !== 'revision').length;
  expect(await waitingCount(db)).toBe(others + 1);
});
