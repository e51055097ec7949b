import { JetStreamApiCodes, JetStreamApiError, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import type { TeamLink } from './connection.ts';
import { problemOf } from './problem.ts';

/** The last value of a subject, and the number under which the stream holds it. */
export interface LastValue {
  sequence: number;
  body: Uint8Array;
  /** When the server took it, ISO 8601. */
  at: string;
  /** The value was taken back, as a bucket notes it. */
  gone: boolean;
}

/** Values asked for at once. */
const flightSize = 100;

/** Where a stream is asked for: without `api` in the user's own account. */
interface LastValuesOptions {
  api?: string;
}

const managerOf = ({ connection }: Pick<TeamLink, 'connection'>, { api }: LastValuesOptions) =>
  jetstreamManager(connection, { checkAPI: false, ...(api !== undefined && { apiPrefix: api }) });

/**
 * The last value of every subject that a filter names: what a dashboard of figures and an organisation's shared things are
 * read from. Each is asked of the stream's leader: a server that follows may hold older ones, and one of 2.9 stops after
 * the first message of a stream in which newer values take the place of older ones.
 * @throws {TeamProblem}
 */
export async function lastValues(
  link: Pick<TeamLink, 'connection'>,
  stream: string,
  filter: string,
  options: LastValuesOptions = {},
): Promise<Map<string, LastValue>> {
  const values = new Map<string, LastValue>();
  try {
    const manager = await managerOf(link, options);
    const subjects = await subjectsIn(manager, stream, filter);
    for (let from = 0; from < subjects.length; from += flightSize) {
      const flight = subjects.slice(from, from + flightSize);
      const found = await Promise.all(flight.map((subject) => lastOf(manager, stream, subject)));
      for (const [index, value] of found.entries()) if (value) values.set(flight[index] ?? '', value);
    }
  } catch (error) {
    throw problemOf(error);
  }
  return values;
}

/** The subjects that a filter names and that have a value. @throws {TeamProblem} */
export async function subjectsOf(
  link: Pick<TeamLink, 'connection'>,
  stream: string,
  filter: string,
): Promise<string[]> {
  try {
    return await subjectsIn(await managerOf(link, {}), stream, filter);
  } catch (error) {
    throw problemOf(error);
  }
}

async function subjectsIn(manager: JetStreamManager, stream: string, filter: string): Promise<string[]> {
  const { state } = await manager.streams.info(stream, { subjects_filter: filter });
  return Object.keys(state.subjects ?? {});
}

/** The last value of one subject; null without one. @throws {TeamProblem} */
export async function lastValue(
  link: Pick<TeamLink, 'connection'>,
  stream: string,
  subject: string,
): Promise<LastValue | null> {
  try {
    return await lastOf(await managerOf(link, {}), stream, subject);
  } catch (error) {
    throw problemOf(error);
  }
}

async function lastOf(manager: JetStreamManager, stream: string, subject: string): Promise<LastValue | null> {
  try {
    const message = await manager.streams.getMessage(stream, { last_by_subj: subject });
    if (message === null) return null;
    const { seq, data, time, header } = message;
    const gone = data.length === 0 && header.has('KV-Operation');
    return { sequence: seq, body: data, at: time.toISOString(), gone };
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.NoMessageFound) return null;
    throw error;
  }
}
