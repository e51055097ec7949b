import type { Table } from 'dexie';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { withoutAuthor } from '../log/journal-record.ts';
import type { Tombstone } from '../log/record-schema.ts';
import type { FileHeader, JournalRecord } from './format.ts';
import { baselineRecord } from './journal-records.ts';
import { ownFileName } from './shared-files.ts';
import type { OwnFileState } from './shared-state.ts';

/** Rows read at once. */
const batchSize = 1_000;
/** How far a clock may have been set back without anything being passed over. */
const slack = 2 * 86_400_000;

/** A record with the time by which it is found to be new. */
interface Dated {
  record: JournalRecord;
  at: string;
}

const noteOf = ({ record, at }: Dated): string => {
  const { type, data } = record;
  return `${type} ${'id' in data ? data.id : data.recordId} ${at}`;
};

/**
 * Brings this browser's own file in the shared folder up to date with what was said on this device. New records are
 * appended; the file is written anew when it is not as it was left, when records were deleted or pseudonyms are no
 * longer to be in it, and when the clock was set back so far that records might have been passed over.
 * @returns what stands in the file now
 * @throws {JournalError}
 */
export async function writeShared(
  db: JournalDatabase,
  folder: FileSystemDirectoryHandle,
  header: FileHeader,
  known: OwnFileState | null,
): Promise<OwnFileState> {
  const { device, authors } = header;
  const handle = await folder.getFileHandle(ownFileName(device), { create: true });
  const { size } = await handle.getFile();
  const now = new Date();
  const appended = known && known.size === size && known.authors === authors ? await appendTo(handle, known) : null;
  if (appended) return appended;

  const written = await writeTo(handle, 0, `${JSON.stringify(header)}\n`, recordsSince(db, device, null), authors);
  const [revisions, tombstones] = [await revisionsOf(db, device), await tombstonesOf(db)];
  return { ...written, writtenAt: now.toISOString(), revisions, tombstones, authors };

  /** The file with what is new behind it; null when it must be written anew. */
  async function appendTo(file: FileSystemFileHandle, before: OwnFileState): Promise<OwnFileState | null> {
    // What was deleted must leave the file itself, however long ago that was where it is heard of only now.
    if (before.tombstones !== (await tombstonesOf(db))) return null;
    const since = new Date(Date.parse(before.writtenAt) - slack).toISOString();
    const recent = new Set(before.recent);
    const fresh: Dated[] = [];
    for await (const batch of recordsSince(db, device, since)) {
      fresh.push(...batch.filter((dated) => !recent.has(noteOf(dated))));
    }
    const added = fresh.filter(({ record }) => record.type === 'revision').length;
    if (before.revisions + added !== (await revisionsOf(db, device))) return null;
    if (fresh.length === 0) return before;
    async function* batches() {
      yield fresh;
    }
    const written = await writeTo(file, before.size, '', batches(), authors);
    const kept = before.recent.filter((note) => note.slice(note.lastIndexOf(' ') + 1) >= since);
    return {
      size: written.size,
      writtenAt: now.toISOString(),
      revisions: before.revisions + added,
      tombstones: before.tombstones,
      recent: [...kept, ...written.recent],
      authors,
    };
  }
}

/** Writes from a place on; the browser puts the new file in the place of the old one in one go when it is closed. */
async function writeTo(
  handle: FileSystemFileHandle,
  from: number,
  first: string,
  batches: AsyncIterable<Dated[]>,
  authors: boolean,
): Promise<Pick<OwnFileState, 'size' | 'recent'>> {
  const writable = await handle.createWritable({ keepExistingData: from > 0 });
  const since = new Date(Date.now() - slack).toISOString();
  const recent: string[] = [];
  try {
    await writable.seek(from);
    if (first !== '') await writable.write(first);
    for await (const batch of batches) {
      if (batch.length > 0) await writable.write(linesOf(batch, authors));
      recent.push(...batch.filter(({ at }) => at >= since).map(noteOf));
    }
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => undefined);
    throw error;
  }
  return { size: (await handle.getFile()).size, recent };
}

const linesOf = (batch: readonly Dated[], authors: boolean): string =>
  batch.map(({ record }) => `${JSON.stringify(authors ? record : withoutAuthor(record))}\n`).join('');

/** The whole of this browser's own file, for a folder that is filled by hand. @throws {JournalError} */
export async function* sharedParts(db: JournalDatabase, header: FileHeader): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  for await (const batch of recordsSince(db, header.device, null)) yield linesOf(batch, header.authors);
}

const revisionsOf = (db: JournalDatabase, device: string): Promise<number> =>
  onJournal(db, 'everything', () => db.journal.where('[device+decidedAt+id]').between([device], [device, []]).count());

const tombstonesOf = (db: JournalDatabase): Promise<number> => onJournal(db, 'everything', () => db.tombstones.count());

/** What this device said at or after a time, batch by batch; all of it for null. */
async function* recordsSince(db: JournalDatabase, device: string, since: string | null): AsyncGenerator<Dated[]> {
  const from = since ?? '';
  for await (const rows of eachOf(db, db.tombstones, ({ kind, id }): [Tombstone['kind'], string] => [kind, id])) {
    yield rows.filter(({ at }) => at >= from).map((data) => ({ record: { type: 'tombstone', data }, at: data.at }));
  }
  for await (const rows of eachOf(db, db.sightings, idOf)) {
    const ours = rows.filter((row) => row.device === device && row.activeAt >= from);
    yield ours.map((data) => ({ record: { type: 'sighting', data }, at: data.activeAt }));
  }
  // Signed-off figures come with a deletion, and then the file is written anew.
  if (since === null) {
    for await (const rows of eachOf(db, db.baseline, ({ recordId }) => recordId)) {
      const ours = rows.filter(({ last, first }) => last.device === device || first?.device === device);
      yield ours.map((row) => ({ record: baselineRecord(row), at: row.last.decidedAt }));
    }
  }
  yield* revisionsSince(db, device, from);
  for await (const rows of eachOf(db, db.tipRecords, idOf)) {
    const ours = rows.filter((row) => row.device === device && row.at >= from);
    yield ours.map((data) => ({ record: { type: 'tip', data }, at: data.at }));
  }
  for await (const rows of eachOf(db, db.steps, idOf)) {
    const ours = rows.filter((row) => row.device === device && row.decidedAt >= from);
    yield ours.map((data) => ({ record: { type: 'step', data }, at: data.decidedAt }));
  }
  for await (const rows of eachOf(db, db.outcomes, idOf)) {
    const ours = rows.filter((row) => row.device === device && row.decidedAt >= from);
    yield ours.map((data) => ({ record: { type: 'outcome', data }, at: data.decidedAt }));
  }
}

/** By the index, because the journal is the one store that grows without end. */
async function* revisionsSince(db: JournalDatabase, device: string, since: string): AsyncGenerator<Dated[]> {
  let from = [device, since];
  for (;;) {
    const lower = from;
    const rows = await onJournal(db, 'everything', () =>
      db.journal
        .where('[device+decidedAt+id]')
        .between(lower, [device, []], lower.length === 2, false)
        .limit(batchSize)
        .toArray(),
    );
    yield rows.map((data) => ({ record: { type: 'revision', data }, at: data.decidedAt }));
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    from = [device, last.decidedAt, last.id];
  }
}

const idOf = ({ id }: { id: string }) => id;

/** A whole store batch by batch, by primary key: the fastest scan there is. */
async function* eachOf<T, K>(
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
