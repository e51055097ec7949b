import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { provision, usualProvision } from '../../lib/team/provision.ts';

// npm run streams -- --server HOST:PORT --user NAME [--authority FILE] [--kind organisation|partnership] [--replicas 3]
// [--bytes N]: makes the streams of an account on a server, or brings them up to date. The password is read from GL_PASSWORD.

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: '' },
    user: { type: 'string', default: '' },
    authority: { type: 'string' },
    kind: { type: 'string', default: 'organisation' },
    replicas: { type: 'string', default: '3' },
    bytes: { type: 'string', default: '-1' },
  },
});
const { server, user, kind, authority } = values;
const [replicas, journalBytes] = [Number(values.replicas), Number(values.bytes)];
const isKind = kind === 'organisation' || kind === 'partnership';
if (server === '' || user === '' || !isKind || ![1, 3, 5].includes(replicas) || !Number.isInteger(journalBytes)) {
  console.error(
    'Usage: GL_PASSWORD=… npm run streams -- --server HOST:PORT --user NAME [--authority FILE] ' +
      '[--kind organisation|partnership] [--replicas 1|3|5] [--bytes N]',
  );
  process.exit(1);
}
try {
  const connection = await connect({
    servers: server,
    user,
    pass: process.env.GL_PASSWORD ?? '',
    ...(authority !== undefined && { tls: { ca: readFileSync(authority, 'utf8') } }),
    reconnect: false,
  });
  const manager = await jetstreamManager(connection);
  await provision(manager, { ...usualProvision, replicas, journalBytes }, kind);
  for await (const { config, state } of manager.streams.list()) {
    console.log(`${config.name}: ${config.num_replicas} replicas, ${state.messages.toLocaleString('en')} messages`);
  }
  await connection.close();
} catch (error) {
  console.error(`${server} does not make the streams: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
