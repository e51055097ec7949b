import { jetstreamManager } from '@nats-io/jetstream';
import { type ConnectionOptions, errors, type NatsConnection } from '@nats-io/nats-core';
import { inboxOf, type Team, type TeamLink } from './connection.ts';
import { problemOf, TeamProblem } from './problem.ts';
import { streams } from './subjects.ts';

/** Opens a connection to a server: by WebSocket in a browser, by the server's own protocol in Node. */
export type Dial = (options: ConnectionOptions) => Promise<NatsConnection>;

/** How long a server may take to answer at all. */
const patience = 10_000;

/**
 * Connects to the team and looks whether it is there: the server answers, takes the user, and holds the streams that the
 * role reads. It goes on trying by itself when a connection that stood breaks off.
 * @throws {TeamProblem} unreachable, credentials, denied, stream, busy
 */
export async function openTeam(team: Team, device: string, dial: Dial): Promise<TeamLink> {
  const connection = await dial({
    servers: [team.server],
    user: team.user,
    pass: team.password,
    inboxPrefix: inboxOf(team),
    timeout: patience,
    maxReconnectAttempts: -1,
    // Those that a server names are inside its own network.
    ignoreClusterUpdates: true,
  }).catch((error: unknown) => {
    // A server that never answers is not there, whatever the client makes of it.
    throw error instanceof errors.AuthorizationError ? problemOf(error) : new TeamProblem('unreachable', error);
  });
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false });
    await manager.streams.info(team.role === 'secretariat' ? streams.rollups : streams.journal);
  } catch (error) {
    await connection.close();
    throw problemOf(error);
  }
  return { connection, team, device };
}
