import { type JournalDatabase, onJournal } from '../log/database.ts';
import type { DecisionRollup, ProcedureStateRow } from '../log/rows.ts';
import type { Period } from './indicator-types.ts';

/** Rows read at once; a year of a large organisation is a few thousand. */
const batchSize = 2_000;
/** After every key that can follow a text. */
const afterAnyText: never[] = [];

/** The rows of `decisionRollup` in a period and its filter, in batches by key. @throws {JournalError} */
export async function* decisionRows(db: JournalDatabase, period: Period): AsyncGenerator<DecisionRollup> {
  let lower: unknown[] = [period.from];
  for (;;) {
    const start = lower;
    const batch = await onJournal(db, 'everything', () =>
      db.decisionRollup
        .where(':id')
        .between(start, [period.to, afterAnyText], start.length === 1, true)
        .limit(batchSize)
        .toArray(),
    );
    for (const row of batch) if (isInFilter(row, period)) yield row;
    const last = batch.at(-1);
    if (!last || batch.length < batchSize) return;
    lower = [last.day, last.unit, last.area, last.target, last.verdict];
  }
}

function isInFilter({ unit, area, target }: DecisionRollup, period: Period): boolean {
  if (period.unit !== undefined && unit !== period.unit) return false;
  if (period.area !== undefined && area !== period.area) return false;
  return period.target === undefined || target === period.target;
}

/**
 * The procedures of a period and its unit, with the day that places them: those with their first decision in it, and
 * those followed in it that have none yet. @throws {JournalError}
 */
export async function* procedureRows(
  db: JournalDatabase,
  period: Period,
): AsyncGenerator<{ row: ProcedureStateRow; day: string }> {
  for (const index of ['day', 'followedDay'] as const) {
    for await (const row of stateRows(db, index, period)) {
      const day = row.day ?? row.followedDay;
      if (day === null || (index === 'followedDay' && row.day !== null)) continue;
      if (period.unit === undefined || row.unit === period.unit) yield { row, day };
    }
  }
}

async function* stateRows(db: JournalDatabase, index: 'day' | 'followedDay', { from, to }: Period) {
  let day = from;
  let skip = new Set<string>();
  for (;;) {
    const start = day;
    const limit = batchSize + skip.size;
    const batch = await onJournal(db, 'everything', () =>
      db.procedureState.where(index).between(start, to, true, true).limit(limit).toArray(),
    );
    for (const row of batch) if (!skip.has(row.procedureId)) yield row;
    const last = batch.at(-1)?.[index];
    if (batch.length < limit || last == null) return;
    const ofLastDay = batch.filter((row) => row[index] === last).map(({ procedureId }) => procedureId);
    skip = last === day ? new Set([...skip, ...ofLastDay]) : new Set(ofLastDay);
    day = last;
  }
}
