import { liveQuery } from 'dexie';
import { useEffect, useState } from 'preact/hooks';
import { type JournalError, toJournalError } from '../../lib/log/journal-error.ts';

/** A live reading of the journal. While a new one is under way the old value stays, with `stale` set. */
type Live<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T; stale: boolean }
  | { state: 'failed'; error: JournalError };

/**
 * Reads the journal, and again whenever any page or the background writes what the query has read.
 * @param key names what is asked for; a new key starts a new reading
 */
export function useLive<T>(key: string, query: () => Promise<T>): Live<T> {
  const [reading, setReading] = useState<{ key: string; live: Live<T> }>({ key, live: { state: 'loading' } });
  // The key stands for everything the query closes over.
  useEffect(() => {
    const subscription = liveQuery(query).subscribe({
      next: (value) => setReading({ key, live: { state: 'ready', value, stale: false } }),
      error: (error) => setReading({ key, live: { state: 'failed', error: toJournalError(error, 'everything') } }),
    });
    return () => subscription.unsubscribe();
  }, [key]);
  if (reading.key === key || reading.live.state !== 'ready') return reading.live;
  return { ...reading.live, stale: true };
}
