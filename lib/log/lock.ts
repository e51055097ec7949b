const name = 'groent-lys-journal';

/**
 * Runs long work on the journal (import, restore, retention, bulk correction, recount) alone among all pages of the
 * extension; single decisions go on meanwhile. It waits its turn, until `signal` aborts.
 * @throws what `signal` aborts with while waiting, and what the work throws
 */
export function underJournalLock<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return navigator.locks.request(name, signal ? { signal } : {}, work) as Promise<T>;
}
