import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { decide, follow, logMismatch, logTip, noteRelevant, stateOf, unfollow } from '../../../../lib/log/journal.ts';
import { requestSchema } from '../../../../lib/message-schema.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf } from '../sample.ts';

const at = (minute: number) => contextAt(`2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`);
const fromDocuments = factsOf('stole', { portal: 'document', url: '' });

test('a tender that was read from documents is followed without an address, and found again by buyer and reference', async () => {
  const journal = freshJournal();
  const { id, url, keys } = await follow(journal, fromDocuments, relevantOf('it-1'), at(0));
  expect(url).toBe('');
  expect(keys.filter((key) => key.startsWith('url:'))).toEqual([]);
  expect((await stateOf(journal, fromDocuments)).procedure?.id).toBe(id);
});

test('everything on it is logged by its id', async () => {
  const journal = freshJournal();
  const { id } = await follow(journal, { ...fromDocuments, buyer: null, reference: null }, relevantOf('it-1'), at(0));
  await decide(journal, id, inputOf('it-1', 'met'), at(1));
  await logMismatch(journal, id, 'it-2', at(2));
  await logTip(journal, id, 'et-tip', 'dismissed', at(3));
  const { decisions, dismissedTips } = await stateOf(journal, id);
  expect(decisions.map(({ target, kind }) => [target.id, kind]).sort()).toEqual([
    ['it-1', 'decision'],
    ['it-2', 'mismatch'],
  ]);
  expect(dismissedTips).toEqual(['et-tip']);
  await unfollow(journal, id, at(4));
  expect((await stateOf(journal, id)).procedure?.unfollowedAt).not.toBeNull();
});

test('what documents say of a followed tender adds up beside what its page says, and a new reading of the page keeps it', async () => {
  const journal = freshJournal();
  const page = factsOf('stole');
  const { id } = await follow(journal, page, relevantOf('it-1'), at(0));
  await noteRelevant(journal, id, relevantOf('it-2'), at(1));
  await noteRelevant(journal, id, relevantOf('food-1'), at(2));
  await noteRelevant(journal, id, relevantOf('food-1'), at(3));
  await follow(journal, page, relevantOf('it-1'), at(4));
  const { procedure } = await stateOf(journal, id);
  expect(procedure?.relevant.map(({ target }) => target).sort()).toEqual(['food-1', 'it-1', 'it-2']);
  expect(procedure?.url).toBe(page.url);
  expect(await journal.sightings.count()).toBe(1);
});

test('targets of documents are not noted on a tender that is not followed', async () => {
  const noted = noteRelevant(freshJournal(), crypto.randomUUID(), relevantOf('it-1'), at(0));
  await expect(noted).rejects.toMatchObject({ code: 'not-followed' });
});

test('a page may not speak of a tender without an address', () => {
  const ask = (url: string) =>
    requestSchema.safeParse({ type: 'procedure/state', procedure: { ...fromDocuments, url } }).success;
  expect([ask('https://udbud.dk/1'), ask('')]).toEqual([true, false]);
});
