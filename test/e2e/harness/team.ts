import { jetstreamManager } from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import { logDecision } from '../../../lib/log/journal.ts';
import type { Revision } from '../../../lib/log/schema.ts';
import type { Indicators } from '../../../lib/reporting/indicator-types.ts';
import { indicators } from '../../../lib/reporting/indicators.ts';
import { inboxOf, joinTeam, type Team, type TeamLink, teamState } from '../../../lib/team/connection.ts';
import { type AccountKind, type Provision, provision, usualProvision } from '../../../lib/team/provision.ts';
import { publish } from '../../../lib/team/publish.ts';
import { receive } from '../../../lib/team/receive.ts';
import { readRollups, writeRollups } from '../../../lib/team/rollups.ts';
import { streams } from '../../../lib/team/subjects.ts';
import { contextAt, factsOf, freshJournal, inputOf, relevantOf } from '../../unit/log/sample.ts';
import { authorityOf, type Cluster, natsPassword } from './nats.ts';
import { until } from './until.ts';

/** A connection of one of the example's users by the server's own protocol, which Node speaks without a browser. */
export function dial(cluster: Cluster, user: string, password = natsPassword): Promise<NatsConnection> {
  return connect({
    servers: cluster.nodes.map(({ client }) => `127.0.0.1:${client}`),
    user,
    pass: password,
    inboxPrefix: inboxOf({ user }),
    tls: { ca: authorityOf(cluster) },
    reconnectTimeWait: 50,
    reconnectJitter: 10,
    maxReconnectAttempts: -1,
    timeout: 5_000,
  });
}

/** For who asks once: a busy machine may be longer over an answer than one who asks again would wait. */
export const patientManager = (connection: NatsConnection) =>
  jetstreamManager(connection, { checkAPI: false, timeout: 20_000 });

/** Three servers that have just been started agree in a second or two; a machine busy with other things takes its time. */
const patience = 60_000;

/**
 * Waits for the cluster, and makes an account's streams.
 * @returns with a manager that gives up soon, for who asks it again
 */
export async function provisioned(
  cluster: Cluster,
  how: Partial<Provision> = {},
  user = 'eksempelby-drift',
  kind: AccountKind = 'organisation',
) {
  const connection = await until(() => dial(cluster, user), 'a server that answers', patience);
  const manager = await until(() => jetstreamManager(connection, { timeout: 1_000 }), 'a leader', patience);
  await until(
    async () => {
      await provision(manager, { ...usualProvision, ...how }, kind);
      return true;
    },
    'the streams',
    patience,
  );
  return { connection, manager };
}

/** One person's browser in the example's team, as far as Node has it: a journal of its own and a connection. */
export interface Member {
  db: JournalDatabase;
  link: TeamLink;
  /** Logs a decision as this person does: the journal first, and it waits to be told. */
  decide: (procedure: string, target: string, at: string) => Promise<Revision>;
}

let devices = 0;

/** Somebody who has just joined, with an empty journal. */
export async function member(cluster: Cluster, user: string, over: Partial<Team> = {}): Promise<Member> {
  devices += 1;
  const device = `${String(devices).padStart(8, '0')}-0000-4000-8000-000000000000`;
  const db = freshJournal();
  const team: Team = {
    server: `wss://127.0.0.1:${cluster.nodes[0]?.websocket ?? 0}`,
    user,
    password: natsPassword,
    organisation: 'eksempelby',
    unit: 'Teknik og Miljø',
    role: 'buyer',
    authors: false,
    since: '2026-03-01T00:00:00.000Z',
    ...over,
  };
  await joinTeam(db, team);
  // The server breaks off a handshake that takes two seconds, as one may on a busy machine.
  const link = { connection: await until(() => dial(cluster, user), `a connection of ${user}`), team, device };
  return {
    db,
    link,
    decide: (procedure, target, at) =>
      logDecision(
        db,
        factsOf(procedure),
        relevantOf(target),
        inputOf(target, 'met'),
        contextAt(at, { device, unit: team.unit, author: 'KLP' }),
      ),
  };
}

type Joining = Parameters<typeof member> extends [unknown, ...infer Who] ? Who : never;

/** Lets people join a cluster. All that was opened is closed in the end, what is put into `open` with it. */
export function joiners(cluster: () => Cluster) {
  const open: NatsConnection[] = [];
  return {
    open,
    async join(...who: Joining): Promise<Member> {
      const joined = await member(cluster(), ...who);
      open.push(joined.link.connection);
      return joined;
    },
    close: () => Promise.all(open.map((connection) => connection.close())),
  };
}

/** A connection for which something else may answer than its server; null leaves the answer to the server. */
export function answering(
  connection: NatsConnection,
  answer: (subject: string, ask: () => Promise<Msg>) => Promise<object | null>,
): NatsConnection {
  return new Proxy(connection, {
    get(own, name) {
      if (name !== 'request') return Reflect.get(own, name);
      return async (...asked: Parameters<NatsConnection['request']>) => {
        const ask = () => own.request(...asked);
        const made = await answer(asked[0], ask);
        if (made === null) return ask();
        return { json: () => made, data: new TextEncoder().encode(JSON.stringify(made)), headers: undefined };
      };
    },
  });
}

/** Tells what a lead has to say, writes the organisation's figures, and gives what the lead's own journal says of a year. */
export async function tellFigures({ db, link }: Member, year: number): Promise<Pick<Indicators, 'I2' | 'I12'>> {
  const organisation = link.team.organisation;
  await until(
    async () => {
      if ((await publish(db, link)).problem !== null) return null;
      await receive(db, link);
      const maker = { tool: { version: '0.1.0', data: '2026-11' }, now: new Date() };
      await writeRollups(db, link, maker);
      // Another lead who has heard as much may have been first; one who has heard more is waited for.
      const { sequence } = await teamState(db);
      const standing = [...(await readRollups(link, organisation)).values()];
      return (standing.length > 0 && standing.every((one) => one.sequence === sequence)) || null;
    },
    `the figures of ${organisation}`,
    30_000,
  );
  return indicators(db, { from: `${year}-01-01`, to: `${year}-12-31` }, {});
}

/** Listens until the last word there is was heard: a server that is busy may hand it out late. @returns what came of it */
export async function hearAll({ db, link }: Member): Promise<{ added: number; conflicts: number; setAside: number }> {
  const manager = await jetstreamManager(link.connection, { checkAPI: false });
  const heard = { added: 0, conflicts: 0, setAside: 0 };
  await until(
    async () => {
      const { added, conflicts, setAside } = await receive(db, link);
      heard.added += added;
      heard.conflicts += conflicts;
      heard.setAside += setAside;
      const { state } = await manager.streams.info(streams.journal);
      return (await teamState(db)).sequence >= state.last_seq;
    },
    'all that was said',
    30_000,
  );
  return heard;
}
