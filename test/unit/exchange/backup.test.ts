import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { backupStanding, noteBackup, putOffBackup } from '../../../lib/exchange/backup.ts';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { logDecision } from '../../../lib/log/journal.ts';
import { contextAt, factsOf, freshJournal, inputOf } from '../log/sample.ts';

const log = (db: JournalDatabase, day: string, target = 'it-1') =>
  logDecision(db, factsOf('pc'), [], inputOf(target, 'met'), contextAt(`${day}T08:00:00Z`));
const on = (day: string) => new Date(`${day}T12:00:00Z`);

test('an empty journal needs no backup', async () => {
  expect(await backupStanding(freshJournal(), on('2026-06-01'))).toEqual({ last: null, isBehind: false, isDue: false });
});

test('without any backup it is time when the oldest decision is more than thirty days old', async () => {
  const db = freshJournal();
  await log(db, '2026-03-01');
  expect(await backupStanding(db, on('2026-03-30'))).toEqual({ last: null, isBehind: true, isDue: false });
  expect(await backupStanding(db, on('2026-04-01'))).toEqual({ last: null, isBehind: true, isDue: true });
});

test('after a backup it is time when something was decided since and thirty days have gone', async () => {
  const db = freshJournal();
  await log(db, '2026-03-01');
  await noteBackup(db, on('2026-03-02'));
  const last = '2026-03-02T12:00:00.000Z';
  expect(await backupStanding(db, on('2026-05-01'))).toEqual({ last, isBehind: false, isDue: false });
  await log(db, '2026-03-20', 'it-2');
  expect(await backupStanding(db, on('2026-04-01'))).toEqual({ last, isBehind: true, isDue: false });
  expect(await backupStanding(db, on('2026-04-02'))).toEqual({ last, isBehind: true, isDue: true });
});

test('who wants to be asked later is left alone for a week', async () => {
  const db = freshJournal();
  await log(db, '2026-03-01');
  await putOffBackup(db, on('2026-04-10'));
  expect((await backupStanding(db, on('2026-04-16'))).isDue).toBe(false);
  expect((await backupStanding(db, on('2026-04-18'))).isDue).toBe(true);
});
