import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { logDecision } from '../../../lib/log/journal.ts';
import type { JournalRecord } from '../../../lib/log/journal-record.ts';
import { teamKey, wordsOf } from '../../../lib/log/outbox.ts';
import { messageOf, readMessage } from '../../../lib/team/message.ts';
import { journalSubject } from '../../../lib/team/subjects.ts';
import { contextAt, deviceA, deviceB, factsOf, freshJournal, inputOf, relevantOf } from '../log/sample.ts';

async function said(): Promise<JournalRecord[]> {
  const db = freshJournal();
  await db.meta.put({ key: teamKey, value: {} });
  const context = contextAt('2026-03-01T08:00:00Z', { author: 'KLP' });
  await logDecision(db, factsOf('pc'), relevantOf('it-1'), inputOf('it-1', 'met'), context);
  const words = await wordsOf(db, await db.outbox.orderBy('place').toArray());
  return words.flatMap((record) => record ?? []);
}

const own = { unit: 'Indkøb', device: deviceA };

test('what was said comes out of its message as it was, without a pseudonym unless it may go along', async () => {
  for (const record of await said()) {
    for (const authors of [false, true]) {
      const message = messageOf(record, authors);
      if (message === null) throw new Error('no message');
      const subject = journalSubject('eksempelby', own, message.kind);
      const author = authors ? 'KLP' : null;
      const expected = 'author' in record.data ? { ...record.data, author } : record.data;
      expect(readMessage(subject, message.body, 'eksempelby')).toEqual({ type: record.type, data: expected });
      expect(message.unit).toBe('Indkøb');
    }
  }
});

test('the id of a revision is that of its message; what changes has its time in it', async () => {
  const [sighting, revision] = await said();
  if (!sighting || revision?.type !== 'revision' || sighting.type !== 'sighting') throw new Error('nothing was said');
  expect(messageOf(revision, false)?.id).toBe(revision.data.id);
  expect(messageOf(sighting, false)?.id).toBe(`${sighting.data.id}:${sighting.data.activeAt}`);
});

test('a deletion names no unit, and what is no longer followed goes by a kind of its own', () => {
  const stone = { id: deviceA, at: '2026-03-01T08:00:00.000Z', upTo: null };
  const kinds = (['record', 'procedure', 'author', 'unfollowed'] as const).map((kind) => {
    const message = messageOf({ type: 'tombstone', data: { ...stone, kind } }, false);
    return [message?.kind, message?.unit, message?.id];
  });
  expect(kinds).toEqual([
    ['tombstone', null, `record:${deviceA}:`],
    ['tombstone', null, `procedure:${deviceA}:`],
    ['tombstone', null, `author:${deviceA}:`],
    ['unfollowed', null, `unfollowed:${deviceA}:`],
  ]);
});

test.each([
  ['bytes that are no text', 'revision', new Uint8Array([0xff, 0xfe]), { why: 'unreadable', path: '' }],
  ['no object', 'revision', '7', { why: 'unknownKind', path: '' }],
  ['signed-off figures', 'revision', '{"type":"baseline","data":{}}', { why: 'unknownKind', path: 'baseline' }],
  [
    'a name of every object',
    'revision',
    '{"type":"constructor","data":{}}',
    { why: 'unknownKind', path: 'constructor' },
  ],
  ['more than a record', 'revision', '{"type":"revision","data":{},"also":1}', { why: 'invalid', path: 'also' }],
  ['a record without its parts', 'revision', '{"type":"revision","data":{}}', { why: 'invalid', path: 'id' }],
] as const)('%s is set aside', (_, kind, body, expected) => {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  expect(readMessage(journalSubject('eksempelby', own, kind), bytes, 'eksempelby')).toEqual(expected);
});

test("another organisation's words are set aside unread", async () => {
  const [record] = await said();
  const message = record && messageOf(record, false);
  if (!message) throw new Error('nothing was said');
  const subject = journalSubject('naboby', own, message.kind);
  expect(readMessage(subject, message.body, 'eksempelby')).toEqual({ why: 'otherOrganisation', path: '' });
});

test('words for another unit or device than their subject names are set aside', async () => {
  const [, revision] = await said();
  const message = revision && messageOf(revision, false);
  if (!message) throw new Error('nothing was said');
  const under = (speaker: typeof own) =>
    readMessage(journalSubject('eksempelby', speaker, message.kind), message.body, 'eksempelby');
  expect(under({ ...own, unit: 'Børn og Unge' })).toEqual({ why: 'otherUnit', path: '' });
  expect(under({ ...own, device: deviceB })).toEqual({ why: 'otherDevice', path: '' });
  expect(under(own)).toMatchObject({ type: 'revision' });
});
