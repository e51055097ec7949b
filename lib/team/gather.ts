import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';

/** Messages as the client hands them over, one by one. */
export type Coming = AsyncIterable<JsMsg> & Pick<ConsumerMessages, 'getPending' | 'stop'>;

interface GatherOptions {
  /** Messages handed over at once at most. */
  most: number;
  /** The number of the last message, behind which it ends; null to go on until `messages` do. */
  last: number | null;
  /** Whoever hands them out is never behind: it also ends behind the message that nothing is said to come after. */
  knowsEnd?: boolean;
}

/** Bytes handed over at once: a few messages as large as they may be are enough. */
const partBytes = 16_777_216;
/** How long what has come waits for what the server has said is on its way. */
const lull = 200;
/**
 * How long nothing may come before all that there is has come. A server that follows hears at the leader's next heartbeat,
 * each second, that its last messages are agreed on, and hands them out only then.
 */
const quiet = 3_000;

/**
 * Lays messages together: working on them costs by the part. Where many are there they come many at a time, where they come
 * one by one each comes at once. The server says with each how many are behind it; where it may be behind itself that may be
 * wrong, so what has come is not held back for long.
 */
export async function* gather(
  messages: Coming,
  { most, last, knowsEnd = false }: GatherOptions,
): AsyncGenerator<JsMsg[]> {
  const untilQuiet = () => (last === null ? undefined : setTimeout(() => messages.stop(), quiet));
  const coming = messages[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<JsMsg>> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let part: JsMsg[] = [];
  let bytes = 0;
  try {
    for (;;) {
      next ??= coming.next();
      timer = untilQuiet();
      const came: IteratorResult<JsMsg> | null = await (part.length === 0 ? next : within(next, lull));
      clearTimeout(timer);
      if (came !== null) next = null;
      if (came?.done) break;
      if (came) {
        part.push(came.value);
        bytes += came.value.data.length;
      }
      const isFull = part.length >= most || bytes >= partBytes;
      const isAll = came === null || (messages.getPending() === 0 && came.value.info.pending === 0);
      const isLast = last !== null && ((part.at(-1)?.seq ?? 0) >= last || (knowsEnd && isAll && came !== null));
      if (isLast || isFull || isAll) {
        yield part;
        part = [];
        bytes = 0;
      }
      if (isLast) return;
    }
    if (part.length > 0) yield part;
  } finally {
    clearTimeout(timer);
    messages.stop();
    // Not waited for: it comes to its end when the next message would have come.
    void coming.return?.();
  }
}

/** What comes, or null when it has not come after a time. */
function within<T>(coming: Promise<T>, milliseconds: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), milliseconds);
    coming.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
