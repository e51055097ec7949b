import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { logDecision } from '../../../lib/log/journal.ts';
import { changeTeamState, joinTeam, teamOf, teamState } from '../../../lib/team/connection.ts';
import { takeManagedTeam } from '../../../lib/team/managed-team.ts';
import { sharingOf } from '../../../lib/team/sharing.ts';
import { contextAt, deviceA, factsOf, freshJournal, inputOf, relevantOf } from '../log/sample.ts';

const managed = {
  server: 'wss://team.engdal.example',
  user: 'engdal-indkoeb',
  password: 'kun-til-proever',
  organisation: 'engdal',
};
const member = { unit: 'Indkøb', now: new Date('2026-03-01T08:00:00Z') };
const later = { ...member, now: new Date('2026-04-01T08:00:00Z') };
const since = '2026-03-01T08:00:00.000Z';
const taken = { ...managed, unit: 'Indkøb', role: 'buyer', authors: false, managed: true, since };

/** A journal in which this installation has logged one decision before there was a team. */
async function withDecision(): Promise<JournalDatabase> {
  const db = freshJournal();
  await db.meta.put({ key: 'device', value: deviceA });
  await logDecision(
    db,
    factsOf('pc'),
    relevantOf('it-1'),
    inputOf('it-1', 'met'),
    contextAt('2026-02-01T08:00:00Z', { device: deviceA }),
  );
  return db;
}

describe('a team that the organisation’s management sets', () => {
  test('is joined for the user’s own unit, and told what was said before', async () => {
    const db = await withDecision();
    await takeManagedTeam(db, managed, member);
    expect(await teamOf(db)).toEqual(taken);
    expect((await db.outbox.toArray()).map(({ type }) => type)).toEqual(['sighting', 'revision']);
  });

  test('has the unit, the role and the names of the policy before the user’s', async () => {
    const db = freshJournal();
    await takeManagedTeam(db, { ...managed, unit: 'Drift', role: 'lead', authors: true }, member);
    expect(await teamOf(db)).toEqual({ ...taken, unit: 'Drift', role: 'lead', authors: true });
  });

  test('is not joined by a buyer who has no unit yet, but by a lead, who reads them all', async () => {
    const db = freshJournal();
    await takeManagedTeam(db, managed, { ...member, unit: '' });
    expect(await teamOf(db)).toBeNull();
    await takeManagedTeam(db, { ...managed, role: 'lead' }, { ...member, unit: '' });
    expect(await teamOf(db)).toMatchObject({ unit: '', role: 'lead' });
  });

  test('only reads figures as a secretariat: nothing waits to be told, until it is a buyer again', async () => {
    const db = await withDecision();
    await takeManagedTeam(db, managed, member);
    await takeManagedTeam(db, { ...managed, role: 'secretariat' }, member);
    const context = contextAt('2026-02-02T08:00:00Z', { device: deviceA });
    await logDecision(db, factsOf('bus'), relevantOf('it-1'), inputOf('it-1', 'met'), context);
    const revisions = await db.journal.toArray();
    expect([await db.outbox.count(), await sharingOf(db, revisions)]).toEqual([0, null]);
    await takeManagedTeam(db, managed, later);
    expect(await sharingOf(db, revisions)).toEqual(Object.fromEntries(revisions.map(({ id }) => [id, 'waiting'])));
  });

  test('stays as it is when it is said again, and takes a new password without beginning anew', async () => {
    const db = await withDecision();
    await takeManagedTeam(db, managed, member);
    await db.outbox.clear();
    await changeTeamState(db, { sequence: 7 });
    await takeManagedTeam(db, managed, later);
    await takeManagedTeam(db, { ...managed, password: 'ny-kode' }, later);
    expect(await teamOf(db)).toEqual({ ...taken, password: 'ny-kode' });
    expect([await db.outbox.count(), (await teamState(db)).sequence]).toEqual([0, 7]);
  });

  test('takes the place of one that the user chose, and tells the other server everything', async () => {
    const db = await withDecision();
    await joinTeam(db, { ...managed, server: 'wss://min.example', unit: 'x', role: 'buyer', authors: true, since });
    await changeTeamState(db, { sequence: 7 });
    await takeManagedTeam(db, managed, later);
    expect(await teamOf(db)).toEqual({ ...taken, since: '2026-04-01T08:00:00.000Z' });
    expect([await db.outbox.count(), (await teamState(db)).sequence]).toEqual([2, 0]);
  });

  test('ends with the policy; one that the user chose does not', async () => {
    const db = freshJournal();
    await takeManagedTeam(db, managed, member);
    await takeManagedTeam(db, undefined, later);
    expect(await teamOf(db)).toBeNull();
    await joinTeam(db, { ...managed, unit: 'x', role: 'buyer', authors: false, since });
    await takeManagedTeam(db, undefined, later);
    expect(await teamOf(db)).toMatchObject({ unit: 'x' });
  });
});
