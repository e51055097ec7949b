import { type JsMsg, jetstreamManager } from '@nats-io/jetstream';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { batchFrom, type JournalRecord } from '../log/journal-record.ts';
import { underJournalLock } from '../log/lock.ts';
import { mergeRevisions } from '../log/merge/merge.ts';
import { createParts } from '../log/merge/parts.ts';
import type { ImportRecord } from '../log/record-schema.ts';
import { changeTeamState, type Team, type TeamLink, type TeamState, teamState, unseen } from './connection.ts';
import { hasPassedOver, type StreamExtent, whereToGoOn } from './go-on.ts';
import { listen } from './listen.ts';
import { readMessage, type SetAside } from './message.ts';
import { problemOf, TeamProblem } from './problem.ts';
import { rest } from './rest.ts';
import { journalFilter, readJournalSubject, streams } from './subjects.ts';

/**
 * Messages read before they are taken in, while a browser catches up, and of them records that go into the journal at once.
 * A server that was set up anew is told everything again in no order of time; as they come, each record would touch a month
 * and a procedure of its own.
 */
const readAtOnce = 5_000;
const mergedAtOnce = 2_500;
/** Milliseconds before one who stays begins anew, so that a server that sends everybody away is not asked without end. */
const breath = 250;
/** Messages set aside that are kept to be looked at. */
const keptAside = 50;

/** What came of listening. */
export interface Received {
  /** Revisions that are new here. */
  added: number;
  conflicts: number;
  setAside: number;
  /** The last message that was heard. */
  sequence: number;
}

interface ReceiveOptions {
  signal?: AbortSignal;
  /** Goes on listening until `signal` aborts; else it ends when nothing more is there. */
  stay?: boolean;
  /** After each part that was taken in. */
  onPart?: (soFar: Received) => void;
  /** As for `listen`. */
  patient?: boolean;
  lookEvery?: number;
}

/** Who listens to what, and what has come of it so far. */
interface Hearing {
  db: JournalDatabase;
  link: TeamLink;
  filter: string;
  result: Received;
  options: ReceiveOptions;
}

/** What a role reads of the journal; null for none of it. */
export function filterOf({ organisation, unit, role }: Pick<Team, 'organisation' | 'unit' | 'role'>): string | null {
  if (role === 'secretariat') return null;
  return journalFilter(organisation, role === 'lead' ? null : unit);
}

/**
 * Listens to the team from where this browser left off, and takes in what it hears by the journal's own merge. What is
 * malformed or forged is set aside, counted and kept to be looked at; nothing of it holds up what comes behind it.
 * @throws {TeamProblem}
 * @throws {JournalError}
 */
export async function receive(db: JournalDatabase, link: TeamLink, options: ReceiveOptions = {}): Promise<Received> {
  const filter = filterOf(link.team);
  if (filter === null) throw new TeamProblem('denied');
  const result: Received = { added: 0, conflicts: 0, setAside: 0, sequence: 0 };
  const hearing: Hearing = { db, link, filter, result, options };
  const { stay = false, signal } = options;
  try {
    const counted = await hearOn(hearing);
    if (stay) await keepHearing(hearing);
    // Once more before it is believed: messages may have come meanwhile.
    else if (hasPassedOver(await teamState(db), counted)) {
      const again = await hearOn(hearing);
      if (hasPassedOver(await teamState(db), again)) await hearAnew(hearing);
    }
    await changeTeamState(db, { heardAt: new Date().toISOString() });
  } catch (error) {
    if (signal?.aborted) return result;
    throw error instanceof Error && error.name === 'JournalError' ? error : problemOf(error);
  }
  return result;
}

/** The journal's stream, and how many of its messages are under a filter, as the server counts them. @throws {TeamProblem} */
async function countMessages(
  { connection }: Pick<TeamLink, 'connection'>,
  filter: string,
): Promise<StreamExtent & { counted: number }> {
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false });
    const { created, state } = await manager.streams.info(streams.journal, { subjects_filter: filter });
    const counted = Object.values(state.subjects ?? {}).reduce((sum, count) => sum + count, 0);
    return { created, first: state.first_seq, last: state.last_seq, counted };
  } catch (error) {
    throw problemOf(error);
  }
}

