import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atRest } from '../../../entrypoints/portal.content/at-rest.ts';

let readyState: DocumentReadyState;
let loaded: (() => void)[];
let idle: (() => void)[];
let isResting: boolean;

/** Begins to wait on a page in a state. */
function wait(state: DocumentReadyState): void {
  readyState = state;
  void atRest().then(() => {
    isResting = true;
  });
}
const becomeIdle = () => {
  for (const call of idle.splice(0)) call();
};
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  loaded = [];
  idle = [];
  isResting = false;
  vi.stubGlobal('document', {
    get readyState() {
      return readyState;
    },
  });
  vi.stubGlobal('window', { addEventListener: (_type: string, listener: () => void) => loaded.push(listener) });
  vi.stubGlobal('requestIdleCallback', (call: () => void) => idle.push(call));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a page that has loaded is waited for until its thread is idle', async () => {
  wait('complete');
  await pass(0);
  expect([isResting, loaded.length]).toEqual([false, 0]);
  becomeIdle();
  await pass(0);
  expect(isResting).toBe(true);
});

test('a page that loads is waited for until it has, and idle', async () => {
  wait('loading');
  await pass(900);
  expect(idle).toEqual([]);
  for (const tell of loaded) tell();
  await pass(0);
  becomeIdle();
  await pass(0);
  expect(isResting).toBe(true);
});

test('a page that has its text is not waited for when the rest of it is slow', async () => {
  wait('interactive');
  await pass(1000);
  expect(idle).toHaveLength(1);
});

test('a page whose text is still on its way is waited for however long, also when it takes listeners away', async () => {
  wait('loading');
  await pass(60_000);
  expect(idle).toEqual([]);
  readyState = 'interactive';
  await pass(1000);
  expect(idle).toHaveLength(1);
});
