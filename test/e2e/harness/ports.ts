import { createServer, type Server } from 'node:net';

/** Ports of the loopback address that are nobody else's until they are released. */
export interface Ports {
  ports: number[];
  release: () => Promise<void>;
}

/** Below what Linux, macOS and Windows hand out by themselves, so that nothing else comes by a port before it is used. */
const first = 20_000;
const size = 16;
const blocks = 700;

/**
 * Claims ports for programs that must be told theirs, and that may be ended and started again at the same ones. They come
 * from a block whose first port is listened at meanwhile: nobody else who claims ports can have the same.
 * @param count at most fifteen
 * @param from the block that is asked for first, 0 to 699
 * @throws when every block is taken
 */
export async function claimPorts(count: number, from = Math.floor(Math.random() * blocks)): Promise<Ports> {
  for (let step = 0; step < blocks; step += 1) {
    const start = first + ((from + step) % blocks) * size;
    const guard = await listenAt(start);
    if (guard === null) continue;
    const ports = Array.from({ length: count }, (_, index) => start + 1 + index);
    if (await areFree(ports)) {
      guard.unref();
      return { ports, release: () => closed(guard) };
    }
    await closed(guard);
  }
  throw new Error('no ports are free between 20000 and 31200');
}

/** @returns null where somebody listens already, or nobody may */
function listenAt(port: number): Promise<Server | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function areFree(ports: readonly number[]): Promise<boolean> {
  const servers = await Promise.all(ports.map(listenAt));
  await Promise.all(servers.map((server) => server && closed(server)));
  return servers.every((server) => server !== null);
}

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