/**
 * Whether messages that stand before the last one heard never came, so that all is to be read again. Who reads one unit
 * cannot always tell by the numbers: a moment later, when what was on its way has come, the answer is right for them too.
 * @param afterMoment waits for that moment; without it only what is certain at once is said
 * @throws {TeamProblem}
 * @throws {JournalError}
 */
export async function lacksMessages(
  db: JournalDatabase,
  link: TeamLink,
  afterMoment?: () => Promise<void>,
): Promise<boolean> {
  const filter = filterOf(link.team);
  if (filter === null) return false;
  const { counted, last } = await countMessages(link, filter);
  await afterMoment?.();
  const state = await teamState(db);
  return (afterMoment !== undefined || state.sequence >= last) && hasPassedOver(state, counted);
}

/** Begins anew behind what was heard whenever that is needed, until `signal` aborts. */
async function keepHearing(hearing: Hearing): Promise<void> {
  const { signal } = hearing.options;
  for (;;) {
    await rest(breath, signal);
    if (signal?.aborted) return;
    await hearOn(hearing);
  }
}

/** Listens, and goes on where it broke off, as long as each time brings something. @returns as `hear` */
async function hearOn(hearing: Hearing): Promise<number> {
  const { result, options } = hearing;
  for (;;) {
    const { sequence } = result;
    try {
      return await hear(hearing);
    } catch (error) {
      if (problemOf(error).code !== 'busy' || result.sequence === sequence || options.signal?.aborted) throw error;
    }
  }
}

/** Listens from where this browser left off. @returns how many messages the server counts of what is read */
async function hear(hearing: Hearing): Promise<number> {
  const { db, link, filter, result, options } = hearing;
  const { stay = false, signal, onPart, patient = false, lookEvery } = options;
  const { counted, ...stream } = await countMessages(link, filter);
  const state = await startOf(hearing, stream);
  result.sequence = state.sequence;
  // From the last one that was heard, to see that it is still the same.
  const from = Math.max(1, state.sequence);
  const listening = {
    stream: streams.journal,
    filter,
    from,
    stay,
    signal,
    most: readAtOnce,
    patient,
    ...(lookEvery && { lookEvery }),
  };
  // What stands there now may be another unit's, and then does not come.
  let mark = state.sequence >= stream.first ? state.mark : '';
  for await (const part of listen(link, listening)) {
    const known = part[0]?.seq === state.sequence ? part.shift() : undefined;
    if (mark !== '' && (known === undefined || mark !== markOf(known))) {
      await beginAnew(db, stream);
      return hear(hearing);
    }
    mark = '';
    if (part.length === 0) continue;
    await takeIn(hearing, part);
    onPart?.(result);
  }
  return counted;
}

/** Reads all again, and notes what does not come even then, so that it is not looked for each time. */
async function hearAnew(hearing: Hearing): Promise<void> {
  const { db, link, filter, options } = hearing;
  const { first } = await countMessages(link, filter);
  // What the server no longer holds was heard, or is counted as missed already.
  await changeTeamState(db, { sequence: Math.max(0, first - 1), mark: '', heard: 0, absent: 0 });
  const counted = await hearOn({ ...hearing, options: { ...options, patient: true } });
  const { heard } = await teamState(db);
  if (!options.signal?.aborted) await changeTeamState(db, { absent: Math.max(0, counted - heard) });
}

/** Notes where to go on, and what the server no longer has of what this browser has not heard. */
async function startOf({ db, link: { team }, filter }: Hearing, stream: StreamExtent): Promise<TeamState> {
  const state = await teamState(db);
  // One that was set up anew comes to hold what was told to the one before.
  const { isAnew, ...beginning } = whereToGoOn(state, filter, stream);
  const { created } = stream;
  const { importId } = state;
  const next = await changeTeamState(db, { ...beginning, filter, created, importId, ...(isAnew && unseen) });
  const row: ImportRecord = {
    id: next.importId,
    at: team.since,
    source: 'team',
    name: new URL(team.server).host.slice(0, 300),
    device: null,
    state: 'done',
    counts: { added: 0, known: 0, conflicts: 0, refused: 0 },
  };
  await onJournal(db, 'everything', async () => {
    if (!(await db.imports.get(row.id))) await db.imports.put(row);
  });
  return next;
}

const markOf = ({ info }: JsMsg): string => String(info.timestampNanos);

/**
 * The server was restored from a backup, or another one leads that numbers otherwise: under the number of the last message
 * heard stands another one, or none that was heard. All is read again.
 */
