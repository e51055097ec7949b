import { readFile } from 'node:fs/promises';
import { isLocal, isLoopback } from './answers.ts';

interface NetworkEvent {
  type: number;
  params?: { url?: string; host?: string; address?: string };
}

/**
 * Every attempt in Chromium's own network log (`--log-net-log`) to reach anything but this machine: a request that
 * left the interception, a name looked up, a TCP connection. Works on the log of a browser that was closed or killed.
 * @returns one line for each attempt, such as "request https://example.org/x"
 */
export async function outsideAttempts(logFile: string): Promise<string[]> {
  const lines = (await readFile(logFile, 'utf8')).split('\n');
  const types = eventTypes(lines[0] ?? '');
  const attempts = new Set<string>();
  for (const line of lines.slice(1)) {
    const event = parseEvent(line);
    if (!event) continue;
    const attempt = describeAttempt(types.get(event.type), event.params ?? {});
    if (attempt) attempts.add(attempt);
  }
  return [...attempts];
}

function describeAttempt(type: string | undefined, params: NonNullable<NetworkEvent['params']>): string | null {
  const { url, host, address } = params;
  if (type === 'URL_REQUEST_START_JOB' && url && !isLocal(url)) return `request ${url}`;
  // The resolver's rule has replaced the name by "~notfound"; which name it was stands in the request's own event.
  if (type === 'HOST_RESOLVER_MANAGER_REQUEST' && host && !isLoopback(hostName(host))) return `look-up ${host}`;
  if (type === 'TCP_CONNECT_ATTEMPT' && address && !isLoopback(hostName(address))) return `connection ${address}`;
  return null;
}

/** The host of "https://host:1", "host:1", "1.2.3.4:1" or "[::1]:1". */
function hostName(place: string): string {
  const bare = place.replace(/^\w+:\/\//, '');
  return bare.startsWith('[') ? bare.slice(0, bare.indexOf(']') + 1) : bare.replace(/:\d+$/, '');
}

/** Names of the event numbers, which differ from version to version; they stand in the log's first line. */
function eventTypes(head: string): Map<number, string> {
  const constants: unknown = JSON.parse(`${head.trim().replace(/,$/, '')}}`);
  const { logEventTypes } = (constants as { constants: { logEventTypes: Record<string, number> } }).constants;
  for (const name of ['URL_REQUEST_START_JOB', 'HOST_RESOLVER_MANAGER_REQUEST', 'TCP_CONNECT_ATTEMPT']) {
    if (!(name in logEventTypes))
      throw new Error(`this Chromium's network log has no ${name}: the check would be blind`);
  }
  return new Map(Object.entries(logEventTypes).map(([name, number]) => [number, name]));
}

/** One event a line; the log's frame and a line cut short by a killed browser are none. */
function parseEvent(line: string): NetworkEvent | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line.replace(/(\],?|,)\s*$/, '')) as NetworkEvent;
  } catch {
    return null;
  }
}
