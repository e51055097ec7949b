import { errors } from '@nats-io/nats-core';
import { z } from 'zod';
import type { TeamLink } from './connection.ts';
import { lastValue } from './last-values.ts';
import { problemOf, TeamProblem } from './problem.ts';
import type { TeamRollup } from './rollup-schema.ts';
import { memberFiguresSubject, membersSubject, streams } from './subjects.ts';

/** How long one answer may take: a server of 2.9 does not say that nobody stands behind a door. */
const patience = 2_000;
const notFound = 404;

/** Names of a partnership's members, as whoever runs its server keeps them. */
export const membersSchema = z.array(z.string().trim().min(1).max(120)).max(2_000);

/**
 * The organisations whose figures a secretariat can read: the members of its partnership, or the one organisation in whose
 * account it is.
 * @throws {TeamProblem}
 */
export async function organisationsOf({ connection, team }: TeamLink): Promise<string[]> {
  try {
    const listed = await lastValue({ connection }, streams.shared, membersSubject(team.organisation));
    if (listed) return membersSchema.parse(JSON.parse(new TextDecoder().decode(listed.body)));
  } catch (error) {
    // A list that nobody can read, or that this user may not, is none.
    if (error instanceof TeamProblem && error.code !== 'denied' && error.code !== 'stream') throw error;
  }
  return [team.organisation];
}

/**
 * Asks a member for one month of one area, or as a whole.
 * @returns the message; null where nothing stands there, away where the member does not answer
 * @throws {TeamProblem}
 */
export async function askMember(
  { connection }: Pick<TeamLink, 'connection'>,
  organisation: string,
  area: TeamRollup['area'],
  month: string,
): Promise<Uint8Array | 'away' | null> {
  try {
    const answer = await connection.request(memberFiguresSubject(organisation, area, month), '', { timeout: patience });
    const code = answer.headers?.code ?? 0;
    if (code === notFound) return null;
    return code === 0 ? answer.data : 'away';
  } catch (error) {
    const isClosed = error instanceof errors.RequestError && error.isNoResponders();
    if (isClosed || error instanceof errors.TimeoutError) return 'away';
    throw problemOf(error);
  }
}