async function beginAnew(db: JournalDatabase, { first }: StreamExtent): Promise<void> {
  // What is gone from the stream's beginning was heard before it was restored.
  await changeTeamState(db, { sequence: Math.max(0, first - 1), mark: '', heard: 0, ...unseen });
}

/** Messages as records, and those that are not taken in. */
interface ReadPart {
  records: JournalRecord[];
  aside: TeamState['latestSetAside'];
}

/** Takes one part in, and notes how far the stream was looked at; said twice, it changes nothing. */
async function takeIn({ db, link, result }: Hearing, part: readonly JsMsg[]): Promise<void> {
  const { records, aside } = await readPart(db, link.team, part);
  const state = await teamState(db);
  const merged = await merge(db, records, state.importId);
  result.added += merged.revisions;
  result.conflicts += merged.conflicts;
  result.setAside += aside.length;
  const last = part.at(-1);
  result.sequence = last?.seq ?? result.sequence;
  await changeTeamState(db, {
    sequence: result.sequence,
    ...(last && { mark: markOf(last) }),
    heard: state.heard + part.length,
    heardAt: new Date().toISOString(),
    setAside: state.setAside + aside.length,
    latestSetAside: [...aside.reverse(), ...state.latestSetAside].slice(0, keptAside),
  });
  await onJournal(db, 'everything', () =>
    db.imports
      .where('id')
      .equals(state.importId)
      .modify(({ counts }) => {
        counts.added += merged.revisions;
        counts.known += merged.known;
        counts.conflicts += merged.conflicts;
        counts.refused += merged.refused + aside.length;
      }),
  );
}

/** Merges records month by month, as an import does. @returns how many were what; `revisions` are those that are new */
async function merge(db: JournalDatabase, records: readonly JournalRecord[], importId: string) {
  const parts = createParts(mergedAtOnce);
  const sums = { revisions: 0, known: 0, conflicts: 0, refused: 0 };
  for (const part of [...parts.add(records), ...parts.rest()]) {
    const merged = await underJournalLock(() => mergeRevisions(db, batchFrom(part), importId));
    const said = new Set(part.flatMap(({ type, data }) => (type === 'revision' ? data.id : [])));
    sums.revisions += merged.added.filter((id) => said.has(id)).length;
    sums.known += merged.known;
    sums.conflicts += merged.conflicts.length;
    sums.refused += merged.refused.length;
  }
  return sums;
}

async function readPart(db: JournalDatabase, { organisation }: Team, part: readonly JsMsg[]): Promise<ReadPart> {
  const read = part.map((message) => ({ message, said: readMessage(message.subject, message.data, organisation) }));
  const owners = await ownersOf(
    db,
    read.flatMap(({ said }) => ('data' in said ? said : [])),
  );
  const records: JournalRecord[] = [];
  const aside: ReadPart['aside'] = [];
  for (const { message, said } of read) {
    const why = 'why' in said ? said : isForeignUnfollow(message, said, owners) ? foreign : null;
    if (why) aside.push({ sequence: message.seq, subject: message.subject.slice(0, 300), ...why });
    else records.push(said as JournalRecord);
  }
  return { records, aside };
}

const foreign: SetAside = { why: 'otherDevice', path: '' };

/** "No longer followed" names no device and takes all of a procedure away, so only whoever followed it may say it. */
function isForeignUnfollow(
  { subject }: JsMsg,
  { type, data }: JournalRecord,
  owners: ReadonlyMap<string, string>,
): boolean {
  if (type !== 'tombstone' || data.kind !== 'unfollowed') return false;
  const owner = owners.get(data.id);
  return owner !== undefined && owner !== readJournalSubject(subject)?.device;
}

/** Which devices follow the procedures that are said to be followed no longer, as far as anybody here has heard. */
async function ownersOf(db: JournalDatabase, records: readonly JournalRecord[]): Promise<Map<string, string>> {
  const ids = records.flatMap(({ type, data }) => (type === 'tombstone' && data.kind === 'unfollowed' ? data.id : []));
  if (ids.length === 0) return new Map();
  const heard = records.flatMap(({ type, data }) => (type === 'sighting' ? data : []));
  const known = await onJournal(db, 'everything', () => db.sightings.bulkGet(ids));
  return new Map([...heard, ...known].flatMap((row) => (row ? [[row.id, row.device]] : [])));
}
