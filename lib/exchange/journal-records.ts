import type { IndexableType, Table } from 'dexie';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { eachProcedure } from '../log/find/each-procedure.ts';
import type { LogFilter } from '../log/find/queries.ts';
import { type JournalRecord, withoutAuthor } from '../log/journal-record.ts';
import type { BaselineRow } from '../log/rows.ts';

/** Procedures read at once; each has some ten decisions. */
const batchSize = 100;

interface RecordsRequest {
  /** The part of the log; null for all that was ever said, deletions and procedures without a decision included. */
  filter: LogFilter | null;
  /** Whether pseudonyms go along. */
  authors: boolean;
}

/**
 * What the journal holds, as records of a file, batch by batch, each as of one moment: a procedure always comes with
 * all that was said of it by then, and one that is followed meanwhile may be in it or not.
 * @throws {JournalError}
 */
export async function* journalRecords(
  db: JournalDatabase,
  { filter, authors }: RecordsRequest,
): AsyncGenerator<JournalRecord[]> {
  for await (const batch of filter ? chosenRecords(db, filter) : allRecords(db)) {
    yield authors ? batch : batch.map(withoutAuthor);
  }
}

/** A signed-off record without what is derived of it. */
export const baselineRecord = ({ counted: _, ...data }: BaselineRow): JournalRecord => ({ type: 'baseline', data });

/** Everything said of some sightings' procedures; of some records only, if they are given. Read as of one moment. */
function recordsOf(db: JournalDatabase, ids: string[], recordIds: string[] | null): Promise<JournalRecord[]> {
  const tables = [db.sightings, db.baseline, db.journal, db.tipRecords, db.steps, db.outcomes];
  return onJournal(db, 'everything', () =>
    db.transaction('r', tables, async () => {
      const sightings = await db.sightings.bulkGet(ids);
      const baseline = recordIds ? [] : await db.baseline.where('procedureId').anyOf(ids).toArray();
      const revisions = await (recordIds
        ? db.journal.where('recordId').anyOf(recordIds)
        : db.journal.where('procedureId').anyOf(ids)
      ).toArray();
      const tips = await db.tipRecords.where('procedureId').anyOf(ids).toArray();
      const steps = await db.steps.where('procedureId').anyOf(ids).toArray();
      const outcomes = await db.outcomes.where('procedureId').anyOf(ids).toArray();
      return [
        ...sightings.flatMap((data): JournalRecord[] => (data ? [{ type: 'sighting', data }] : [])),
        ...baseline.map(baselineRecord),
        ...revisions.map((data): JournalRecord => ({ type: 'revision', data })),
        ...tips.map((data): JournalRecord => ({ type: 'tip', data })),
        ...steps.map((data): JournalRecord => ({ type: 'step', data })),
        ...outcomes.map((data): JournalRecord => ({ type: 'outcome', data })),
      ];
    }),
  );
}

/** The rows of a table by their keys, batch by batch. */
async function* eachOf<Row, Key>(
  db: JournalDatabase,
  table: Table<Row, Key>,
  keyOf: (row: Row) => IndexableType,
): AsyncGenerator<Row[]> {
  let above: IndexableType | null = null;
  for (;;) {
    const last: IndexableType | null = above;
    const rows = await onJournal(db, 'everything', () =>
      (last === null ? table.orderBy(':id') : table.where(':id').above(last)).limit(batchSize).toArray(),
    );
    const end = rows.at(-1);
    if (end !== undefined) yield rows;
    if (end === undefined || rows.length < batchSize) return;
    above = keyOf(end);
  }
}

/** Procedure by procedure, so that whoever takes the file in works out each of them once; no list of them is held. */
async function* allRecords(db: JournalDatabase): AsyncGenerator<JournalRecord[]> {
  for await (const rows of eachOf(db, db.tombstones, ({ kind, id }) => [kind, id])) {
    yield rows.map((data) => ({ type: 'tombstone', data }));
  }
  for await (const rows of eachOf(db, db.sightings, ({ id }) => id)) {
    yield await recordsOf(
      db,
      rows.map(({ id }) => id),
      null,
    );
  }
}

/** The chosen decisions, each with its whole history, and all that was said of their procedures. */
async function* chosenRecords(db: JournalDatabase, filter: LogFilter): AsyncGenerator<JournalRecord[]> {
  for await (const batch of eachProcedure(db, filter)) {
    const members = batch.flatMap(({ procedure }) => procedure.members);
    const recordIds = batch.flatMap(({ rows }) => rows.flatMap(({ records }) => records));
    yield await recordsOf(db, members, recordIds);
  }
}
