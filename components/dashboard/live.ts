import { liveQuery } from 'dexie';
import { useEffect, useState } from 'preact/hooks';
import { type JournalError, toJournalError } from '../../lib/log/journal-error.ts';

/** A live reading of the journal. What something newer is known to exist of has `stale` set. */
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
    let runs = 0;
    let shown = 0;
    const show = (run: number, value: T, stale: boolean) => {
      if (run <= shown || subscription.closed) return;
      shown = run;
      setReading({ key, live: { state: 'ready', value, stale } });
    };
    // Only of a function that is itself asynchronous does the database note what is read after the first wait.
    const subscription = liveQuery(async () => {
      runs += 1;
      const run = runs;
      const value = await query();
      // A value that a change has overtaken is not handed on. While much is written that is every one, so it is shown all
      // the same, unless the next line of the same moment does.
      setTimeout(() => show(run, value, true));
      return value;
    }).subscribe({
      next: (value) => show(runs, value, false),
      error: (error) => setReading({ key, live: { state: 'failed', error: toJournalError(error, 'everything') } }),
    });
    return () => subscription.unsubscribe();
  }, [key]);
  if (reading.key === key || reading.live.state !== 'ready') return reading.live;
  return { ...reading.live, stale: true };
}
