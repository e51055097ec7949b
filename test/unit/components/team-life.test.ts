// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { liveWithTeam, type TeamActivity } from '../../../components/dashboard/team/team-life.ts';
import { openTeam } from '../../../lib/team/open.ts';
import { TeamProblem } from '../../../lib/team/problem.ts';

vi.mock('../../../lib/team/open.ts', () => ({ openTeam: vi.fn() }));
const telling = vi.hoisted(() => ({ times: 0 }));
vi.mock('../../../lib/team/publish.ts', () => ({
  publish: async () => {
    telling.times += 1;
    return { acknowledged: 0, refused: 0, problem: null };
  },
}));
vi.mock('../../../lib/team/sharing.ts', () => ({ waitingCount: async () => 0 }));
vi.mock('../../../components/dashboard/team/keep-shared.ts', () => ({ keepShared: () => new Promise(() => {}) }));
const stream = vi.hoisted(() => ({ readings: [] as string[], isShort: false }));
vi.mock('../../../lib/team/receive.ts', () => ({
  receive: (_: unknown, __: unknown, { stay = false }: { stay?: boolean }) => {
    stream.readings.push(stay ? 'stays' : 'all');
    return stay ? new Promise(() => {}) : Promise.resolve();
  },
  lacksMessages: async (_: unknown, __: unknown, afterMoment: () => Promise<void>) => {
    await afterMoment();
    return stream.isShort;
  },
}));

const minute = 60_000;
const tries = vi.mocked(openTeam);
let life: AbortController;
let now: TeamActivity | null;

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  tries.mockReset().mockRejectedValue(new TeamProblem('unreachable'));
  now = null;
  stream.readings = [];
  stream.isShort = false;
  telling.times = 0;
  const tell = (activity: TeamActivity) => {
    now = activity;
  };
  void liveWithTeam({ team: { role: 'buyer' }, tell, told: () => {}, signal: life.signal } as unknown as Parameters<
    typeof liveWithTeam
  >[0]);
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
/** Waits until the pauses are as long as they get. */
async function untilTired(): Promise<void> {
  await pass(10 * minute);
  // To the beginning of a pause.
  const before = tries.mock.calls.length;
  while (tries.mock.calls.length === before) await pass(1_000);
  tries.mockClear();
}
const show = (state: 'visible' | 'hidden') => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

test('a server that does not answer is tried after 2, 4, 8, 16, 32 seconds and then every minute', async () => {
  const after: number[] = [];
  for (let second = 0; second <= 182; second += 1) {
    await pass(second === 0 ? 0 : 1_000);
    if (tries.mock.calls.length > after.length) after.push(second);
  }
  expect(after).toEqual([0, 2, 6, 14, 30, 62, 122, 182]);
});

test('it is tried at once when the network is back, and soon again if it is not there yet', async () => {
  await untilTired();
  globalThis.dispatchEvent(new Event('online'));
  await pass(0);
  expect(tries).toHaveBeenCalledTimes(1);
  await pass(2_000);
  expect(tries).toHaveBeenCalledTimes(2);
});

test('it is tried at once when the user comes back to the page, and not when they leave it', async () => {
  await untilTired();
  show('hidden');
  await pass(0);
  expect(tries).toHaveBeenCalledTimes(0);
  show('visible');
  await pass(0);
  expect(tries).toHaveBeenCalledTimes(1);
});

test('it is tried at once when the user asks for it, and there is nothing to ask for while it is tried', async () => {
  await untilTired();
  expect(now).toMatchObject({ state: 'waiting', problem: 'unreachable' });
  let fail = (_: unknown) => {};
  tries.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
  const { tryAgain } = now as unknown as { tryAgain: () => void };
  tryAgain();
  await pass(0);
  expect([tries.mock.calls.length, now]).toEqual([1, { state: 'connecting' }]);
  fail(new TeamProblem('credentials'));
  await pass(0);
  expect(now).toMatchObject({ state: 'waiting', problem: 'credentials' });
});

test('nothing is tried once the page has gone, whatever happens', async () => {
  await untilTired();
  life.abort();
  globalThis.dispatchEvent(new Event('online'));
  await pass(10 * minute);
  expect(tries).toHaveBeenCalledTimes(0);
});

/** A server that answers, on a connection that holds. */
function letIn(): void {
  const never = new Promise<void>(() => {});
  const connection = {
    close: async () => {},
    closed: () => never,
    status: () => ({ [Symbol.asyncIterator]: () => ({ next: () => never }) }),
  };
  tries.mockResolvedValue({ connection } as unknown as Awaited<ReturnType<typeof openTeam>>);
}

test('what a server has passed over is noticed while the connection stands, and all is read again', async () => {
  await untilTired();
  letIn();
  globalThis.dispatchEvent(new Event('online'));
  await pass(25 * minute);
  expect([tries.mock.calls.length, stream.readings]).toEqual([1, ['all', 'stays']]);
  stream.isShort = true;
  while (tries.mock.calls.length === 1) await pass(minute);
  stream.isShort = false;
  await pass(25 * minute);
  expect([tries.mock.calls.length, stream.readings]).toEqual([2, ['all', 'stays', 'all', 'stays']]);
});

test('a page that has just connected looks after a minute, and then no oftener than every ten', async () => {
  await untilTired();
  letIn();
  stream.isShort = true;
  globalThis.dispatchEvent(new Event('online'));
  await pass(minute);
  expect(tries).toHaveBeenCalledTimes(1);
  await pass(minute);
  expect(tries).toHaveBeenCalledTimes(2);
  await pass(9 * minute);
  expect(tries).toHaveBeenCalledTimes(2);
  await pass(2 * minute);
  expect(tries).toHaveBeenCalledTimes(3);
});

test('while nothing waits to be told the server is asked each minute whether it still has what was', async () => {
  await untilTired();
  letIn();
  globalThis.dispatchEvent(new Event('online'));
  await pass(0);
  expect(telling.times).toBe(1);
  await pass(5 * minute);
  expect(telling.times).toBe(6);
  life.abort();
  await pass(5 * minute);
  expect(telling.times).toBe(6);
});
