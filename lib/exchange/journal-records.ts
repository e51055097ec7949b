import { type JournalDatabase, onJournal } from '../log/database.ts';
import { eachDecision, type LogFilter } from '../log/find/queries.ts';
import type { BaselineRow } from '../log/rows.ts';
import type { JournalRecord } from './format.ts';

/** Procedures read at once; each has some ten decisions. */
const batchSize = 100;

interface RecordsRequest {
  /** The part of the log; null for all that was ever said, deletions and procedures without a decision included. */
  filter: LogFilter | null;
  /** Whether pseudonyms go along. */
  authors: boolean;
}

/** A record that names nobody. */
export function withoutAuthor(record: JournalRecord): JournalRecord {
  if (record.type === 'baseline') {
    return { type: 'baseline', data: { ...record.data, last: { ...record.data.last, author: null } } };
  }
  return 'author' in record.data ? ({ ...record, data: { ...record.data, author: null } } as JournalRecord) : record;
}

function* batchesOf<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += batchSize) yield items.slice(from, from + batchSize);
}

/**
 * What the journal holds, as records of a file, batch by batch, each as of one moment: a procedure always comes with
 * all that was said of it by then. One that is followed only meanwhile is not in it.
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

/** Procedure by procedure, so that whoever takes the file in works out each of them once. */
async function* allRecords(db: JournalDatabase): AsyncGenerator<JournalRecord[]> {
  const tombstones = await onJournal(db, 'everything', () => db.tombstones.toCollection().primaryKeys());
  for (const keys of batchesOf(tombstones)) {
    const rows = await onJournal(db, 'everything', () => db.tombstones.bulkGet(keys));
    yield rows.flatMap((data): JournalRecord[] => (data ? [{ type: 'tombstone', data }] : []));
  }
  const ids = await onJournal(db, 'everything', () => db.sightings.toCollection().primaryKeys());
  for (const batch of batchesOf(ids)) yield await recordsOf(db, batch, null);
}

/** The chosen decisions, each with its whole history, and all that was said of their procedures. */
async function* chosenRecords(db: JournalDatabase, filter: LogFilter): AsyncGenerator<JournalRecord[]> {
  const written = new Set<string>();
  for await (const rows of eachDecision(db, filter)) {
    const fresh = [...new Set(rows.map(({ procedureId }) => procedureId))].filter((id) => !written.has(id));
    for (const id of fresh) written.add(id);
    const procedures = await onJournal(db, 'everything', () => db.procedures.bulkGet(fresh));
    const members = procedures.flatMap((procedure) => procedure?.members ?? []);
    yield await recordsOf(
      db,
      members,
      rows.flatMap(({ records }) => records),
    );
  }
}
