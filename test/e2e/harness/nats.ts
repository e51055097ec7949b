import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureProgram, MissingProgramError, type Program } from '../../commands/programs.ts';
import { claimPorts } from './ports.ts';
import { openRelay, type Relay } from './relay.ts';
import { makeSmallDisk, type SmallDisk } from './small-disk.ts';

const natsServer: Program = {
  name: 'nats-server',
  variable: 'NATS_SERVER_PATH',
  commands: ['nats-server'],
  places: ['/usr/sbin/nats-server'],
  debianPackage: 'nats-server',
  need: 'Install nats-server 2.9 or newer, or set NATS_SERVER_PATH to its program file.',
};

/** Why there can be no server here, or null when there is one; Debian's package is installed first if need be. */
export function natsMissing(): string | null {
  try {
    ensureProgram(natsServer);
    return null;
  } catch (error) {
    if (error instanceof MissingProgramError) return error.message;
    throw error;
  }
}

const fixtures = fileURLToPath(new URL('../../fixtures/nats/', import.meta.url));

/** The password of every user in the example's accounts. */
export const natsPassword = 'kun-til-proever';

/** Files of a certificate for this machine and of the authority that signed it. */
export interface Certificate {
  certificate: string;
  key: string;
  authority: string;
}

/** A certificate for the loopback address, signed by an authority of its own, in a folder. */
export function makeCertificate(folder: string): Certificate {
  const file = (name: string) => join(folder, name);
  const openssl = (...parameters: string[]) => execFileSync('openssl', parameters, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Groent Lys CA');
  openssl('req', ...key, '-keyout', 'node.key', '-out', 'node.csr', '-subj', '/CN=localhost');
  writeFileSync(
    file('node.ext'),
    'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n',
  );
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'node.ext'];
  openssl('x509', '-req', '-in', 'node.csr', '-out', 'node.pem', '-days', '2', ...signed);
  return { certificate: file('node.pem'), key: file('node.key'), authority: file('ca.pem') };
}

/** One of the three nodes. */
export interface Node {
  name: string;
  client: number;
  websocket: number;
  /** Ends it at once, as a power cut does. */
  kill: () => Promise<void>;
  /** Takes away all that it has stored, once it has ended. */
  empty: () => void;
  /** Lets it stand still without ending it, as a cut network does; and go on. */
  pause: () => void;
  resume: () => void;
  start: () => void;
  /** Cuts and heals the ways between it and the other two, of a cluster that has them. */
  cut: () => void;
  heal: () => void;
  /** What it stores on, of a cluster with disks of their own. */
  disk: SmallDisk | null;
}

export interface Cluster {
  nodes: Node[];
  certificate: Certificate;
  /** What the nodes have written since, for a test that failed. */
  log: () => string;
  stop: () => Promise<void>;
}

interface ClusterOptions {
  /** Origins that browsers may connect from. */
  origins?: string[];
  /** What each node may store, as the configuration writes it. */
  room?: string;
  /** Browsers come without encryption, as in a trial on one computer. */
  trial?: boolean;
  /** The nodes reach each other by ways that can be cut. */
  cuttable?: boolean;
  /** What the configuration says besides, or instead: a part that is said again goes before the example's. */
  more?: string;
  /** Bytes of the disk that each node has for itself; see `smallDisksMissing`. */
  disk?: number;
}

/** Two nodes by their numbers, and the way from the one to the other. */
interface Way {
  from: number;
  to: number;
  relay: Relay;
}

/** Names nobody the address at which a node is reached past the relays. */
const cuttableRoutes = `
cluster {
  name: groent-lys
  listen: $GL_CLUSTER
  advertise: "127.0.0.1:9"
  routes: $GL_ROUTES
  tls { cert_file: $GL_CERTIFICATE, key_file: $GL_KEY, ca_file: $GL_AUTHORITY }
}
`;

/** The example's configuration, and what is said behind it. @returns its file */
function writeConfiguration(folder: string, trial: boolean, more: string): string {
  const example = join(fixtures, trial ? 'trial.conf' : 'server.conf');
  if (more === '') return example;
  const file = join(folder, 'more.conf');
  writeFileSync(file, `include ${JSON.stringify(relative(folder, example))}\n${more}`);
  return file;
}

