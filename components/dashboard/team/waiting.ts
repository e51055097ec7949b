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
  const both = AbortSignal.any([signal, over.signal]);
  try {
    await Promise.race([untilSo(isSo, both), rest(milliseconds, both)]);
  } finally {
    over.abort();
  }
}

/** Waits for a time, or until `signal` aborts. */
export function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
