import type { TeamLink } from '../../../lib/team/connection.ts';

/** News of something that stands on the server. */
export interface News {
  /** Ends when something new has come. */
  next: () => Promise<void>;
  /** The subjects of what has come since this was last asked. */
  take: () => ReadonlySet<string>;
}

/** Listens for news under some subjects. A user who may not listen has none, and reads now and then all the same. */
export function newsOf({ connection }: Pick<TeamLink, 'connection'>, subjects: string[], signal: AbortSignal): News {
  let heard = new Set<string>();
  let wake = () => {};
  const subscriptions = subjects.map((filter) =>
    connection.subscribe(filter, {
      callback: (error, { subject }) => {
        if (error) return;
        heard.add(subject);
        wake();
      },
    }),
  );
  signal.addEventListener('abort', () => {
    if (!connection.isClosed()) for (const subscription of subscriptions) subscription.unsubscribe();
  });
  return {
    next: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
        if (heard.size > 0) resolve();
      }),
    take: () => {
      const taken = heard;
      heard = new Set();
      return taken;
    },
  };
}
