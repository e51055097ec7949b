import { type JetStreamManager, jetstreamManager, PubHeaders } from '@nats-io/jetstream';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { outboxTables, queueEverything, queueTombstones } from '../log/outbox.ts';
import { changeTeamState, type TeamLink, teamState } from './connection.ts';
import { listen } from './listen.ts';
import { messageOf, readMessage } from './message.ts';
import { TeamProblem } from './problem.ts';
import { deletionsFilter, ownFilter, streams } from './subjects.ts';

/** Stands for a server that has no others beside it. */
const alone = '-';

/**
 * Notes what this device has said and the team's server does not hold, to be told again. A server of 2.9 that was cut off
 * from the others comes back without some of the messages that they acknowledged meanwhile; when it leads later, nobody
 * holds them who had not read them before. So whenever another server leads, or it was set up anew or restored, it is asked
 * how many messages it holds of this device. Where that is another number than was told, or a message was told that nobody
 * acknowledged, they are read. A lead who knows of deletions reads all of those: who ordered them is not kept.
 * @throws {JournalError}
 * @throws {TeamProblem}
 * @throws errors of the client
 */
export async function queueLost(db: JournalDatabase, link: TeamLink, signal?: AbortSignal): Promise<void> {
  const manager = await jetstreamManager(link.connection, { checkAPI: false });
  const leader = await manager.streams.info(streams.journal).then(
    ({ cluster }) => cluster?.leader ?? alone,
    () => null,
  );
  const { leader: before, sentAt, told } = await teamState(db);
  if (leader === before) return;
  // Until it was seen: the one before may lead again by then, and hold what this one left it with.
  await changeTeamState(db, { leader: '' });
  if (leader === null) throw new TeamProblem('busy');
  let holds = told;
  if (sentAt !== null) {
    const own = ownFilter(link.team.organisation, link.team.role === 'lead' ? null : link.team.unit, link.device);
    if (told === null || (await countUnder(manager, own)) !== told) holds = await queueUnder(db, link, own, signal);
    if (link.team.role === 'lead') await queueDeletions(db, link, signal);
  }
  if (!signal?.aborted) await changeTeamState(db, { leader, told: holds });
}

/** How many messages the server that leads holds under a filter. */
async function countUnder(manager: JetStreamManager, filter: string): Promise<number> {
  const { state } = await manager.streams.info(streams.journal, { subjects_filter: filter });
  return Object.values(state.subjects ?? {}).reduce((sum, count) => sum + count, 0);
}

/** Notes what of this device's words is not among the messages under its filter. @returns how many messages those are */
async function queueUnder(
  db: JournalDatabase,
  link: TeamLink,
  filter: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { team, device } = link;
  const { ids, messages } = await readUnder(link, filter, signal);
  if (signal?.aborted) return messages;
  await queueEverything(db, device, (record) => {
    const message = messageOf(record, team.authors);
    // Nobody but a lead may say again what was said for another unit.
    const isOurs = team.role === 'lead' || (message?.unit ?? team.unit) === team.unit;
    return message !== null && isOurs && !ids.has(message.id);
  });
  return messages;
}

/** The messages under a filter, and their ids. @throws {TeamProblem} */
async function readUnder(link: TeamLink, filter: string, signal: AbortSignal | undefined) {
  const { organisation, authors } = link.team;
  const ids = new Set<string>();
  let messages = 0;
  for await (const part of listen(link, { stream: streams.journal, filter, from: 1, stay: false, signal })) {
    messages += part.length;
    for (const { subject, data, headers } of part) {
      const id = headers?.get(PubHeaders.MsgIdHdr);
      if (id) ids.add(id);
      else {
        // One that was sent again has its id in its words alone.
        const said = readMessage(subject, data, organisation);
        if ('data' in said) ids.add(messageOf(said, authors)?.id ?? '');
      }
    }
  }
  return { ids, messages };
}

/** Notes deletions that this browser knows of and the server does not, whoever ordered them. @throws {JournalError} */
async function queueDeletions(db: JournalDatabase, link: TeamLink, signal: AbortSignal | undefined): Promise<void> {
  const isKnown = (await onJournal(db, 'everything', () => db.tombstones.count())) > 0;
  if (!isKnown) return;
  const { ids } = await readUnder(link, deletionsFilter(link.team.organisation), signal);
  if (signal?.aborted) return;
  await onJournal(db, 'everything', () =>
    db.transaction('rw', [db.tombstones, ...outboxTables(db)], async () => {
      const lost = db.tombstones.filter((data) => {
        const message = messageOf({ type: 'tombstone', data }, false);
        return message?.kind === 'tombstone' && !ids.has(message.id);
      });
      await queueTombstones(db, await lost.toArray());
    }),
  );
}
