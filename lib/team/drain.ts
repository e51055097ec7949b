import type { JournalDatabase } from '../log/database.ts';
import type { Team } from './connection.ts';
import { dial } from './dial.ts';
import { openTeam } from './open.ts';
import { problemOf } from './problem.ts';
import { type Published, publish } from './publish.ts';

/**
 * Connects, tells what waits and disconnects: what the background does while no dashboard is open. Ended at any point it
 * leaves the outbox as the server's acknowledgements have made it, and the next one goes on from there.
 * @throws {JournalError}
 */
export async function drainOutbox(db: JournalDatabase, team: Team, device: string): Promise<Published> {
  const link = await openTeam(team, device, dial).catch((error: unknown) => problemOf(error).code);
  if (typeof link === 'string') return { acknowledged: 0, refused: 0, problem: link };
  try {
    return await publish(db, link);
  } finally {
    await link.connection.close();
  }
}
