import { vi } from 'vitest';

type Work = (lock: object | null) => unknown;

/** Web Locks for Node, which has none: one holder for each name, the others wait or are told that it is taken. When the page goes, all are free. */
export function stubLocks(): { held: Set<string>; pageGoes: () => void } {
  const queues = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  const request = async (name: string, ...rest: [Work] | [{ ifAvailable?: boolean; signal?: AbortSignal }, Work]) => {
    const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
    if (options.ifAvailable && held.has(name)) return work(null);
    const before = queues.get(name);
    const run = (async () => {
      if (before) await before.catch(() => undefined);
      options.signal?.throwIfAborted();
      held.add(name);
      try {
        return await work({ name });
      } finally {
        held.delete(name);
      }
    })();
    queues.set(name, run);
    return run;
  };
  vi.stubGlobal('navigator', { locks: { request } });
  const pageGoes = () => {
    held.clear();
    queues.clear();
  };
  return { held, pageGoes };
}
