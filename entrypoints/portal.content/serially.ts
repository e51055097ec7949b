/** A task that runs one at a time; `settled` waits for the run under way, if there is one. */
export interface Serial {
  (): Promise<void>;
  settled: () => Promise<void>;
}

/**
 * Runs a task one at a time; calls that come meanwhile are answered by one more run at the end, also when the one under
 * way fails: what it could not do, the next tries anew.
 */
export function serially(task: () => Promise<void>): Serial {
  let running: Promise<void> | null = null;
  let again = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      try {
        await task();
      } catch (error) {
        if (!again) throw error;
      }
    } while (again);
  };
  const run = (): Promise<void> => {
    again = true;
    running ??= loop().finally(() => {
      running = null;
    });
    return running;
  };
  return Object.assign(run, { settled: async () => running ?? undefined });
}
