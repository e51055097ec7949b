import type { Placement } from '../targets/schema.ts';
import type { Context } from './context.ts';
import { type JournalDatabase, onJournal } from './database.ts';
import { putBack } from './journal.ts';
import { underJournalLock } from './lock.ts';
import { settle } from './merge/settle.ts';
import { homeOf, procedureOf } from './procedures/procedures.ts';
import { revise } from './revise.ts';
import { isDecision } from './rollups/rollups.ts';
import type { CurrentRow } from './rows.ts';
import type { Revision, Verdict } from './schema.ts';
import { write } from './store.ts';

/** Decisions that are corrected in one go at most; single decisions wait meanwhile, and not for long. */
export const bulkLimit = 500;

/** One change for many decisions. */
export type BulkChange =
  | { what: 'verdict'; verdict: Verdict; reason: Revision['reason'] }
  | { what: 'reason'; reason: NonNullable<Revision['reason']> }
  | { what: 'unit'; unit: string }
  | { what: 'placement'; placement: Placement[] };

/** Fields that a change can touch. */
type Changed = Pick<Revision, 'verdict' | 'reason' | 'unit' | 'placement'>;

/**
 * What a change would do to one decision. `same`: it says so already. `noDecision`: withdrawn, or a mismatch. `noReason`:
 * a target that is met has no reason, and any other needs one.
 */
export type BulkLine =
  | { row: CurrentRow; after: Changed }
  | { row: CurrentRow; after: null; left: 'same' | 'noDecision' | 'noReason' };

/** The decisions of a preview that a change would touch. */
export const touched = (lines: readonly BulkLine[]) => lines.filter((line) => line.after !== null);

/** What a change would do to each of some rows; nothing is written. */
export function previewOf(rows: readonly CurrentRow[], change: BulkChange): BulkLine[] {
  return rows.map((row) => {
    if (!isDecision(row)) return { row, after: null, left: 'noDecision' };
    const { verdict, reason, unit, placement } = row;
    const after: Changed = { verdict, reason, unit, placement };
    if (change.what === 'unit') after.unit = change.unit;
    if (change.what === 'placement') after.placement = change.placement;
    if (change.what === 'reason') {
      if (verdict === 'met') return { row, after: null, left: 'noReason' };
      after.reason = change.reason;
    }
    if (change.what === 'verdict') {
      after.verdict = change.verdict;
      after.reason = change.verdict === 'met' ? null : (change.reason ?? reason);
      if (change.verdict !== 'met' && after.reason === null) return { row, after: null, left: 'noReason' };
    }
    const before: Changed = { verdict, reason, unit, placement };
    return JSON.stringify(before) === JSON.stringify(after) ? { row, after: null, left: 'same' } : { row, after };
  });
}

interface BulkOptions {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** What was done in one go, to be undone as one; kept until the next. */
export interface BulkAct {
  at: string;
  revisions: string[];
  /** Rows that were changed elsewhere since the preview, and left alone. */
  skipped: number;
}

const metaKey = 'lastBulk';

/** The last correction of many, as long as nothing of it was undone; null when there is none. @throws {JournalError} */
export async function lastBulk(db: JournalDatabase): Promise<BulkAct | null> {
  const row = await onJournal(db, 'everything', () => db.meta.get(metaKey));
  return (row?.value as BulkAct | undefined) ?? null;
}

/**
 * Corrects many decisions as one act: each gets a revision of its own, all in one transaction under the pages' common
 * lock, so that a cancel or a crash leaves nothing half done.
 * @throws {JournalError}; when `signal` aborts, nothing was changed
 */
export function correctMany(
  db: JournalDatabase,
  lines: readonly BulkLine[],
  context: Context,
  { signal, onProgress }: BulkOptions = {},
): Promise<BulkAct> {
  const wanted = touched(lines).slice(0, bulkLimit);
  const work = () =>
    write(db, async () => {
      const act: BulkAct = { at: context.now.toISOString(), revisions: [], skipped: 0 };
      const members = new Set<string>();
      for (const [index, { row, after }] of wanted.entries()) {
        signal?.throwIfAborted();
        const now = await db.current.get(row.recordId);
        const procedure = await procedureOf(db, row.procedureId);
        if (!now || now.id !== row.id || !procedure || !after) {
          act.skipped += 1;
          continue;
        }
        const home = await homeOf(db, procedure, context);
        const revision = await revise(db, home, now, { ...now, ...after }, context);
        act.revisions.push(revision.id);
        for (const id of procedure.members) members.add(id);
        onProgress?.(index + 1, wanted.length);
      }
      signal?.throwIfAborted();
      await settle(db, [...members]);
      await db.meta.put({ key: metaKey, value: act });
      return act;
    });
  return underJournalLock(work, signal);
}

/**
 * Undoes what was done in one go with a revision for each, never by deleting. What was changed again since stays.
 * @returns how many were undone, and how many were left alone
 * @throws {JournalError}
 */
export function undoMany(
  db: JournalDatabase,
  { revisions }: BulkAct,
  context: Context,
): Promise<{ undone: number; left: number }> {
  return underJournalLock(() =>
    write(db, async () => {
      const result = { undone: 0, left: 0 };
      const members = new Set<string>();
      for (const id of revisions) {
        const revision = await db.journal.get(id);
        const row = revision && (await db.current.where('records').equals(revision.recordId).first());
        const procedure = row && (await procedureOf(db, row.procedureId));
        if (!procedure || row.id !== id) {
          result.left += 1;
          continue;
        }
        await putBack(db, await homeOf(db, procedure, context), row, context);
        for (const member of procedure.members) members.add(member);
        result.undone += 1;
      }
      await settle(db, [...members]);
      await db.meta.delete(metaKey);
      return result;
    }),
  );
}
