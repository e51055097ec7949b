import type { JournalDatabase } from '../database.ts';
import type { CurrentRow } from '../rows.ts';
import type { Cursor } from './filter.ts';

/** Procedures that one word may find before it says too little to start from. */
const commonFrom = 20_000;
/** Procedures whose rows are gathered one by one. What finds more is found soon in the order of the log as well. */
export const gatherLimit = 1_000;
/** Rows read at once when gathered. */
const batchSize = 100;

/**
 * The procedures that all words find, each as the beginning of one of theirs, from the index of words alone.
 * Null when they are too many to be gathered: then the log is read in its order and most rows fit.
 */
export async function proceduresWith(db: JournalDatabase, words: readonly string[]): Promise<string[] | null> {
  const found: Set<string>[] = [];
  for (const word of words) {
    const ids = await db.procedures
      .where('words')
      .startsWith(word)
      .limit(commonFrom + 1)
      .primaryKeys();
    if (ids.length <= commonFrom) found.push(new Set(ids));
  }
  const [fewest, ...others] = found.sort((a, b) => a.size - b.size);
  if (!fewest) return null;
  const ids = [...fewest].filter((id) => others.every((set) => set.has(id)));
  return ids.length > gatherLimit ? null : ids;
}

/**
 * The rows of some procedures in the order of reading, strictly beyond a place. Their places are read from the index;
 * of the rows themselves only those that are wanted.
 */
export async function gather(
  db: JournalDatabase,
  procedures: readonly string[],
  { beyond, towards, size }: { beyond: Cursor | null; towards: 'older' | 'newer'; size: number },
  accepted: (row: CurrentRow) => boolean,
): Promise<{ rows: CurrentRow[]; more: Cursor | null }> {
  const older = towards === 'older';
  const keys = await db.transaction('r', db.current, () =>
    Promise.all(
      procedures.map((id) => db.current.where('[procedureId+decidedAt+recordId]').between([id], [id, []]).keys()),
    ),
  );
  const places = keys
    .flat()
    .map((key): Cursor => {
      const [, decidedAt = '', recordId = ''] = key as unknown as string[];
      return [decidedAt, recordId];
    })
    .filter((place) => beyond === null || (older ? compare(place, beyond) < 0 : compare(place, beyond) > 0))
    .sort((a, b) => (older ? compare(b, a) : compare(a, b)));
  const rows: CurrentRow[] = [];
  let last = beyond;
  for (let start = 0; start < places.length; start += batchSize) {
    const batch = places.slice(start, start + batchSize);
    const read = await db.current.bulkGet(batch.map(([, recordId]) => recordId));
    for (const [index, row] of read.entries()) {
      if (!row || !accepted(row)) continue;
      if (rows.length === size) return { rows, more: last };
      rows.push(row);
      last = batch[index] ?? last;
    }
  }
  return { rows, more: null };
}

function compare([a, idA]: Cursor, [b, idB]: Cursor): number {
  if (a !== b) return a < b ? -1 : 1;
  if (idA === idB) return 0;
  return idA < idB ? -1 : 1;
}
