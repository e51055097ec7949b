import type { Renewed } from '../../targets/renewed.ts';
import { type JournalDatabase, onJournal } from '../database.ts';
import type { Cursor } from '../find/filter.ts';
import { isDecision } from '../rollups/rollups.ts';
import type { CurrentRow, ProcedureStateRow } from '../rows.ts';
import type { Procedure } from '../schema.ts';

/** Rows looked at by one call at most. */
const scanLimit = 2_000;
const dayMilliseconds = 86_400_000;

/**
 * The moment of a deadline as a page gave it: with its own offset, else in the device's zone; a bare date lasts until
 * its end there. Null for a text that is no date.
 */
export function deadlineMoment(deadline: string): Date | null {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(deadline);
  const moment = date
    ? new Date(Number(date[1]), Number(date[2]) - 1, Number(date[3]), 23, 59, 59, 999)
    : new Date(deadline);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** A followed procedure whose deadline is near while targets are open. */
export interface DueProcedure {
  procedure: Procedure;
  due: Date;
  /** Ids of the targets that wait for a decision; at least one. */
  open: string[];
}

/** Ids of the targets of a procedure that wait for a decision. */
export function openTargets(state: Pick<ProcedureStateRow, 'targets'> | undefined): string[] {
  return Object.entries(state?.targets ?? {}).flatMap(([id, { status }]) => (status === 'open' ? id : []));
}

/**
 * Followed procedures with open targets whose deadline comes within some days, the next first; one that is decided on
 * waits for nobody. The index holds the deadlines as texts, so it is read a day further on both sides than any zone can
 * be off, and the moments decide.
 * @throws {JournalError}
 */
export function deadlinesWithin(
  db: JournalDatabase,
  now: Date,
  days: number,
  { unit, size }: { unit?: string | undefined; size: number },
): Promise<{ rows: DueProcedure[]; more: boolean }> {
  const end = now.getTime() + days * dayMilliseconds;
  const textOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  return onJournal(db, 'everything', async () => {
    const near = await db.procedures
      .where('deadline')
      .between(textOf(now.getTime() - dayMilliseconds), `${textOf(end + dayMilliseconds)}~`)
      .limit(scanLimit)
      .toArray();
    const followed = near.filter(
      (procedure) => procedure.unfollowedAt === null && (unit === undefined || procedure.unit === unit),
    );
    const states = await db.procedureState.bulkGet(followed.map(({ id }) => id));
    const rows = followed
      .flatMap((procedure, place): DueProcedure[] => {
        const due = procedure.deadline === null ? null : deadlineMoment(procedure.deadline);
        const open = openTargets(states[place]);
        if (!due || due < now || due.getTime() > end || open.length === 0) return [];
        return [{ procedure, due, open }];
      })
      .sort((a, b) => a.due.getTime() - b.due.getTime());
    return { rows: rows.slice(0, size), more: rows.length > size };
  });
}

/** Place in the list of decisions on older versions: the target being read, and how far. */
export type ChangedPlace = { target: string; beyond: Cursor | null };

/** A decision on something older than what is in force now. */
export interface OutdatedDecision {
  row: CurrentRow;
  by: Renewed['by'];
}

/**
 * Decisions on older targets than those in force, in procedures that are still followed and whose deadline is not past:
 * there the newer requirement can still be asked for. Read target by target, the newest decisions first; one on a target
 * that was replaced leaves when there is one on what replaced it.
 * @throws {JournalError}
 */
export function decidedOnOlder(
  db: JournalDatabase,
  renewed: readonly Renewed[],
  now: Date,
  { from, unit, size }: { from: ChangedPlace | null; unit?: string | undefined; size: number },
): Promise<{ rows: OutdatedDecision[]; more: ChangedPlace | null }> {
  return onJournal(db, 'everything', async () => {
    const rows: OutdatedDecision[] = [];
    const start = from === null ? 0 : renewed.findIndex(({ target }) => target === from.target);
    let seen = 0;
    for (const { target, below, by } of renewed.slice(Math.max(0, start))) {
      let beyond = from?.target === target ? from.beyond : null;
      for (;;) {
        const limit = Math.min(100, scanLimit - seen);
        if (limit <= 0) return { rows, more: { target, beyond } };
        const batch = await db.current
          .where('[target.id+decidedAt+recordId]')
          .between([target], [target, ...(beyond ?? [[]])], true, false)
          .reverse()
          .limit(limit)
          .toArray();
        const older = batch.filter(
          (row) =>
            isDecision(row) &&
            (below === null || row.target.version < below) &&
            (unit === undefined || row.unit === unit),
        );
        const ids = older.map(({ procedureId }) => procedureId);
        const procedures = await db.procedures.bulkGet(ids);
        const states = await db.procedureState.bulkGet(ids);
        for (const [index, row] of older.entries()) {
          const procedure = procedures[index];
          if (!procedure || !canStillAsk(procedure, now)) continue;
          const status = states[index]?.targets[by.id]?.status;
          if (by.id !== target && status !== undefined && status !== 'open') continue;
          if (rows.length === size) return { rows, more: { target, beyond } };
          rows.push({ row, by });
          beyond = [row.decidedAt, row.recordId];
        }
        const last = batch.at(-1);
        if (last) beyond = [last.decidedAt, last.recordId];
        seen += batch.length;
        if (batch.length < limit) break;
      }
    }
    return { rows, more: null };
  });
}

function canStillAsk({ unfollowedAt, deadline }: Procedure, now: Date): boolean {
  if (unfollowedAt !== null) return false;
  const due = deadline === null ? null : deadlineMoment(deadline);
  return due === null || due >= now;
}
