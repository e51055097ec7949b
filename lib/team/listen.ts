import { type JsMsg, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { TeamLink } from './connection.ts';
import { gather } from './gather.ts';

/** What to listen to. */
export interface Listening {
  stream: string;
  filter: string;
  /** From which message on. */
  from: number;
  /** Goes on until `signal` aborts; else it ends when nothing more is there. */
  stay: boolean;
  signal: AbortSignal | undefined;
  /** Messages handed over at once at most, where as many are on their way. */
  most?: number;
}

/** Messages under way from the server, or waiting here for the part before them to be worked on. */
const ahead = 500;

/**
 * Messages of a stream in their order, as many at a time as have come. It reads from whichever server the engine chooses,
 * which may be behind the others for a moment, and whose count of messages to come is then wrong: so the end is where the
 * stream's leader says that it is, or where nothing comes any more. What it misses by that comes the next time, because
 * only messages that came are counted as heard.
 * @throws errors of the client
 */
export async function* listen(
  { connection }: Pick<TeamLink, 'connection'>,
  { stream, filter, from, stay, signal, most = ahead }: Listening,
): AsyncGenerator<JsMsg[]> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const { state } = await manager.streams.info(stream);
  if (!stay && from > state.last_seq) return;
  const consumer = await jetstream(connection).consumers.get(stream, { filter_subjects: filter, opt_start_seq: from });
  if (signal?.aborted) return;
  const messages = await consumer.consume({ max_messages: ahead });
  const stop = () => messages.stop();
  signal?.addEventListener('abort', stop);
  try {
    for await (const part of gather(messages, { most, last: stay ? null : state.last_seq })) {
      yield part;
      if (signal?.aborted) return;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
