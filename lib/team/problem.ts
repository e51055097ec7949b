import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/nats-core';

/**
 * Why the team cannot be reached or told. `unreachable`: nobody answers there, or the browser does not trust who does: it
 * does not say which. `credentials`: wrong user or password. `stream`: the server has no room for a team's journal.
 * `denied`: the user may not do this. `full`: the server's room is used up. `busy`: the server cannot just now, as while it
 * chooses a new leader. `gap`: the server gave up messages before this browser heard them, so it cannot say what all count to.
 */
export type TeamProblemCode =
  | 'unreachable'
  | 'credentials'
  | 'stream'
  | 'denied'
  | 'full'
  | 'busy'
  | 'tooLarge'
  | 'gap';

/** The only error of the team's edge. The journal goes on untouched whatever it says. */
export class TeamProblem extends Error {
  override readonly name = 'TeamProblem';
  readonly code: TeamProblemCode;

  constructor(code: TeamProblemCode, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** Codes of JetStream: the stream or the account has no room for more. */
const noRoom = new Set([10_002, 10_023, 10_047, 10_077]);
/** The message is larger than the stream takes. */
const tooLarge = 10_054;

/** The problem behind any error of the client; one that says nothing else passes by itself and is tried again. */
export function problemOf(error: unknown): TeamProblem {
  if (error instanceof TeamProblem) return error;
  return new TeamProblem(codeOf(error), error);
}

function codeOf(error: unknown): TeamProblemCode {
  if (error instanceof errors.AuthorizationError) return 'credentials';
  if (error instanceof errors.PermissionViolationError) return 'denied';
  if (error instanceof errors.ConnectionError || error instanceof errors.ClosedConnectionError) return 'unreachable';
  if (error instanceof errors.InvalidArgumentError && /max_payload/.test(error.message)) return 'tooLarge';
  if (error instanceof JetStreamApiError) {
    const { code } = error;
    if (code === JetStreamApiCodes.StreamNotFound) return 'stream';
    if (code === tooLarge) return 'tooLarge';
    return noRoom.has(code) || /maximum (bytes|messages)|no space/.test(error.message) ? 'full' : 'busy';
  }
  const inner = error instanceof Error ? error.cause : undefined;
  return inner === undefined ? 'busy' : codeOf(inner);
}
