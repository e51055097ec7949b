import type { Context } from './context.ts';
import type { JournalDatabase } from './database.ts';
import { JournalError } from './journal-error.ts';
import type { DecisionInput, Procedure, ProcedureFacts, RelevantTarget, Revision, TipRecord } from './schema.ts';

export type { Context, TargetVersion } from './context.ts';

/** What the journal holds for a tender. */
export interface JournalState {
  procedure: Procedure | null;
  /** Current decisions, mismatches included, one per record; withdrawn ones are left out. */
  decisions: Revision[];
  dismissedTips: string[];
}

const soon = (): never => {
  throw new JournalError('journal-failed', 'everything', 'not written yet');
};

export async function findProcedure(_db: JournalDatabase, _facts: ProcedureFacts): Promise<Procedure | null> {
  return soon();
}
export async function stateOf(_db: JournalDatabase, _facts: ProcedureFacts): Promise<JournalState> {
  return soon();
}
export async function follow(
  _db: JournalDatabase,
  _facts: ProcedureFacts,
  _relevant: RelevantTarget[],
  _context: Context,
): Promise<Procedure> {
  return soon();
}
export async function unfollow(_db: JournalDatabase, _facts: ProcedureFacts, _context: Context): Promise<void> {
  return soon();
}
export async function logDecision(
  _db: JournalDatabase,
  _facts: ProcedureFacts,
  _relevant: RelevantTarget[],
  _input: DecisionInput,
  _context: Context,
): Promise<Revision> {
  return soon();
}
export async function logMismatch(
  _db: JournalDatabase,
  _facts: ProcedureFacts,
  _targetId: string,
  _context: Context,
): Promise<Revision> {
  return soon();
}
export async function undo(_db: JournalDatabase, _revisionId: string, _context: Context): Promise<Revision> {
  return soon();
}
export async function correct(
  _db: JournalDatabase,
  _recordId: string,
  _input: DecisionInput,
  _context: Context,
): Promise<Revision> {
  return soon();
}
export async function withdraw(
  _db: JournalDatabase,
  _recordId: string,
  _reason: string | null,
  _context: Context,
): Promise<Revision> {
  return soon();
}
/** Settles a conflict: the current revision is written again as the one that holds. */
export async function confirm(_db: JournalDatabase, _recordId: string, _context: Context): Promise<Revision> {
  return soon();
}
export async function logTip(
  _db: JournalDatabase,
  _facts: ProcedureFacts,
  _tip: string,
  _action: TipRecord['action'],
  _context: Context,
): Promise<TipRecord> {
  return soon();
}
