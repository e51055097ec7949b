import type { Table } from 'dexie';
import { type JournalDatabase, onJournal } from '../../../lib/log/database.ts';
import { type Batch, batchOf } from '../../../lib/log/merge/merge.ts';

/** Rows read at once. */
const batchSize = 1_000;

/** Everything of one table by primary key, batch by batch; rows that come meanwhile may or may not be among them. */
async function* pages<T, K>(db: JournalDatabase, table: Table<T, K>): AsyncGenerator<T[]> {
  let last: unknown = null;
  for (;;) {
    const from = last;
    const page = await onJournal(db, 'everything', () =>
      (from === null ? table.toCollection() : table.where(':id').above(from)).limit(batchSize).toArray(),
    );
    if (page.length > 0) yield page;
    if (page.length < batchSize) return;
    const path = table.schema.primKey.keyPath;
    const end = page.at(-1) as Record<string, unknown>;
    last = Array.isArray(path) ? path.map((part) => end[part]) : end[String(path)];
  }
}

/**
 * All that was said here, as batches that another device takes in with `mergeRevisions`: for a backup, an export or a
 * shared folder. What was deleted comes first, so that nothing of it shows in between.
 * @throws {JournalError}
 */
export async function* everything(db: JournalDatabase): AsyncGenerator<Batch> {
  for await (const tombstones of pages(db, db.tombstones)) yield batchOf({ tombstones });
  for await (const sightings of pages(db, db.sightings)) yield batchOf({ sightings });
  for await (const rows of pages(db, db.baseline)) {
    yield batchOf({ baseline: rows.map(({ counted: _, ...baseline }) => baseline) });
  }
  for await (const revisions of pages(db, db.journal)) yield batchOf({ revisions });
  for await (const tips of pages(db, db.tipRecords)) yield batchOf({ tips });
  for await (const steps of pages(db, db.steps)) yield batchOf({ steps });
  for await (const outcomes of pages(db, db.outcomes)) yield batchOf({ outcomes });
}
