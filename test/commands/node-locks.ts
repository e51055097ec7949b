type Work = (lock: { name: string }) => unknown;

/**
 * Web Locks for one process of Node 20, which has none: who asks for a name waits for those before. Nobody else can
 * hold them, for the journal is in this process's memory alone.
 */
export function installLocks(): void {
  const lasts = new Map<string, Promise<unknown>>();
  const request = (name: string, ...rest: [Work] | [{ signal?: AbortSignal }, Work]) => {
    const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
    const run = (lasts.get(name) ?? Promise.resolve()).then(() => {
      options.signal?.throwIfAborted();
      return work({ name });
    });
    lasts.set(
      name,
      run.catch(() => undefined),
    );
    return run;
  };
  Object.defineProperty(globalThis, 'navigator', { value: { locks: { request } }, configurable: true });
}
