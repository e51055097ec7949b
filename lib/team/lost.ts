import { jetstreamManager, PubHeaders } from '@nats-io/jetstream';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { outboxTables, queueEverything, queueTombstones } from '../log/outbox.ts';
import { changeTeamState, type TeamLink, teamState, unseen } from './connection.ts';
import { listen } from './listen.ts';
import { messageOf, readMessage } from './message.ts';
import { TeamProblem } from './problem.ts';
import { deletionsFilter, ownFilter, streams } from './subjects.ts';

/** Stands for a server that has no others beside it. */
const alone = '-';

/**
 * Notes what this device has said and the team's server does not hold, to be told again. A server of 2.9 that was cut off
 * from the others comes back without some of the messages that they acknowledged meanwhile; when it leads later, nobody
 * holds them who had not read them before. So whenever another server leads, or it was set up anew or restored, what it
 * holds of this device is looked through, and for a lead all deletions: who ordered them is not kept.
 * @throws {JournalError}
 * @throws {TeamProblem}
 * @throws errors of the client
 */
export async function queueLost(db: JournalDatabase, link: TeamLink, signal?: AbortSignal): Promise<void> {
  const { connection, team, device } = link;
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const leader = await manager.streams.info(streams.journal).then(
    ({ cluster }) => cluster?.leader ?? alone,
    () => null,
  );
  const { leader: before, sentAt } = await teamState(db);
  if (leader === before) return;
  // Until it was seen: the one before may lead again by then, and hold what this one left it with.
  await changeTeamState(db, unseen);
  if (leader === null) throw new TeamProblem('busy');
  if (sentAt !== null) {
    const held = await idsUnder(
      link,
      ownFilter(team.organisation, team.role === 'lead' ? null : team.unit, device),
      signal,
    );
    const ordered = team.role === 'lead' ? await idsUnder(link, deletionsFilter(team.organisation), signal) : null;
    if (signal?.aborted) return;
    await queueEverything(db, device, (record) => {
      const message = messageOf(record, team.authors);
      // Nobody but a lead may say again what was said for another unit.
      const isOurs = team.role === 'lead' || (message?.unit ?? team.unit) === team.unit;
      return message !== null && isOurs && !held.has(message.id);
    });
    if (ordered !== null) await queueDeletions(db, ordered);
  }
  await changeTeamState(db, { leader });
}

/** The ids of all messages under a filter. @throws {TeamProblem} */
async function idsUnder(link: TeamLink, filter: string, signal: AbortSignal | undefined): Promise<Set<string>> {
  const { organisation, authors } = link.team;
  const ids = new Set<string>();
  for await (const part of listen(link, { stream: streams.journal, filter, from: 1, stay: false, signal })) {
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
  return ids;
}

/** Notes deletions that this browser knows of and the server does not, whoever ordered them. @throws {JournalError} */
async function queueDeletions(db: JournalDatabase, held: ReadonlySet<string>): Promise<void> {
  await onJournal(db, 'everything', () =>
    db.transaction('rw', [db.tombstones, ...outboxTables(db)], async () => {
      const lost = db.tombstones.filter((data) => {
        const message = messageOf({ type: 'tombstone', data }, false);
        return message?.kind === 'tombstone' && !held.has(message.id);
      });
      await queueTombstones(db, await lost.toArray());
    }),
  );
}
