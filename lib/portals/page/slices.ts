/** Thrown out of work that is to go on in the next slice. What it has remembered by then is not worked out again. */
export class Pause extends Error {}

/** How long the page's own thread is held at a time, in milliseconds: well within a frame. */
const budget = 8;
/** Work that is overtaken by changes again and again is given up after so long, in milliseconds. */
const patience = 8000;

/** Work that has come to its end, with what it took of the thread: in all, and at most at once. In milliseconds. */
export interface Done<T> {
  result: T;
  spent: number;
  longest: number;
}

/** Work on the page's thread in slices. */
export interface Slices {
  /** Called by the work before each piece of it; throws when the slice is used up. */
  pace: () => void;
  /**
   * Does the work from its start, again and again, until it comes to its end within one slice: what it remembers makes
   * each run go further. So its result is of one moment, whatever changed in between.
   * @param prepare called before each run
   * @returns null when it was given up
   */
  run: <T>(work: () => T, prepare?: () => void) => Promise<Done<T> | null>;
  /** Does work that stands still between two steps: on what does not change meanwhile, or does not matter. */
  steps: <T>(work: Iterator<void, T>) => Promise<Done<T> | null>;
}

/** @param signal ends the work that is under way */
export function createSlices(signal: AbortSignal): Slices {
  let until = Number.POSITIVE_INFINITY;
  let isFirst = true;
  return {
    pace: () => {
      const now = performance.now();
      if (!isFirst && now > until) throw new Pause();
      // Every slice gets somewhere, however long it takes to come back to where the one before stopped.
      if (isFirst) until = Math.max(until, now + budget / 2);
      isFirst = false;
    },
    run: async (work, prepare) => {
      const began = performance.now();
      let spent = 0;
      let longest = 0;
      while (!signal.aborted && performance.now() - began < patience) {
        const start = performance.now();
        until = start + budget;
        isFirst = true;
        try {
          prepare?.();
          const result = work();
          const last = performance.now() - start;
          // What is done with the result is a piece of work of its own.
          if (last > budget / 2) await nextTask();
          return { result, spent: spent + last, longest: Math.max(longest, last) };
        } catch (error) {
          if (!(error instanceof Pause)) throw error;
        } finally {
          until = Number.POSITIVE_INFINITY;
        }
        const slice = performance.now() - start;
        spent += slice;
        longest = Math.max(longest, slice);
        await nextTask();
      }
      return null;
    },
    steps: async (work) => {
      let spent = 0;
      let longest = 0;
      while (!signal.aborted) {
        const start = performance.now();
        let step = work.next();
        while (!step.done && performance.now() - start < budget) step = work.next();
        const slice = performance.now() - start;
        spent += slice;
        longest = Math.max(longest, slice);
        if (slice > budget / 2) await nextTask();
        if (step.done) return { result: step.value, spent, longest };
      }
      return null;
    },
  };
}

/** Lets the page have its turn. Not `scheduler.yield`, which comes before what else the page waits to do. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
