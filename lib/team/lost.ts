import { jetstreamManager } from '@nats-io/jetstream';
import type { JournalDatabase } from '../log/database.ts';
import { queueEverything } from '../log/outbox.ts';
import { changeTeamState, type TeamLink, teamState } from './connection.ts';
import { listen } from './listen.ts';
import { messageOf, readMessage } from './message.ts';
import { ownFilter, streams } from './subjects.ts';

/** Stands for a server that has no others beside it. */
const alone = '-';

/**
 * Notes what this device has said and the team's server does not hold, to be told again. A server of 2.9 that was cut off
 * from the others comes back without some of the messages that they acknowledged meanwhile; when it leads later, nobody
 * holds them who had not read them before. So whenever another server leads, or it was set up anew or restored, what it
 * holds of this device is looked through. Deletions are not: who ordered them is not kept.
 * @throws {JournalError}
 * @throws {TeamProblem}
 * @throws errors of the client
 */
export async function queueLost(db: JournalDatabase, link: TeamLink, signal?: AbortSignal): Promise<void> {
  const { connection, team, device } = link;
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const leader = (await manager.streams.info(streams.journal)).cluster?.leader ?? alone;
  const { leader: before, sentAt } = await teamState(db);
  if (leader === before) return;
  if (sentAt !== null) {
    const held = new Set<string>();
    const filter = ownFilter(team.organisation, team.role === 'lead' ? null : team.unit, device);
    const reading = { stream: streams.journal, filter, from: 1, stay: false, signal };
    for await (const part of listen(link, reading)) {
      for (const { subject, data } of part) {
        const said = readMessage(subject, data, team.organisation);
        if ('data' in said) held.add(messageOf(said, team.authors)?.id ?? '');
      }
    }
    if (signal?.aborted) return;
    await queueEverything(db, device, (record) => {
      const message = messageOf(record, team.authors);
      // Nobody but a lead may say again what was said for another unit.
      const isOurs = team.role === 'lead' || (message?.unit ?? team.unit) === team.unit;
      return message !== null && isOurs && !held.has(message.id);
    });
  }
  await changeTeamState(db, { leader });
}
