import { rest } from '../../../lib/team/rest.ts';

interface PauseOptions {
  signal: AbortSignal;
  /** Told how to end the pause, for a button that offers it. */
  onBegin: (end: () => void) => void;
}

/**
 * Waits before the server is tried again, and no longer than it is of use: it ends when the browser has its network back,
 * when the user comes back to the page, or when they ask for it.
 * @returns whether it ended before its time, so that there is reason to hope
 */
export async function pauseBeforeTrying(milliseconds: number, { signal, onBegin }: PauseOptions): Promise<boolean> {
  const early = new AbortController();
  const over = new AbortController();
  const end = () => early.abort();
  const seen = () => {
    if (document.visibilityState === 'visible') end();
  };
  globalThis.addEventListener('online', end, { signal: over.signal });
  document.addEventListener('visibilitychange', seen, { signal: over.signal });
  onBegin(end);
  await rest(milliseconds, AbortSignal.any([signal, early.signal]));
  over.abort();
  return early.signal.aborted;
}
