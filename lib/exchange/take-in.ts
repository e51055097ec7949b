import { type JournalDatabase, onJournal } from '../log/database.ts';
import { batchFrom, type JournalRecord } from '../log/journal-record.ts';
import { mergeRevisions } from '../log/merge/merge.ts';

/** What came of one or several imports. */
export interface TakenIn {
  /** Revisions that are new in the journal. */
  added: number;
  /** Decisions that are in conflict now and were not before. */
  conflicts: number;
}

/**
 * Decides that staged imports go in: one small transaction. Before it nothing of them is in the journal, after it all of
 * them will be, whatever happens to this page. Follow it with `takeIn`.
 * @throws {JournalError}
 */
export function commitImports(db: JournalDatabase, importIds: readonly string[]): Promise<void> {
  return onJournal(db, 'everything', () =>
    db.transaction('rw', db.imports, async () => {
      const rows = await db.imports.bulkGet([...importIds]);
      const found = rows.filter((row) => row !== undefined);
      await db.imports.bulkPut(found.map((row) => ({ ...row, state: 'applying' })));
    }),
  );
}

const chunksOf = (db: JournalDatabase, importId: string) =>
  db.staged.where(':id').between([importId, Number.NEGATIVE_INFINITY], [importId, []]);

/**
 * Takes in what was decided on, this time or before a page that went away, chunk by chunk. Each chunk is whole in the
 * journal with all figures before the next one begins, and merging one twice changes nothing; so it can end anywhere and
 * be gone on with. Only under the journal's lock.
 * @param onProgress with the chunks done and all of them
 * @throws {JournalError}
 */
export async function takeIn(
  db: JournalDatabase,
  onProgress?: (done: number, total: number) => void,
): Promise<TakenIn> {
  const waiting = await onJournal(db, 'everything', () =>
    db.imports.filter(({ state }) => state === 'applying').sortBy('at'),
  );
  let total = 0;
  for (const { id } of waiting) total += await onJournal(db, 'everything', () => chunksOf(db, id).count());
  let done = 0;
  const taken: TakenIn = { added: 0, conflicts: 0 };
  for (const row of waiting) {
    for (;;) {
      const chunk = await onJournal(db, 'everything', () => chunksOf(db, row.id).first());
      if (!chunk) break;
      const { conflicts } = await mergeRevisions(db, batchFrom(chunk.rows as JournalRecord[]), row.id);
      taken.conflicts += conflicts.length;
      await onJournal(db, 'earlierDecisions', () => db.staged.delete([row.id, chunk.seq]));
      done += 1;
      onProgress?.(done, total);
    }
    // Counted where they stand, so that it is right after an interruption too.
    const added = await onJournal(db, 'everything', () => db.origins.where('importId').equals(row.id).count());
    taken.added += added;
    await onJournal(db, 'earlierDecisions', () =>
      db.imports.put({ ...row, state: 'done', counts: { ...row.counts, added } }),
    );
  }
  return taken;
}
