import { jetstream, type PubAck } from '@nats-io/jetstream';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { type Waiting, wordsOf } from '../log/outbox.ts';
import { changeTeamState, type TeamLink, unseen } from './connection.ts';
import { queueLost } from './lost.ts';
import { type Message, messageOf } from './message.ts';
import { problemOf, type TeamProblemCode } from './problem.ts';
import { storedOf } from './stored.ts';
import { journalSubject } from './subjects.ts';

/** Messages that are under way at once, and their bytes: the server acknowledges each by itself. */
const flightSize = 200;
const flightBytes = 1_048_576;
/** How long an acknowledgement may take; a new leader is chosen in a few seconds. */
const ackTimeout = 5_000;

/** What came of telling the team. */
export interface Published {
  acknowledged: number;
  /** Words that the server will never take from this user; they stay in the journal here. */
  refused: number;
  /** What still waits, and why it does; null when nothing does. */
  problem: TeamProblemCode | null;
}

/** A place of the outbox with its message. */
interface Departure {
  row: Waiting;
  message: Message;
}

/** The next places that can go together; `gone` are those whose words were deleted meanwhile. */
async function nextFlight(db: JournalDatabase, authors: boolean): Promise<{ flight: Departure[]; gone: number[] }> {
  const rows = await onJournal(db, 'everything', () =>
    db.outbox
      .orderBy('place')
      .filter(({ refused }) => refused === undefined)
      .limit(flightSize)
      .toArray(),
  );
  const words = await wordsOf(db, rows);
  const flight: Departure[] = [];
  const gone: number[] = [];
  let bytes = 0;
  for (const [index, row] of rows.entries()) {
    const record = words[index];
    const message = record ? messageOf(record, authors) : null;
    if (!message) {
      if (row.place !== undefined) gone.push(row.place);
      continue;
    }
    bytes += message.body.length;
    if (bytes > flightBytes && flight.length > 0) break;
    flight.push({ row, message });
  }
  return { flight, gone };
}

/**
 * Tells the team what waits, in order, flight by flight, until nothing waits, something is in the way or `signal` aborts;
 * then again what the server that leads now has lost. A place is given up only when the server has acknowledged its words;
 * when the acknowledgement is lost the words are sent again under the same id. Words that change while they are under way
 * wait again at a place of their own.
 * @throws {JournalError}
 */
export async function publish(db: JournalDatabase, link: TeamLink, signal?: AbortSignal): Promise<Published> {
  const result: Published = { acknowledged: 0, refused: 0, problem: null };
  await tellWaiting(db, link, result, signal);
  // Another server may have led for a moment meanwhile: what is there is looked through once one answers.
  if (result.problem !== null) await changeTeamState(db, unseen);
  if (result.problem !== null || signal?.aborted) return result;
  try {
    await queueLost(db, link, signal);
  } catch (error) {
    if (error instanceof Error && error.name === 'JournalError') throw error;
    // One with a full disk takes words and answers nothing else. It is asked again the next time.
    return result;
  }
  await tellWaiting(db, link, result, signal);
  return result;
}

async function tellWaiting(db: JournalDatabase, link: TeamLink, result: Published, signal?: AbortSignal) {
  while (result.problem === null && !signal?.aborted) {
    const { flight, gone } = await nextFlight(db, link.team.authors);
    if (gone.length > 0) await onJournal(db, 'everything', () => db.outbox.bulkDelete(gone));
    if (flight.length === 0 && gone.length === 0) break;
    const outcomes = await send(link, flight);
    const done: number[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      const { place } = flight[index]?.row ?? {};
      if (place === undefined) continue;
      if (outcome.status === 'fulfilled') done.push(place);
      else {
        const { code } = problemOf(outcome.reason);
        if (code === 'denied' || code === 'tooLarge') {
          await onJournal(db, 'everything', () => db.outbox.update(place, { refused: code }));
          result.refused += 1;
        } else result.problem ??= code;
      }
    }
    await onJournal(db, 'everything', () =>
      db.transaction('rw', db.outbox, db.meta, async () => {
        await db.outbox.bulkDelete(done);
        if (done.length > 0) await changeTeamState(db, ({ told }) => toldNow(told, outcomes));
      }),
    );
    result.acknowledged += done.length;
  }
}

/** The state once a flight was acknowledged. One that the server had already may have been counted before, or not. */
function toldNow(told: number | null, outcomes: readonly PromiseSettledResult<PubAck>[]) {
  const acks = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  const isSure = told !== null && !acks.some(({ duplicate }) => duplicate);
  return { sentAt: new Date().toISOString(), told: isSure ? told + acks.length : null };
}

/** Sends a flight. What the server says it has already, and has not, is sent once more without the id that it goes by. */
async function send(link: TeamLink, flight: readonly Departure[]): Promise<PromiseSettledResult<PubAck>[]> {
  const { connection, team, device } = link;
  const stream = jetstream(connection, { timeout: ackTimeout });
  const say = ({ message: { kind, unit, body } }: Departure, options?: { msgID: string }) =>
    stream.publish(journalSubject(team.organisation, { unit: unit ?? team.unit, device }, kind), body, options);
  const outcomes = await Promise.allSettled(flight.map((departure) => say(departure, { msgID: departure.message.id })));
  const claimed = outcomes.flatMap((outcome, index) => {
    const isClaimed = outcome.status === 'fulfilled' && outcome.value.duplicate;
    return isClaimed ? { id: flight[index]?.message.id ?? '', sequence: outcome.value.seq } : [];
  });
  if (claimed.length === 0) return outcomes;
  const claims = new Set(claimed.map(({ id }) => id));
  // One that cannot say what it has may take it twice: that does no harm.
  const stored = storedOf(link, claimed).catch(() => new Set<string>());
  return Promise.allSettled(
    flight.map(async (departure, index) => {
      const outcome = outcomes[index];
      if (outcome?.status !== 'fulfilled') throw outcome?.reason;
      const { id } = departure.message;
      return !claims.has(id) || (await stored).has(id) ? outcome.value : say(departure);
    }),
  );
}
