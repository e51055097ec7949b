import { JetStreamApiError, jetstream } from '@nats-io/jetstream';
import { headers } from '@nats-io/nats-core';
import type { BucketPlace, BucketValue } from '../bucket.ts';
import type { JournalDatabase } from '../log/database.ts';
import { type BucketOrder, bucketOrders, changeOrders } from './bucket-orders.ts';
import type { TeamLink } from './connection.ts';
import { type LastValue, lastValue, lastValues } from './last-values.ts';
import { problemOf } from './problem.ts';
import { partnership, readSharedSubject, sharedFilter, sharedSubject, streams } from './subjects.ts';

/** JetStream's "wrong last sequence": somebody else wrote in between. */
const wrongLastSequence = 10_071;

/**
 * Shares what waits. An order is given up only when the server has taken it; one that it will never take is marked.
 * @throws {TeamProblem} when the server cannot just now
 * @throws {JournalError}
 */
export async function tellBucket(db: JournalDatabase, link: TeamLink): Promise<void> {
  for (const order of await bucketOrders(db)) {
    if (order.refused !== undefined) continue;
    const refused = await write(link, order);
    const isSame = ({ key, body }: BucketOrder) => key === order.key && body === order.body;
    await changeOrders(db, (orders) =>
      refused === null
        ? orders.filter((other) => !isSame(other))
        : orders.map((other) => (isSame(other) ? { ...other, refused } : other)),
    );
  }
}

/** Writes one value over the version that was seen. @returns why the server will not take it; null when it has */
async function write(link: TeamLink, { key, body, over }: BucketOrder): Promise<BucketOrder['refused'] | null> {
  const stream = jetstream(link.connection);
  const subject = sharedSubject(key);
  const marks = headers();
  if (body === null) marks.set('KV-Operation', 'DEL');
  for (let before = over; ; ) {
    try {
      await stream.publish(subject, body ?? '', { headers: marks, expect: { lastSubjectSequence: before } });
      return null;
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === wrongLastSequence) {
        const standing = await lastValue(link, streams.shared, subject);
        // Written by us, and the acknowledgement was lost; or taken back, or lost by the server, since it was seen.
        if (standing !== null && isSaid(standing, body)) return null;
        const next = standing?.sequence ?? 0;
        if (standing !== null && !standing.gone) return 'newer';
        if (next === before) throw problemOf(error);
        before = next;
        continue;
      }
      const problem = problemOf(error);
      if (problem.code === 'denied' || problem.code === 'tooLarge') return problem.code;
      throw problem;
    }
  }
}

const isSaid = ({ body: standing, gone }: LastValue, body: string | null): boolean =>
  body === null ? gone : new TextDecoder().decode(standing) === body;

/** What a bucket holds now; a partnership's is asked for where the organisation's account imports it. @throws {TeamProblem} */
export async function bucketValues(link: Pick<TeamLink, 'connection'>, from: BucketPlace): Promise<BucketValue[]> {
  const where = from === 'partnership' ? { api: partnership } : {};
  const values = await lastValues(link, streams.shared, sharedFilter, where);
  return [...values].flatMap(([subject, value]) => {
    const key = readSharedSubject(subject);
    return key === null ? [] : [{ key, ...value }];
  });
}
