import { type JournalDatabase, onJournal } from '../database.ts';
import { historyOf as revisionsOf } from '../revise.ts';
import type { CurrentRow } from '../rows.ts';
import type { Revision } from '../schema.ts';
import { accepts, type Cursor, type LogFilter, type Segment, segmentsOf } from './filter.ts';
import { gather, proceduresWith } from './find.ts';
import { wordsToFind } from './words.ts';

export { type FollowedPage, followedProcedures } from '../procedures/followed.ts';
export { recountRollups } from '../rollups/recount.ts';
export type { Cursor, LogFilter } from './filter.ts';

/** Rows looked at by one call at most; a filter that rejects more ends the page early with a cursor to go on from. */
export const scanLimit = 2_000;
/** Rows read at once by a scan by primary key, the fastest there is. */
const batchSize = 1_000;
/** After every key that can follow a text. */
const afterAnyText: never[] = [];

/** A stretch of the log, the newest first. */
export interface Stretch {
  /** May be fewer than asked for, even none, while `more` says that there is more to look at. */
  rows: CurrentRow[];
  /** Where to go on in the same direction; null at that end of the log. */
  more: Cursor | null;
}

/** The place of a row in the log. */
export const cursorOf = ({ decidedAt, recordId }: CurrentRow): Cursor => [decidedAt, recordId];

/** Reads on in one segment of an index, strictly beyond the cursor. */
function readSegment(
  db: JournalDatabase,
  { index, prefix, from, before }: Segment,
  beyond: Cursor | null,
  towards: 'older' | 'newer',
  limit: number,
): PromiseLike<CurrentRow[]> {
  const older = towards === 'older';
  const lower = !older && beyond && beyond[0] >= from ? beyond : [from];
  const upper = older && beyond && (before === null || beyond[0] < before) ? beyond : [before ?? afterAnyText];
  const range = db.current
    .where(index)
    .between([...prefix, ...lower], [...prefix, ...upper], lower.length === 1, false);
  return (older ? range.reverse() : range).limit(limit).toArray();
}

/**
 * The log's next rows beyond a place, older or newer ones, by keyset on the index that narrows most; without a place
 * from the newest or the oldest row on. No offset, and at most `scanLimit` rows looked at, so that the millionth row
 * costs what the first does. A search starts from the index of words, where that says enough.
 * @throws {JournalError}
 */
export function decisionsBeyond(
  db: JournalDatabase,
  filter: LogFilter,
  { beyond, towards, size }: { beyond: Cursor | null; towards: 'older' | 'newer'; size: number },
): Promise<Stretch> {
  return onJournal(db, 'everything', async () => {
    const words = filter.procedureId === undefined ? wordsToFind(filter.text ?? '') : [];
    const found = words.length === 0 ? null : await proceduresWith(db, words);
    const { rows, more } = found
      ? await gather(db, found, { beyond, towards, size }, accepts(filter))
      : await scan(db, filter, beyond, size, towards);
    return { rows: towards === 'newer' ? rows.reverse() : rows, more };
  });
}

/** Up to `size` accepted rows beyond a cursor; `more` is where to go on, null when nothing more is there. */
async function scan(
  db: JournalDatabase,
  filter: LogFilter,
  after: Cursor | null,
  size: number,
  towards: 'older' | 'newer',
): Promise<Stretch> {
  const segments = segmentsOf(filter);
  if (towards === 'newer') segments.reverse();
  const accepted = accepts(filter);
  const rows: CurrentRow[] = [];
  let seen = 0;
  let position = after;
  for (const segment of segments) {
    if (!reaches(segment, position, towards)) continue;
    for (;;) {
      const limit = Math.min(batchSize, Math.max(size + 1, 50), scanLimit - seen);
      if (limit <= 0) return { rows, more: position };
      const batch = await readSegment(db, segment, position, towards, limit);
      for (const row of batch) {
        const fits = accepted(row);
        if (fits && rows.length === size) return { rows, more: cursorOf(rows.at(-1) ?? row) };
        if (fits) rows.push(row);
        position = cursorOf(row);
      }
      seen += batch.length;
      if (batch.length < limit) break;
    }
  }
  return { rows, more: null };
}

/** Whether a segment still has rows beyond the position, read this way. */
function reaches({ from, before }: Segment, position: Cursor | null, towards: 'older' | 'newer'): boolean {
  if (position === null) return true;
  return towards === 'older' ? position[0] >= from : before === null || position[0] < before;
}

/** All revisions of one record, by any of its ids, on all devices, oldest first. @throws {JournalError} */
export function historyOf(db: JournalDatabase, recordId: string): Promise<Revision[]> {
  return onJournal(db, 'everything', async () => {
    const row = await db.current.where('records').equals(recordId).first();
    return revisionsOf(db, row ?? { records: [recordId] });
  });
}

/**
 * Every row that a filter lets through, in batches by primary key: the fastest scan, and each record comes exactly once
 * even if it is corrected meanwhile. The order is that of the record ids and says nothing.
 * @throws {JournalError}
 */
export async function* eachDecision(db: JournalDatabase, filter: LogFilter): AsyncGenerator<CurrentRow[]> {
  const accepted = accepts(filter);
  const { procedureId } = filter;
  if (procedureId !== undefined) {
    const rows = await onJournal(db, 'everything', () => db.current.where({ procedureId }).toArray());
    yield rows.filter(accepted);
    return;
  }
  let last = '';
  for (;;) {
    const above = last;
    const batch = await onJournal(db, 'everything', () =>
      db.current.where('recordId').above(above).limit(batchSize).toArray(),
    );
    const rows = batch.filter(accepted);
    if (rows.length > 0) yield rows;
    last = batch.at(-1)?.recordId ?? last;
    if (batch.length < batchSize) return;
  }
}

/** Every value of a field in the log; jumps from value to value in its index. */
async function valuesOf(db: JournalDatabase, field: 'unit' | 'author'): Promise<Set<string>> {
  const index = `[${field}+decidedAt+recordId]`;
  const found = new Set<string>();
  let row = await db.current.where(index).above(['']).first();
  while (row) {
    const value = row[field] ?? '';
    found.add(value);
    row = await db.current.where(index).above([value, afterAnyText]).first();
  }
  return found;
}

const danishOrder = (values: Iterable<string>) => [...values].sort((a, b) => a.localeCompare(b, 'da'));

/** Every unit in the log or among the procedures, sorted. @throws {JournalError} */
export function units(db: JournalDatabase): Promise<string[]> {
  return onJournal(db, 'everything', async () => {
    const found = await valuesOf(db, 'unit');
    for (const unit of await db.procedureState.orderBy('unit').uniqueKeys()) found.add(String(unit));
    return danishOrder(found);
  });
}

/** Every pseudonym in the log, sorted; none where nobody has switched them on. @throws {JournalError} */
export function authors(db: JournalDatabase): Promise<string[]> {
  return onJournal(db, 'everything', async () => danishOrder(await valuesOf(db, 'author')));
}
