/** Thrown out of work that is to go on in the next slice. What it has remembered by then is not worked out again. */
export class Pause extends Error {}

/** How long the page's own thread is held at a time, in milliseconds: well within a frame. */
const budget = 8;
/** Work that is overtaken by changes again and again is given up after so long, in milliseconds. */
const patience = 8000;

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
  run: <T>(work: () => T, prepare?: () => void) => Promise<{ result: T; spent: number } | null>;
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
      while (!signal.aborted && performance.now() - began < patience) {
        const start = performance.now();
        until = start + budget;
        isFirst = true;
        try {
          prepare?.();
          const result = work();
          return { result, spent: spent + performance.now() - start };
        } catch (error) {
          if (!(error instanceof Pause)) throw error;
        } finally {
          until = Number.POSITIVE_INFINITY;
        }
        spent += performance.now() - start;
        await nextTask();
      }
      return null;
    },
  };
}

interface Yielding {
  scheduler?: { yield?: () => Promise<void> };
}

/** Lets the page have its turn: input and frames come first. */
function nextTask(): Promise<void> {
  const { scheduler } = globalThis as Yielding;
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
