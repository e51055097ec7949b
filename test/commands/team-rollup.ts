import 'fake-indexeddb/auto';
import { readFile } from 'node:fs/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { openJournal } from '../../lib/log/database.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { inboxOf, joinTeam, type Team, teamState } from '../../lib/team/connection.ts';
import { openTeam } from '../../lib/team/open.ts';
import { TeamProblem } from '../../lib/team/problem.ts';
import { receive } from '../../lib/team/receive.ts';
import { writeRollups } from '../../lib/team/rollups.ts';
import { streams } from '../../lib/team/subjects.ts';
import texts from '../../locales/en/team.json' with { type: 'json' };
import { root } from './built.ts';
import { installLocks } from './node-locks.ts';

/** Times that the stream is read on when a server handed out less than the leader holds. */
const readings = 20;

interface RollUpOptions {
  /** Where the server listens for its own protocol: `host:port`, or with `tls://` before it. */
  server: string;
  user: string;
  password: string;
  organisation: string;
  /** File of the authority that signed the server's certificate; null where the system knows it. */
  ca: string | null;
}

/**
 * Computes an organisation's figures from its whole journal and writes them to its server, by the code of a lead's
 * dashboard. The journal is read into this process's memory alone.
 * @returns what came of it, in words
 * @throws {Error} with a sentence for whoever runs it
 */
export async function rollUp({ server, user, password, organisation, ca }: RollUpOptions): Promise<string> {
  installLocks();
  const tls =
    ca === null ? (server.startsWith('tls://') ? { tls: {} } : {}) : { tls: { ca: await readFile(ca, 'utf8') } };
  const host = server.replace(/^\w+:\/\//, '');
  const team: Team = {
    server: `wss://${host}`,
    user,
    password,
    organisation,
    unit: '',
    role: 'lead',
    authors: false,
    since: new Date().toISOString(),
  };
  const journal = openJournal();
  const device = crypto.randomUUID();
  try {
    await joinTeam(journal, team);
    const link = await openTeam(team, device, (options) =>
      connect({ ...options, ...tls, servers: [host], inboxPrefix: inboxOf(team) }),
    );
    try {
      const manager = await jetstreamManager(link.connection, { checkAPI: false });
      const { state } = await manager.streams.info(streams.journal);
      let heard = 0;
      let setAside = 0;
      for (let reading = 0; heard < state.last_seq && reading < readings; reading += 1) {
        const part = await receive(journal, link);
        setAside += part.setAside;
        heard = (await teamState(journal)).sequence;
      }
      if (heard < state.last_seq) throw new TeamProblem('busy');
      const [data, { version }] = await Promise.all([
        loadTargets(`${root}/targets/`),
        readFile(`${root}/package.json`, 'utf8').then((text) => JSON.parse(text) as { version: string }),
      ]);
      const tool = { version, data: data.version };
      const { written, left } = await writeRollups(journal, link, { tool, now: new Date() });
      return [
        `${organisation}: ${heard} messages of the journal read, ${setAside} set aside; ${written} figures written`,
        left > 0 ? `, ${left} left as they stand, because somebody has counted as much or more.` : '.',
      ].join('');
    } finally {
      await link.connection.close();
    }
  } catch (error) {
    if (!(error instanceof TeamProblem)) throw error;
    throw new Error(sentences[error.code].replaceAll('{address}', host), { cause: error });
  } finally {
    journal.close();
  }
}

const sentences: Record<TeamProblem['code'], string> = {
  unreachable: `No connection to {address}. Is the address right, does the server run, and does its certificate fit (--ca)?`,
  credentials: texts['team.problem.credentials'],
  stream: texts['team.problem.stream'],
  denied: texts['team.problem.denied'],
  full: texts['team.problem.full'],
  busy: texts['team.problem.busy'],
  tooLarge: texts['team.problem.tooLarge'],
  gap: texts['team.problem.gap'],
};
