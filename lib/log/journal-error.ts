import type { ErrorCode } from '../messages.ts';

/**
 * What is still safe after an error: `everything`, because nothing was to be written; or `earlierDecisions`: what was
 * asked for was not stored, all that was acknowledged before is unchanged.
 */
export type Kept = 'everything' | 'earlierDecisions';

/** The only error that the log throws. `code` has words in the locales (`error.<code>`); `detail` is for support. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: ErrorCode;
  readonly kept: Kept;
  readonly detail: string | null;

  constructor(code: ErrorCode, kept: Kept, detail: string | null = null, cause?: unknown) {
    super(detail === null ? code : `${code}: ${detail}`, { cause });
    this.code = code;
    this.kept = kept;
    this.detail = detail;
  }
}

/** The names of an error and of those inside it; Dexie wraps the browser's own error in its own. */
function namesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { name, inner, cause } = error as { name?: unknown; inner?: unknown; cause?: unknown };
  const own = typeof name === 'string' ? [name] : [];
  return [...own, ...namesOf(inner, depth + 1), ...namesOf(cause, depth + 1)];
}

/** `OpenFailedError` comes to those who ask while another one opens the database again. */
const closedNames: ReadonlySet<string> = new Set(['DatabaseClosedError', 'InvalidStateError', 'OpenFailedError']);

/** Whether the browser or another tab closed the database under us, so that opening it again may help. */
export function isClosed(error: unknown): boolean {
  if (error instanceof JournalError) return false;
  return namesOf(error).some((name) => closedNames.has(name));
}

/** Any error as a JournalError; one that already is passes through. */
export function toJournalError(error: unknown, kept: Kept): JournalError {
  if (error instanceof JournalError) return error;
  const names = namesOf(error);
  const detail = error instanceof Error ? error.message.slice(0, 300) : null;
  if (names.includes('VersionError')) return new JournalError('journal-newer', kept, detail, error);
  if (names.includes('QuotaExceededError')) return new JournalError('journal-quota', kept, detail, error);
  if (isClosed(error)) return new JournalError('journal-closed', kept, detail, error);
  return new JournalError('journal-failed', kept, detail, error);
}
