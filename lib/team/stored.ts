import { PubHeaders } from '@nats-io/jetstream';
import type { TeamLink } from './connection.ts';
import { listen } from './listen.ts';
import { journalFilter, streams } from './subjects.ts';

/** A message that the server says it already has, and under which number. */
export interface Claimed {
  id: string;
  sequence: number;
}

/**
 * Which of the messages that the server says it already has it does have. A server of 2.9 notes a message's id before the
 * others have agreed to keep the message. When it is cut off from them then, the message is dropped and its id is not; once
 * it leads again, it acknowledges the message as a repeated one, and nobody holds it. So its word is held against the stream.
 * @throws errors of the client
 */
export async function storedOf(link: TeamLink, claimed: readonly Claimed[]): Promise<Set<string>> {
  const found = new Set<string>();
  if (claimed.length === 0) return found;
  const { organisation, unit, role } = link.team;
  const filter = journalFilter(organisation, role === 'lead' ? null : unit);
  const numbers = claimed.map(({ sequence }) => sequence);
  const [first, last] = [Math.max(1, Math.min(...numbers)), Math.max(...numbers)];
  const listening = { stream: streams.journal, filter, from: first, stay: false, signal: undefined };
  for await (const part of listen(link, listening)) {
    for (const message of part) found.add(message.headers?.get(PubHeaders.MsgIdHdr) ?? '');
    if ((part.at(-1)?.seq ?? 0) >= last) break;
  }
  return new Set(claimed.flatMap(({ id }) => (found.has(id) ? id : [])));
}
