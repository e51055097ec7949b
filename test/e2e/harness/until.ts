import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again until the answer is there. For states of another process that send no event we could wait for.
 * @param ask answers null, undefined or false for "not yet"; an exception counts as "not yet" too
 * @param what words for the error: what was waited for
 * @param pause milliseconds between two questions
 * @throws after `timeout` milliseconds, with the last exception as its cause
 */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  what: string,
  timeout = 30_000,
  pause = 25,
): Promise<T> {
  const end = performance.now() + timeout;
  let cause: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(pause);
  } while (performance.now() < end);
  throw new Error(`waited ${timeout} ms in vain for ${what}`, { cause });
}
