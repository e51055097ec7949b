import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { logDecision } from '../../../lib/log/journal.ts';
import { leaveTeam, teamLock, teamOf } from '../../../lib/team/connection.ts';
import { takeManagedTeam } from '../../../lib/team/managed-team.ts';
import type { Published } from '../../../lib/team/publish.ts';
import { stubLocks } from '../exchange/locks.ts';
import { contextAt, deviceA, factsOf, freshJournal, inputOf, relevantOf } from '../log/sample.ts';

const fake = vi.hoisted(() => ({
  alarms: new Map<string, object>(),
  session: {} as Record<string, unknown>,
  told: [] as unknown[][],
  /** Every connection that was tried, by its server. */
  tried: [] as string[],
  answer: (): unknown => null,
  managed: {} as object,
  db: null as unknown,
}));
vi.mock('wxt/browser', () => ({
  browser: {
    alarms: {
      get: async (name: string) => fake.alarms.get(name),
      create: async (name: string, how: object) => void fake.alarms.set(name, how),
      clear: async (name: string) => fake.alarms.delete(name),
    },
    storage: {
      session: {
        get: async (name: string) => ({ [name]: fake.session[name] }),
        set: async (items: object) => void Object.assign(fake.session, items),
      },
    },
    tabs: {
      query: async () => [{ id: 7 }, {}, { id: 8 }],
      sendMessage: async (...given: unknown[]) => {
        fake.told.push(given);
        if (given[0] === 8) throw new Error('nobody there');
      },
    },
  },
}));
vi.mock('../../../entrypoints/background/journal.ts', () => ({ journal: () => fake.db }));
vi.mock('../../../entrypoints/background/settings.ts', () => ({ currentSettings: async () => ({ unit: 'Indkøb' }) }));
vi.mock('../../../entrypoints/dashboard/managed.ts', () => ({ managedValues: async () => fake.managed }));
vi.mock('../../../entrypoints/background/courier.ts', () => ({
  courier: async () => async (to: { server: string }) => {
    fake.tried.push(to.server);
    return fake.answer();
  },
}));

const { leavesWords, takeTeam, tellTeam } = await import('../../../entrypoints/background/team.ts');

const team = {
  server: 'wss://team.engdal.example',
  user: 'anna',
  password: 'x',
  organisation: 'engdal',
};
let db: JournalDatabase;
let locks: ReturnType<typeof stubLocks>;
const join = () => takeManagedTeam(db, team, { unit: 'Indkøb', now: new Date() });
const decide = () =>
  logDecision(db, factsOf('pc'), relevantOf('it-1'), inputOf('it-1', 'met'), contextAt('2026-03-01T08:00:00Z'));
/** As the background does by itself when it starts to run. */
const wake = async () => {
  if (await takeTeam('wakes')) await tellTeam({ rings: false });
};
const answering = (answer: Partial<Published>) => {
  fake.answer = () => ({ acknowledged: 0, refused: 0, problem: null, ...answer });
};

beforeEach(() => {
  db = freshJournal();
  locks = stubLocks();
  Object.assign(fake, { alarms: new Map(), session: {}, told: [], tried: [], managed: {}, db });
  answering({ acknowledged: 2 });
});

describe('without a team', () => {
  test('no alarm stands and nothing is tried, whatever was logged and whoever wakes the background', async () => {
    await decide();
    await wake();
    await tellTeam({ rings: false });
    await tellTeam({ rings: true });
    expect([[...fake.alarms], fake.tried, fake.told]).toEqual([[], [], []]);
  });

  test('a background that wakes does not even open the journal', async () => {
    fake.db = null;
    await wake();
    expect(fake.tried).toEqual([]);
  });
});

describe('with a team', () => {
  beforeEach(join);

  test('what waits is told, and the pages hear of it; an alarm stands for what may come', async () => {
    await decide();
    await tellTeam({ rings: false });
    expect(fake.tried).toEqual([team.server]);
    expect(fake.told).toEqual([
      [7, { type: 'team/told' }],
      [8, { type: 'team/told' }],
    ]);
    expect([...fake.alarms]).toEqual([['team', { delayInMinutes: 5, periodInMinutes: 5 }]]);
  });

  test('nothing is tried while nothing waits', async () => {
    await tellTeam({ rings: true });
    expect([fake.tried, [...fake.alarms.keys()]]).toEqual([[], ['team']]);
  });

  test('an open dashboard speaks with the server alone', async () => {
    await decide();
    let close = () => {};
    const open = navigator.locks.request(teamLock, () => new Promise<void>((resolve) => (close = resolve)));
    await vi.waitUntil(() => locks.held.has(teamLock));
    await tellTeam({ rings: true });
    expect(fake.tried).toEqual([]);
    close();
    await open;
    await tellTeam({ rings: true });
    expect(fake.tried).toEqual([team.server]);
  });

  test('after a failure only the alarm tries again for a while, and no page is told', async () => {
    await decide();
    answering({ problem: 'unreachable' });
    await tellTeam({ rings: false });
    await tellTeam({ rings: false });
    await wake();
    expect([fake.tried.length, fake.told]).toEqual([1, []]);
    answering({ acknowledged: 2 });
    await tellTeam({ rings: true });
    expect([fake.tried.length, fake.told.length]).toEqual([2, 2]);
  });

  test('what an earlier run left is told when the background wakes', async () => {
    await decide();
    await wake();
    expect(fake.tried).toEqual([]);
    fake.alarms.set('team', {});
    await wake();
    expect(fake.tried).toEqual([team.server]);
  });

  test('the alarm goes when the team is left', async () => {
    await tellTeam({ rings: false });
    await leaveTeam(db);
    await tellTeam({ rings: true });
    expect([...fake.alarms]).toEqual([]);
  });

  test('one of the management’s ends only when the management has surely spoken', async () => {
    fake.alarms.set('team', {});
    await takeTeam('wakes');
    await takeTeam('rings');
    expect(await teamOf(db)).not.toBeNull();
    await takeTeam('rings');
    expect(await teamOf(db)).toBeNull();
    await join();
    await takeTeam('changed');
    expect(await teamOf(db)).toBeNull();
    await join();
    fake.managed = { cvr: '12345678' };
    await takeTeam('wakes');
    expect(await teamOf(db)).toBeNull();
  });

  test('one of the management’s stays while its value cannot be read', async () => {
    fake.managed = { cvr: '12345678', team: { ...team, server: 'http://team.engdal.example' } };
    await takeTeam('changed');
    expect(await teamOf(db)).toMatchObject(team);
  });
});

test('the management’s team is joined under the user’s unit as soon as it is known, and told what was said before', async () => {
  await db.meta.put({ key: 'device', value: deviceA });
  await decide();
  fake.managed = { team };
  await wake();
  expect(await teamOf(db)).toMatchObject({ ...team, unit: 'Indkøb', managed: true });
  expect([fake.tried, [...fake.alarms.keys()]]).toEqual([[team.server], ['team']]);
});

test.each([
  ['decision/log', true],
  ['decision/undo', true],
  ['procedure/follow', true],
  ['tip/log', true],
  ['team/changed', true],
  ['procedure/state', false],
  ['page/hello', false],
  ['frames/read', false],
] as const)('%s leaves words to be told: %s', (type, expected) => {
  expect(leavesWords({ type })).toBe(expected);
});
