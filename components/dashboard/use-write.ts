import { useState } from 'preact/hooks';
import type { Context } from '../../lib/log/context.ts';
import { toJournalError } from '../../lib/log/journal-error.ts';
import { writeContext } from '../../lib/log/write-context.ts';
import { useHouse } from './house.ts';

/** Writing to the journal from a page: one thing at a time, and errors in the user's words. */
export interface Writing {
  busy: boolean;
  error: string | null;
  /** Writes with who, when and which device; null when it failed, and `error` says why. */
  write: <T>(work: (context: Context) => Promise<T>) => Promise<T | null>;
}

/** What a page needs to write decisions and whatever else is kept of a procedure. */
export function useWrite(): Writing {
  const { translate, journal, data, settings, edge } = useHouse();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const write = async <T>(work: (context: Context) => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setError(null);
    try {
      return await work(await writeContext(journal, data, settings, edge.toolVersion));
    } catch (cause) {
      setError(translate(`error.${toJournalError(cause, 'earlierDecisions').code}`));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, write };
}
