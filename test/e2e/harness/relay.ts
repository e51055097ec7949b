import { createServer, type Socket, connect as toPort } from 'node:net';

/** A way between two programs of this machine that can be cut. */
export interface Relay {
  port: number;
  /** Nothing comes through any more, in neither direction, and nobody is told: as when a cable is cut. */
  cut: () => void;
  /** What was on its way goes on, and new connections come through again. */
  heal: () => void;
  close: () => Promise<void>;
}

/** Opens a way to a port of the loopback address, at a port of its own. */
export async function openRelay(to: number): Promise<Relay> {
  const ends = new Set<Socket>();
  let isCut = false;
  const join = (from: Socket, into: Socket) => {
    ends.add(from);
    if (isCut) from.pause();
    from.on('data', (chunk) => {
      if (!into.write(chunk)) from.pause();
    });
    into.on('drain', () => {
      if (!isCut) from.resume();
    });
    from.on('end', () => into.end());
    from.on('error', () => into.destroy());
    from.on('close', () => {
      ends.delete(from);
      into.destroy();
    });
  };
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = toPort({ port: to, host: '127.0.0.1', allowHalfOpen: true });
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      isCut = true;
      for (const end of ends) end.pause();
    },
    heal() {
      isCut = false;
      for (const end of ends) end.resume();
    },
    async close() {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
