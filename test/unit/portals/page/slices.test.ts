import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSlices } from '../../../../lib/portals/page/slices.ts';

/** Milliseconds that the work has taken so far: the clock stands still meanwhile, so that no machine is too slow. */
let clock = 0;
let turns = 0;

/** Work of so many steps that take so long each; `onStep` is told the number of each. */
function* workOf(count: number, each: number, onStep: (step: number) => void = () => undefined) {
  for (let step = 0; step < count; step += 1) {
    clock += each;
    onStep(step);
    yield;
  }
  return 'done';
}

beforeEach(() => {
  clock = 0;
  turns = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  const Channel = globalThis.MessageChannel;
  vi.stubGlobal(
    'MessageChannel',
    class extends Channel {
      constructor() {
        super();
        turns += 1;
      }
    },
  );
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('work in steps', () => {
  test('is done at one go when it is short', async () => {
    const { steps } = createSlices(new AbortController().signal);
    expect(await steps(workOf(3, 1))).toEqual({ result: 'done', spent: 3, longest: 3 });
    expect(turns).toBe(0);
  });

  test('leaves the page its turn whenever a slice is used up, and after the last long one', async () => {
    const { steps } = createSlices(new AbortController().signal);
    expect(await steps(workOf(100, 1))).toEqual({ result: 'done', spent: 100, longest: 8 });
    expect(turns).toBe(12);
  });

  test('goes on with steps that are longer than a slice, one at a time', async () => {
    const { steps } = createSlices(new AbortController().signal);
    expect(await steps(workOf(3, 20))).toEqual({ result: 'done', spent: 60, longest: 20 });
    expect(turns).toBe(3);
  });

  test('is left where it is when the watch ends', async () => {
    const life = new AbortController();
    const seen: number[] = [];
    const { steps } = createSlices(life.signal);
    const work = workOf(100, 8, (step) => {
      seen.push(step);
      if (step === 4) life.abort();
    });
    expect(await steps(work)).toBeNull();
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });
});
