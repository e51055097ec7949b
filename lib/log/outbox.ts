import type { Table } from 'dexie';
import { groupBy } from './collections.ts';
import { type JournalDatabase, onJournal } from './database.ts';
import type { JournalRecord } from './journal-record.ts';
import type { Tombstone } from './record-schema.ts';

/** What waits to be told to the team; the words themselves stand in their own table. */
export interface Waiting {
  /** In the order in which things were said; the browser counts it. */
  place?: number;
  type: Exclude<JournalRecord['type'], 'baseline'>;
  /** Key of the row; of a tombstone its kind and id. */
  id: string;
  /** Why the server does not take it; left out as long as it may. */
  refused?: 'denied' | 'tooLarge';
}

/** The fact under which the connection to a team is kept; as long as there is none, nothing waits. */
export const teamKey = 'team';

/** Whether somebody is to be told: there is a team, and who belongs to it does not only read its figures. */
async function hasListeners(db: JournalDatabase): Promise<boolean> {
  const team = (await db.meta.get(teamKey))?.value as { role?: unknown } | undefined;
  return team !== undefined && team.role !== 'secretariat';
}

/** The tables that a transaction needs beside its own, to let the team know of what it writes. */
export const outboxTables = (db: JournalDatabase) => [db.outbox, db.meta];

/**
 * Notes that the team is to be told of some rows, in the transaction that writes them: so what is acknowledged here is
 * always told, and nothing else is. A row that waits already waits again with its newest words. Without a connection,
 * or with one that only reads figures, nothing is written.
 */
export async function queue(db: JournalDatabase, type: Waiting['type'], ids: readonly string[]): Promise<void> {
  if (ids.length === 0 || !(await hasListeners(db))) return;
  const before = await db.outbox
    .where('[type+id]')
    .anyOf(ids.map((id) => [type, id]))
    .primaryKeys();
  if (before.length > 0) await db.outbox.bulkDelete(before);
  await db.outbox.bulkAdd(ids.map((id) => ({ type, id })));
}

/** The same for what was deleted. */
export const queueTombstones = (db: JournalDatabase, tombstones: readonly Tombstone[]): Promise<void> =>
  queue(
    db,
    'tombstone',
    tombstones.map(({ kind, id }) => `${kind} ${id}`),
  );

/** Rows looked through at once. */
const batchSize = 1_000;

/**
 * Notes everything that this device ever said: for a team that it joins with a journal of its own, or a server that was
 * set up anew. Whoever knows it already takes no notice. What was deleted before was never told and need not be.
 * @param isWanted leaves out what need not be told
 * @throws {JournalError}
 */
export async function queueEverything(
  db: JournalDatabase,
  device: string,
  isWanted: (record: JournalRecord) => boolean = () => true,
): Promise<void> {
  const idOf = ({ id }: { id: string }) => id;
  const tables = {
    sighting: db.sightings,
    revision: db.journal,
    tip: db.tipRecords,
    step: db.steps,
    outcome: db.outcomes,
  };
  for (const [type, table] of Object.entries(tables)) {
    for (let after = ''; ; ) {
      const rows = await onJournal(db, 'everything', () =>
        db.transaction('rw', [table, ...outboxTables(db)], async () => {
          const found = await (table as Table<{ id: string; device: string }, string>)
            .where(':id')
            .above(after)
            .limit(batchSize)
            .toArray();
          const own = found.filter((row) => row.device === device && isWanted({ type, data: row } as JournalRecord));
          await queue(db, type as Waiting['type'], own.map(idOf));
          return found;
        }),
      );
      after = rows.at(-1)?.id ?? after;
      if (rows.length < batchSize) break;
    }
  }
}

/** The words behind some places of the outbox, in their order; null where they were deleted meanwhile. */
export function wordsOf(db: JournalDatabase, waiting: readonly Waiting[]): Promise<(JournalRecord | null)[]> {
  const tables = {
    sighting: db.sightings,
    revision: db.journal,
    tip: db.tipRecords,
    step: db.steps,
    outcome: db.outcomes,
  } as const;
  return onJournal(db, 'everything', async () => {
    const found = new Map<Waiting, JournalRecord>();
    for (const [type, rows] of groupBy(waiting, (row) => row.type)) {
      const ids = rows.map(({ id }) => id);
      const words =
        type === 'tombstone'
          ? await db.tombstones.bulkGet(ids.map((id) => id.split(' ') as [Tombstone['kind'], string]))
          : await (tables[type as keyof typeof tables] as Table<unknown, string>).bulkGet(ids);
      for (const [index, row] of rows.entries()) {
        const data = words[index];
        if (data) found.set(row, { type, data } as JournalRecord);
      }
    }
    return waiting.map((row) => found.get(row) ?? null);
  });
}
