import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface OutsideRecorder {
  port: number;
  /** Every request that a browser with this proxy tried to send, refused here; one line each. */
  attempts: string[];
  stop: () => void;
}

/**
 * A proxy that lets nothing through and writes down who was asked for. Set as a browser's only way out, it proves
 * that nothing leaves this machine.
 */
export async function recordOutside(): Promise<OutsideRecorder> {
  const attempts: string[] = [];
  const server = createServer((request, response) => {
    attempts.push(`request ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    attempts.push(`connection ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    attempts,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
