import type { Table } from 'dexie';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { eachDecision, type LogFilter } from '../log/queries.ts';
import type { Sighting, Tombstone } from '../log/record-schema.ts';
import type { BaselineRow } from '../log/rows.ts';
import type { FileRecord } from './format.ts';

/** Rows read at once. */
const batchSize = 1_000;

interface RecordsRequest {
  /** The part of the log; null for all that was ever said, deletions and procedures without a decision included. */
  filter: LogFilter | null;
  /** Whether pseudonyms go along. */
  authors: boolean;
}

/** The record of a row, as it may leave: derived fields never do, a pseudonym only when it is asked for. */
function recordOf(record: FileRecord, authors: boolean): FileRecord {
  if (authors) return record;
  const { data } = record;
  if (!('author' in data) || data.author === null) {
    if (record.type !== 'baseline' || record.data.last.author === null) return record;
    return { type: 'baseline', data: { ...record.data, last: { ...record.data.last, author: null } } };
  }
  return { ...record, data: { ...data, author: null } } as FileRecord;
}

/** A table batch by batch, by primary key. */
async function* batchesOf<T, K>(
  db: JournalDatabase,
  table: Table<T, K>,
  keyOf: (row: T) => NoInfer<K>,
): AsyncGenerator<T[]> {
  let last: K | null = null;
  for (;;) {
    const above: K | null = last;
    const rows: T[] = await onJournal(db, 'everything', () =>
      (above === null ? table.toCollection() : table.where(':id').above(above)).limit(batchSize).toArray(),
    );
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < batchSize) return;
    last = keyOf(end);
  }
}

const idOf = ({ id }: { id: string }) => id;

/**
 * What the journal holds, as records of a file, batch by batch. Decisions that are logged meanwhile may be in it; what
 * a device knows of a procedure always comes with what refers to it.
 * @throws {JournalError}
 */
export async function* journalRecords(
  db: JournalDatabase,
  { filter, authors }: RecordsRequest,
): AsyncGenerator<FileRecord[]> {
  for await (const batch of filter ? chosenRecords(db, filter) : allRecords(db)) {
    yield batch.map((record) => recordOf(record, authors));
  }
}

const baselineRecord = ({ counted: _, ...data }: BaselineRow): FileRecord => ({ type: 'baseline', data });
const sightingRecord = (data: Sighting): FileRecord => ({ type: 'sighting', data });

async function* allRecords(db: JournalDatabase): AsyncGenerator<FileRecord[]> {
  const written = new Set<string>();
  const late = new Set<string>();
  const refer = (rows: readonly { procedureId: string }[]) => {
    for (const { procedureId } of rows) if (!written.has(procedureId)) late.add(procedureId);
  };
  for await (const rows of batchesOf(db, db.tombstones, ({ kind, id }): [Tombstone['kind'], string] => [kind, id]))
    yield rows.map((data) => ({ type: 'tombstone', data }));
  for await (const rows of batchesOf(db, db.sightings, idOf)) {
    for (const { id } of rows) written.add(id);
    yield rows.map(sightingRecord);
  }
  for await (const rows of batchesOf(db, db.baseline, ({ recordId }) => recordId)) yield rows.map(baselineRecord);
  for await (const rows of batchesOf(db, db.journal, idOf)) {
    refer(rows);
    yield rows.map((data) => ({ type: 'revision', data }));
  }
  for await (const rows of batchesOf(db, db.tipRecords, idOf)) {
    refer(rows);
    yield rows.map((data) => ({ type: 'tip', data }));
  }
  for await (const rows of batchesOf(db, db.steps, idOf)) {
    refer(rows);
    yield rows.map((data) => ({ type: 'step', data }));
  }
  for await (const rows of batchesOf(db, db.outcomes, idOf)) {
    refer(rows);
    yield rows.map((data) => ({ type: 'outcome', data }));
  }
  // Followed since the sightings were read.
  if (late.size > 0) yield (await sightingsById(db, [...late])).map(sightingRecord);
}

async function sightingsById(db: JournalDatabase, ids: string[]): Promise<Sighting[]> {
  const found = await onJournal(db, 'everything', () => db.sightings.bulkGet(ids));
  return found.filter((sighting) => sighting !== undefined);
}

/** The chosen decisions, each with its whole history, and all that was said of their procedures. */
async function* chosenRecords(db: JournalDatabase, filter: LogFilter): AsyncGenerator<FileRecord[]> {
  const written = new Set<string>();
  for await (const rows of eachDecision(db, filter)) {
    const fresh = [...new Set(rows.map(({ procedureId }) => procedureId))].filter((id) => !written.has(id));
    for (const id of fresh) written.add(id);
    const recordIds = rows.flatMap(({ records }) => records);
    yield await onJournal(db, 'everything', async () => {
      const procedures = (await db.procedures.bulkGet(fresh)).filter((procedure) => procedure !== undefined);
      const members = procedures.flatMap((procedure) => procedure.members);
      const [sightings, revisions, tips, steps, outcomes] = await Promise.all([
        db.sightings.bulkGet(members),
        db.journal.where('recordId').anyOf(recordIds).toArray(),
        db.tipRecords.where('procedureId').anyOf(members).toArray(),
        db.steps.where('procedureId').anyOf(members).toArray(),
        db.outcomes.where('procedureId').anyOf(members).toArray(),
      ]);
      return [
        ...sightings.filter((sighting) => sighting !== undefined).map(sightingRecord),
        ...revisions.map((data): FileRecord => ({ type: 'revision', data })),
        ...tips.map((data): FileRecord => ({ type: 'tip', data })),
        ...steps.map((data): FileRecord => ({ type: 'step', data })),
        ...outcomes.map((data): FileRecord => ({ type: 'outcome', data })),
      ];
    });
  }
}
