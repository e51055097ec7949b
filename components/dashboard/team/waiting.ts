import { liveQuery } from 'dexie';

/** Waits until the journal is so, whoever writes to it, or `signal` aborts. @throws what reading the journal throws */
export function untilSo(isSo: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const watching = new AbortController();
    const live = liveQuery(isSo).subscribe({
      next: (yes) => {
        if (yes) end(resolve);
      },
      error: (error) => end(() => reject(error)),
    });
    function end(settle: () => void) {
      watching.abort();
      settle();
    }
    watching.signal.addEventListener('abort', () => live.unsubscribe());
    signal.addEventListener('abort', () => end(resolve), { signal: watching.signal });
    if (signal.aborted) end(resolve);
  });
}

/** The same, but for a time at most. @throws what reading the journal throws */
export async function untilSoWithin(isSo: () => Promise<boolean>, milliseconds: number, signal: AbortSignal) {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), milliseconds);
  await untilSo(isSo, AbortSignal.any([signal, over.signal])).finally(() => clearTimeout(timer));
}
