import type { JournalDatabase } from '../database.ts';
import type { CurrentRow } from '../rows.ts';
import type { Cursor } from './filter.ts';

/** Procedures that one word may find before it says too little to start from. */
const commonFrom = 20_000;
/** Procedures whose rows are gathered. What finds more is found soon in the order of the log as well. */
export const gatherLimit = 1_000;
/** After every key that can follow a text. */
const afterAnyText: never[] = [];

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
 * The rows of some procedures in the order of reading, strictly beyond a place. Each procedure's are asked for at once
 * and whole: a key that says where a row stands costs more than the row, and a procedure has few.
 */
export async function gather(
  db: JournalDatabase,
  procedures: readonly string[],
  { beyond, towards, size }: { beyond: Cursor | null; towards: 'older' | 'newer'; size: number },
  accepted: (row: CurrentRow) => boolean,
): Promise<{ rows: CurrentRow[]; more: Cursor | null }> {
  const older = towards === 'older';
  const ofOne = (id: string) => {
    const lower = older || beyond === null ? [id] : [id, ...beyond];
    const upper = older && beyond !== null ? [id, ...beyond] : [id, afterAnyText];
    return db.current.where('[procedureId+decidedAt+recordId]').between(lower, upper, false, false).toArray();
  };
  const found = await db.transaction('r', db.current, () => Promise.all(procedures.map(ofOne)));
  const rows = found.flat().filter(accepted);
  rows.sort((a, b) => (older ? compare(placeOf(b), placeOf(a)) : compare(placeOf(a), placeOf(b))));
  const last = rows[size - 1];
  return { rows: rows.slice(0, size), more: last && rows.length > size ? placeOf(last) : null };
}

const placeOf = ({ decidedAt, recordId }: CurrentRow): Cursor => [decidedAt, recordId];

function compare([a, idA]: Cursor, [b, idB]: Cursor): number {
  if (a !== b) return a < b ? -1 : 1;
  if (idA === idB) return 0;
  return idA < idB ? -1 : 1;
}