/** A way from each node to each other one. */
function openWays(portOf: (node: number) => number): Promise<Way[]> {
  const pairs = [0, 1, 2].flatMap((from) => [0, 1, 2].filter((to) => to !== from).map((to) => ({ from, to })));
  return Promise.all(pairs.map(async (pair) => ({ ...pair, relay: await openRelay(portOf(pair.to)) })));
}

/** Starts the example's cluster of three on loopback, of its own in every respect. */
export async function startCluster({
  origins = [],
  room = '1GB',
  trial = false,
  cuttable = false,
  more = '',
  disk,
}: ClusterOptions = {}): Promise<Cluster> {
  const program = ensureProgram(natsServer);
  const folder = mkdtempSync(join(tmpdir(), 'groent-lys-nats-'));
  const certificate = makeCertificate(folder);
  const { ports, release } = await claimPorts(9);
  const portOf = (node: number, kind: number) => ports[node * 3 + kind] ?? 0;
  const quoted = (text: string | number) => JSON.stringify(String(text));
  const local = (port: number) => quoted(`127.0.0.1:${port}`);
  const ways = cuttable ? await openWays((node) => portOf(node, 1)) : [];
  const routesOf = (node: number) => {
    const own = ways.filter(({ from }) => from === node).map(({ relay }) => relay.port);
    const reached = cuttable ? own : [0, 1, 2].map((other) => portOf(other, 1));
    return reached.map((port) => quoted(`nats-route://127.0.0.1:${port}`)).join(', ');
  };
  const configuration = writeConfiguration(folder, trial, cuttable ? `${cuttableRoutes}${more}` : more);
  const disks = await Promise.all(
    [0, 1, 2].map(async (index) => {
      if (disk === undefined) return null;
      mkdirSync(join(folder, `n${index + 1}`));
      return makeSmallDisk(join(folder, `n${index + 1}`), disk);
    }),
  );
  const waysAt = (node: number) => ways.filter(({ from, to }) => from === node || to === node);
  const running = new Map<string, ChildProcess>();
  const logs: string[] = [];

  const nodes = [0, 1, 2].map((index): Node => {
    const name = `n${index + 1}`;
    const start = () => {
      const [command = program, ...parameters] = [...(disks[index]?.before ?? []), program, '-c', configuration];
      const child = spawn(command, parameters, {
        env: {
          ...process.env,
          GL_NODE: name,
          GL_CLIENT: local(portOf(index, 0)),
          GL_CLUSTER: local(portOf(index, 1)),
          GL_WEBSOCKET: local(portOf(index, 2)),
          GL_STORE: quoted(join(folder, name)),
          GL_ROOM: room,
          GL_ROUTES: `[${routesOf(index)}]`,
          GL_CERTIFICATE: quoted(certificate.certificate),
          GL_KEY: quoted(certificate.key),
          GL_AUTHORITY: quoted(certificate.authority),
          GL_ORIGINS: `[${origins.map(quoted).join(', ')}]`,
          GL_PASSWORD: quoted(natsPassword),
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.stderr.on('data', (chunk: Buffer) => logs.push(`${name} ${chunk.toString()}`));
      running.set(name, child);
    };
    start();
    return {
      name,
      client: portOf(index, 0),
      websocket: portOf(index, 2),
      start,
      kill: () => end(name),
      empty() {
        if (disks[index]) throw new Error('a disk of its own goes with its cluster');
        rmSync(join(folder, name), { recursive: true, force: true });
      },
      pause: () => void running.get(name)?.kill('SIGSTOP'),
      resume: () => void running.get(name)?.kill('SIGCONT'),
      cut() {
        for (const { relay } of waysAt(index)) relay.cut();
      },
      heal() {
        for (const { relay } of waysAt(index)) relay.heal();
      },
      disk: disks[index] ?? null,
    };
  });

  async function end(name: string): Promise<void> {
    const child = running.get(name);
    running.delete(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
  const endAll = () => {
    for (const child of running.values()) child.kill('SIGKILL');
  };
  process.once('exit', endAll);
  const log = () => logs.join('');
  return {
    nodes,
    certificate,
    log,
    async stop() {
      process.removeListener('exit', endAll);
      await Promise.all(nodes.map(({ name }) => end(name)));
      await Promise.all(ways.map(({ relay }) => relay.close()));
      for (const one of disks) one?.release();
      await release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The authority's certificate as text, for a client that trusts it. */
export const authorityOf = ({ certificate }: Pick<Cluster, 'certificate'>): string =>
  readFileSync(certificate.authority, 'utf8');
