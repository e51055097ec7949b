import { type JournalDatabase, onJournal } from '../log/database.ts';
import { emptyStatusCounts } from '../log/rollups.ts';
import type { DecisionRollup, ProcedureStateRow, StatusCounts } from '../log/rows.ts';
import type { AreaId } from '../targets/schema.ts';
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

/** A procedure as far as a period's filter looks at it. */
export interface ProcedureView {
  row: ProcedureStateRow;
  /** Day that places it in a period: of its first decision, else of following. */
  day: string;
  decided: boolean;
  followed: boolean;
  /** The targets that the filter lets through, by area and where they stand. */
  areas: Map<AreaId, StatusCounts>;
  /** The areas that make targets relevant: `all` does so only where the filter asks for it. */
  matched: Map<AreaId, StatusCounts>;
}

/**
 * The procedures of a period: those with their first decision in it, and those followed in it that have none yet.
 * Procedures without any target in the filter's area or target are left out. @throws {JournalError}
 */
export async function* procedures(db: JournalDatabase, period: Period): AsyncGenerator<ProcedureView> {
  for (const index of ['day', 'followedDay'] as const) {
    for await (const row of stateRows(db, index, period)) {
      const day = row.day ?? row.followedDay;
      if (day === null || (index === 'followedDay' && row.day !== null)) continue;
      const view = viewOf(row, day, period);
      if (view) yield view;
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

function viewOf(row: ProcedureStateRow, day: string, period: Period): ProcedureView | null {
  if (period.unit !== undefined && row.unit !== period.unit) return null;
  const areas = new Map<AreaId, StatusCounts>();
  for (const [id, { area, status }] of Object.entries(row.targets)) {
    if (period.area !== undefined && area !== period.area) continue;
    if (period.target !== undefined && id !== period.target) continue;
    const counts = areas.get(area) ?? emptyStatusCounts();
    areas.set(area, { ...counts, [status]: counts[status] + 1 });
  }
  const narrowed = period.area !== undefined || period.target !== undefined;
  if (narrowed && areas.size === 0) return null;
  const matched = new Map([...areas].filter(([area]) => area !== 'all' || narrowed));
  return { row, day, decided: row.day !== null, followed: row.followedDay !== null, areas, matched };
}

/** Whether the procedure has matched areas beside these, so that its value is of a larger whole. */
export function isPartOf({ row }: ProcedureView, areas: Iterable<string>): boolean {
  const known = new Set(areas);
  return Object.keys(row.areas).some((area) => area !== 'all' && !known.has(area));
}

/** Status counts of several areas as one. */
export function sumOf(counts: Iterable<StatusCounts>): StatusCounts {
  const sum = emptyStatusCounts();
  for (const part of counts) {
    for (const status of Object.keys(sum) as (keyof StatusCounts)[]) sum[status] += part[status];
  }
  return sum;
}

/** Number of targets that apply: all but the not applicable ones. */
export const applicable = ({ met, partiallyMet, notMet, open }: StatusCounts) => met + partiallyMet + notMet + open;

/** Whether every target that applies is met; an open or partly met one is not. */
export const isAllMet = (counts: StatusCounts) => counts.met > 0 && counts.met === applicable(counts);
