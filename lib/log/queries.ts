import type { JournalDatabase } from './database.ts';
import { JournalError } from './journal-error.ts';
import type { CurrentRow, ProcedureStateRow } from './rows.ts';
import type { Procedure, Revision, Verdict } from './schema.ts';

/** Place in the log table: everything after it in the reading direction is still to come. */
export type Cursor = [decidedAt: string, recordId: string];

export interface LogFilter {
  /** First and last day of the records' first decisions, YYYY-MM-DD, both included. */
  from?: string;
  to?: string;
  unit?: string;
  area?: string;
  target?: string;
  /** `open` has no decisions: see `followedProcedures` for what waits for one. */
  verdict?: Verdict | 'open';
  procedureId?: string;
  /** Words in the procedure's title, buyer, reference, the target's id, the reason or the evidence. */
  text?: string;
  /** Met or partly met without any evidence. */
  missingEvidence?: boolean;
  /** Left out: decisions only. */
  kinds?: Revision['kind'][];
}

export interface Page {
  rows: CurrentRow[];
  next: Cursor | null;
  previous: Cursor | null;
}

export interface FollowedFilter {
  from?: string;
  to?: string;
  unit?: string;
  area?: string;
  /** Only procedures with targets that wait for a decision. */
  open?: boolean;
}

export interface FollowedPage {
  rows: { procedure: Procedure; state: ProcedureStateRow }[];
  next: [followedAt: string, id: string] | null;
}

const soon = (): never => {
  throw new JournalError('journal-failed', 'everything', 'not written yet');
};

export async function pageOfDecisions(
  _db: JournalDatabase,
  _filter: LogFilter,
  _page: { after: Cursor | null; size: number; direction: 'next' | 'previous' },
): Promise<Page> {
  return soon();
}
export async function historyOf(_db: JournalDatabase, _recordId: string): Promise<Revision[]> {
  return soon();
}
export async function* eachDecision(_db: JournalDatabase, _filter: LogFilter): AsyncGenerator<CurrentRow[]> {
  yield soon();
}
export async function units(_db: JournalDatabase): Promise<string[]> {
  return soon();
}
export async function followedProcedures(
  _db: JournalDatabase,
  _filter: FollowedFilter,
  _page: { after: [string, string] | null; size: number },
): Promise<FollowedPage> {
  return soon();
}
export async function recountRollups(
  _db: JournalDatabase,
  _options: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<{ differences: string[] }> {
  return soon();
}
