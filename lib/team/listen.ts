import { type Consumer, type ConsumerMessages, type JsMsg, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { TeamLink } from './connection.ts';
import { gather } from './gather.ts';
import { TeamProblem } from './problem.ts';

/** What to listen to. */
export interface Listening {
  stream: string;
  filter: string;
  /** From which message on. */
  from: number;
  /** Goes on until `signal` aborts or it has to be begun anew; else it ends when nothing more is there. */
  stay: boolean;
  signal: AbortSignal | undefined;
  /** Messages handed over at once at most, where as many are on their way. */
  most?: number;
  /** Waits whether anything comes behind what the server calls the last message. */
  patient?: boolean;
  /** How often one who stays looks whether it still reads where it should, in milliseconds. */
  lookEvery?: number;
}

/** Messages under way from the server, or waiting here for the part before them to be worked on. */
const ahead = 500;
const usualLook = 15_000;
/** A reader comes to one of the stream's servers by chance: it is made anew until it has come to the leader. */
const placings = 24;
/** How long the server keeps a reader that nobody asks for messages, in milliseconds. */
const forgottenAfter = 60_000;
/** What the client says of a reader that will hand out no more, or goes on at whichever server. */
const upsets: ReadonlySet<string> = new Set([
  'heartbeats_missed',
  'consumer_not_found',
  'consumer_deleted',
  'stream_not_found',
  'no_responders',
  'reset',
]);

/**
 * Messages of a stream in their order, as many at a time as have come. They are read from the stream's leader:
 * a server that follows may be behind, and one of 2.9 that was cut off from the others goes on afterwards without some of
 * the messages that they agreed on, or with others under their numbers. Where the leader changes, the connection was gone
 * for a moment or the server lost the reader, it ends, for whoever stays to begin anew behind the last message.
 * @throws {TeamProblem} busy: it broke off before all was read
 * @throws errors of the client
 */
export async function* listen(
  { connection }: Pick<TeamLink, 'connection'>,
  { stream, filter, from, stay, signal, most = ahead, patient = false, lookEvery = usualLook }: Listening,
): AsyncGenerator<JsMsg[]> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const { state, cluster } = await manager.streams.info(stream);
  if (!stay && from > state.last_seq) return;
  const client = clientOf(connection);
  const reader = { filter_subjects: filter, opt_start_seq: from, inactive_threshold: forgottenAfter };
  // The client writes the reader's name into what it is given.
  const make = () => jetstream(connection).consumers.get(stream, { ...reader });
  const leader = cluster?.leader;
  const { consumer, place } = await placed(make, leader);
  const knowsEnd = place === leader && !patient;
  if (signal?.aborted) return;
  const messages = await consumer.consume({ max_messages: ahead });
  const isOther = async () => {
    if (clientOf(connection) !== client) return true;
    const { cluster: now } = await manager.streams.info(stream);
    return now?.leader !== leader;
  };
  const stop = () => messages.stop();
  signal?.addEventListener('abort', stop);
  const upset = whenUpset(messages);
  const endLooking = stay ? lookNowAndThen(isOther, lookEvery, stop) : null;
  let last = from - 1;
  try {
    for await (const part of gather(messages, { most, last: stay ? null : state.last_seq, knowsEnd })) {
      // What came from a server that led no more may be what it was left with.
      if (await isOther()) {
        if (stay) return;
        throw new TeamProblem('busy');
      }
      last = part.at(-1)?.seq ?? last;
      yield part;
      if (signal?.aborted) return;
    }
  } finally {
    endLooking?.();
    signal?.removeEventListener('abort', stop);
  }
  const brokeOff = upset.isSo || clientOf(connection) !== client;
  if (!stay && brokeOff && last < state.last_seq) throw new TeamProblem('busy');
}

/** Another one after the connection was gone for a moment. */
const clientOf = ({ info }: TeamLink['connection']) => `${info?.server_id} ${info?.client_id}`;

/** A reader at the leader, as often as not at the third try; at whichever server where none comes there. */
async function placed(make: () => Promise<Consumer>, leader: string | undefined) {
  for (let tries = 1; ; tries += 1) {
    const consumer = await make();
    const place = (await consumer.info(true)).cluster?.leader;
    if (leader === undefined || place === undefined || place === leader || tries === placings) {
      return { consumer, place };
    }
  }
}

/** Stops messages as soon as the client says that their reader is upset; what has come is still handed over. */
function whenUpset(messages: ConsumerMessages): { isSo: boolean } {
  const upset = { isSo: false };
  void (async () => {
    for await (const { type } of messages.status()) {
      if (!upsets.has(type)) continue;
      upset.isSo = true;
      messages.stop();
    }
  })();
  return upset;
}

/** Looks again and again, and acts once it is so. A server that cannot say is asked the next time. @returns ends it */
function lookNowAndThen(isSo: () => Promise<boolean>, every: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let isOver = false;
  const wait = () => {
    timer = setTimeout(async () => {
      const answer = await isSo().catch(() => false);
      if (isOver) return;
      if (answer) act();
      else wait();
    }, every);
  };
  wait();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
