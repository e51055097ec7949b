import 'fake-indexeddb/auto';
import { JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/nats-core';
import { describe, expect, test } from 'vitest';
import { logDecision } from '../../../lib/log/journal.ts';
import {
  addressProblem,
  changeTeamState,
  inboxOf,
  joinTeam,
  leaveTeam,
  type Team,
  teamOf,
  teamSchema,
  teamState,
} from '../../../lib/team/connection.ts';
import { problemOf } from '../../../lib/team/problem.ts';
import { filterOf } from '../../../lib/team/receive.ts';
import { readRollup, rollupsHere } from '../../../lib/team/rollups.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf } from '../log/sample.ts';

const team: Team = {
  server: 'wss://nats.eksempelby.example',
  user: 'eksempelby-teknik',
  password: 'hemmelig',
  organisation: 'eksempelby',
  unit: 'Indkøb',
  role: 'buyer',
  authors: false,
  since: '2026-03-01T08:00:00.000Z',
};

describe('an address', () => {
  test.each([
    ['wss://nats.eksempelby.example', null],
    ['wss://nats.eksempelby.example:8443/nats', null],
    ['ws://localhost:8080', null],
    ['ws://127.0.0.1:8080', null],
    ['ws://[::1]:8080', 'unencrypted'],
    ['ws://nats.eksempelby.example', 'unencrypted'],
    ['ws://127.0.0.1.eksempelby.example', 'unencrypted'],
    ['https://nats.eksempelby.example', 'address'],
    ['nats://nats.eksempelby.example', 'address'],
    ['wss://user:secret@nats.eksempelby.example', 'address'],
    ['nats.eksempelby.example', 'address'],
    ['', 'address'],
  ])('%j: %s', (address, problem) => expect(addressProblem(address)).toBe(problem));

  test('that may not be is no connection', () => {
    expect(teamSchema.safeParse({ ...team, server: 'ws://nats.eksempelby.example' }).success).toBe(false);
    expect(teamSchema.safeParse(team).success).toBe(true);
  });
});

test('a user cannot name an inbox that is also somebody else’s', () => {
  for (const user of ['a.>', '*', 'a b', '$x']) expect(teamSchema.safeParse({ ...team, user }).success).toBe(false);
  expect(inboxOf(team)).toBe('_INBOX_eksempelby-teknik');
});

test('who joins has a team; who leaves has none, and nothing waits any more', async () => {
  const db = freshJournal();
  expect(await teamOf(db)).toBeNull();
  await joinTeam(db, team);
  expect(await teamOf(db)).toEqual(team);
  await logDecision(db, factsOf('pc'), [], inputOf('it-1', 'met'), contextAt('2026-03-01T08:00:00Z'));
  expect(await db.outbox.count()).toBe(2);
  await leaveTeam(db);
  expect(await teamOf(db)).toBeNull();
  expect([await db.outbox.count(), await db.journal.count()]).toEqual([0, 1]);
});

test('how far was heard stays with a new password, and begins anew with another server', async () => {
  const db = freshJournal();
  await joinTeam(db, team);
  const { importId } = await changeTeamState(db, { sequence: 7, filter: 'gl.>' });
  await joinTeam(db, { ...team, password: 'ny' });
  expect(await teamState(db)).toMatchObject({ sequence: 7, importId });
  await joinTeam(db, { ...team, server: 'wss://other.example' });
  expect(await teamState(db)).toMatchObject({ sequence: 0, filter: '' });
});

test('a buyer reads the own unit, a lead all, the secretariat none of the journal', () => {
  const read = (['buyer', 'lead', 'secretariat'] as const).map((role) => filterOf({ ...team, role }));
  expect(read).toEqual(['gl.eksempelby.journal.Indkøb.>', 'gl.eksempelby.journal.>', null]);
});

test.each([
  [new errors.AuthorizationError('Authorization Violation'), 'credentials'],
  [new errors.ConnectionError('refused'), 'unreachable'],
  [new errors.TimeoutError(), 'busy'],
  [new JetStreamApiError({ code: 404, err_code: 10_059, description: 'stream not found' }), 'stream'],
  [new JetStreamApiError({ code: 400, err_code: 10_054, description: 'too large' }), 'tooLarge'],
  [new JetStreamApiError({ code: 503, err_code: 10_077, description: 'maximum bytes exceeded' }), 'full'],
  [new JetStreamApiError({ code: 503, err_code: 10_008, description: 'not available' }), 'busy'],
  [new Error('request', { cause: new errors.AuthorizationError('x') }), 'credentials'],
  ['nothing known', 'busy'],
])('%s is %s', (error, code) => expect(problemOf(error).code).toBe(code));

test('figures go without pseudonyms, and are read only under their own subject', async () => {
  const db = freshJournal();
  const context = contextAt('2026-03-01T08:00:00Z', { author: 'KLP' });
  await logDecision(db, factsOf('pc'), relevantOf('it-1', 'food-1'), inputOf('it-1', 'met'), context);
  const stamp = { sequence: 3, computedAt: '2026-03-09T12:00:00.000Z', tool: { version: '0.1.0', data: '2026-11' } };
  const rollups = await rollupsHere(db, 'eksempelby', stamp);
  expect([...rollups.keys()].sort()).toEqual([
    'gl.eksempelby.rollup.@.@.2026-03',
    'gl.eksempelby.rollup.@.food.2026-03',
    'gl.eksempelby.rollup.@.it.2026-03',
    'gl.eksempelby.rollup.Indkøb.@.2026-03',
    'gl.eksempelby.rollup.Indkøb.food.2026-03',
    'gl.eksempelby.rollup.Indkøb.it.2026-03',
  ]);
  expect(JSON.stringify([...rollups.values()])).not.toContain('KLP');
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  for (const [subject, rollup] of rollups) {
    expect(readRollup(subject, bytes(rollup))).toEqual(rollup);
    expect(readRollup('gl.eksempelby.rollup.@.@.2026-04', bytes(rollup))).toBeNull();
    expect(readRollup(subject, bytes({ ...rollup, also: 1 }))).toBeNull();
  }
  expect(readRollup('gl.eksempelby.rollup.@.@.2026-03', new Uint8Array([123]))).toBeNull();
});
