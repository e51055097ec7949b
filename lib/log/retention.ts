import { type JournalDatabase, onJournal } from './database.ts';
import { batchOf, mergeRevisions } from './merge/merge.ts';
import { queueTombstones } from './outbox.ts';
import { approveNotice } from './procedures/notice-approval.ts';
import type { Outcome, Step, Tombstone } from './record-schema.ts';
import type { Procedure, Revision } from './schema.ts';
import { write } from './store.ts';

/** Procedures looked at, or rows deleted, in one go. */
const batchSize = 200;

interface RetentionOptions {
  now: Date;
  /** Called with the rows done so far. */
  onProgress?: (done: number) => void;
  /** Ends the work between two steps; what was deleted until then stays deleted, each step whole by itself. */
  signal?: AbortSignal;
}

/** Procedures and decisions that a deletion by age takes. */
export interface AgeReport {
  procedures: number;
  records: number;
}

/** The records of a procedure on which nothing was said or done after a moment; null when something was. */
async function restingSince(db: JournalDatabase, { members }: Procedure, upTo: string): Promise<string[] | null> {
  const sightings = (await db.sightings.bulkGet(members)).filter((sighting) => sighting !== undefined);
  const revisions = await db.journal.where('procedureId').anyOf(members).toArray();
  const tips = await db.tipRecords.where('procedureId').anyOf(members).toArray();
  const steps = await db.steps.where('procedureId').anyOf(members).toArray();
  const outcomes = await db.outcomes.where('procedureId').anyOf(members).toArray();
  const moments = [
    ...sightings.map(({ activeAt }) => activeAt),
    ...tips.map(({ at }) => at),
    ...[...revisions, ...steps, ...outcomes].map(({ decidedAt }) => decidedAt),
  ];
  if (moments.some((moment) => moment > upTo)) return null;
  return [...new Set(revisions.map(({ recordId }) => recordId))];
}

/** The last moment before a day (YYYY-MM-DD). */
const endBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00.000Z`) - 1).toISOString();

interface Resting {
  procedure: Procedure;
  records: string[];
}

/** The procedures on which nothing happened from a day on, batch by batch. */
async function* resting(db: JournalDatabase, upTo: string): AsyncGenerator<Resting[]> {
  let last = '';
  for (;;) {
    const from = last;
    const { found, end } = await onJournal(db, 'everything', async () => {
      const batch = await db.procedures.where(':id').above(from).limit(batchSize).toArray();
      const old: Resting[] = [];
      for (const procedure of batch) {
        const records = await restingSince(db, procedure, upTo);
        if (records) old.push({ procedure, records });
      }
      return { found: old, end: batch.length < batchSize ? null : (batch.at(-1)?.id ?? null) };
    });
    yield found;
    if (end === null) return;
    last = end;
  }
}

/** What a deletion of everything that rested before a day (YYYY-MM-DD) would take. @throws {JournalError} */
export async function oldBefore(db: JournalDatabase, day: string): Promise<AgeReport> {
  const report = { procedures: 0, records: 0 };
  for await (const batch of resting(db, endBefore(day))) {
    report.procedures += batch.length;
    report.records += batch.reduce((sum, { records }) => sum + records.length, 0);
  }
  return report;
}

/** Deletes what tombstones say, here and, where there is one, in the team. */
function bury(db: JournalDatabase, tombstones: Tombstone[]): Promise<void> {
  return write(db, async () => {
    await mergeRevisions(db, batchOf({ tombstones }));
    await queueTombstones(db, tombstones);
  });
}

/**
 * Deletes the procedures on which nothing happened from a day (YYYY-MM-DD) on, with their decisions, tips, checklists and
 * evaluations. The figures stay: the last word of each decision is kept without person, text and evidence as the
 * signed-off base. What somebody says later, here or on a device that has not heard of it yet, stands. Cannot be undone.
 * Call it under the pages' common lock.
 * @throws {JournalError}
 */
export async function deleteByAge(
  db: JournalDatabase,
  day: string,
  { now, onProgress, signal }: RetentionOptions,
): Promise<AgeReport> {
  const at = now.toISOString();
  const upTo = endBefore(day);
  const report = { procedures: 0, records: 0 };
  for await (const batch of resting(db, upTo)) {
    for (const { procedure, records } of batch) {
      signal?.throwIfAborted();
      const stone = (kind: Tombstone['kind']) => (id: string) => ({ kind, id, at, upTo });
      const tombstones = [...records.map(stone('record')), ...procedure.members.map(stone('procedure'))];
      await bury(db, tombstones);
      await approveNotice(db, procedure, null);
      report.procedures += 1;
      report.records += records.length;
      onProgress?.(report.procedures);
    }
  }
  return report;
}

/** The day (YYYY-MM-DD) so many years before another. */
export function yearsBefore(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) - years}${day.slice(4).replace('-02-29', '-02-28')}`;
}

/**
 * Deletes what is older than an organisation keeps its records, once a day at most, as all of the journal is looked
 * through. Call it under the pages' common lock.
 * @returns what went; null when it was done before today
 * @throws {JournalError}
 */
export async function deleteByDuty(
  db: JournalDatabase,
  today: string,
  years: number,
  options: RetentionOptions,
): Promise<AgeReport | null> {
  const value = `${today} ${years}`;
  if ((await onJournal(db, 'everything', () => db.meta.get('deletedByDuty')))?.value === value) return null;
  const report = await deleteByAge(db, yearsBefore(today, years), options);
  await onJournal(db, 'everything', () => db.meta.put({ key: 'deletedByDuty', value }));
  return report;
}

/** Everybody who is named in the journal, by pseudonym, sorted. @throws {JournalError} */
export function authors(db: JournalDatabase): Promise<string[]> {
  return onJournal(db, 'everything', async () => {
    const tables = [db.journal, db.steps, db.outcomes];
    const names = await Promise.all(tables.map((table) => table.orderBy('author').uniqueKeys()));
    return [...new Set(names.flat().map(String))].sort((a, b) => a.localeCompare(b, 'da'));
  });
}

/** Rows of a person that are left, at most a batch. */
function someOf(db: JournalDatabase, author: string): Promise<string[]> {
  return onJournal(db, 'everything', async () => {
    for (const table of [db.journal, db.steps, db.outcomes]) {
      const ids = await table.where('author').equals(author).limit(batchSize).primaryKeys();
      if (ids.length > 0) return ids;
    }
    return [];
  });
}

/**
 * Forgets a person: the pseudonym goes from everything they wrote, and so it does wherever this is merged. Every figure
 * but that of the person stays as it was. Cannot be undone. Call it under the pages' common lock.
 * @returns how many rows carried the pseudonym
 * @throws {JournalError}
 */
export async function deletePerson(
  db: JournalDatabase,
  author: string,
  { now, onProgress, signal }: RetentionOptions,
): Promise<number> {
  const at = now.toISOString();
  let done = 0;
  for (;;) {
    signal?.throwIfAborted();
    const ids = await someOf(db, author);
    if (ids.length === 0) return done;
    const tombstones = ids.map((id): Tombstone => ({ kind: 'author', id, at, upTo: null }));
    await bury(db, tombstones);
    done += ids.length;
    onProgress?.(done);
  }
}

/** What one person wrote, row by row: for whoever asks what is stored about them. */
export type PersonalRow =
  | { type: 'decision'; row: Revision }
  | { type: 'step'; row: Step }
  | { type: 'outcome'; row: Outcome };

/** Everything in the journal that carries a person's pseudonym, in batches. @throws {JournalError} */
export async function* writtenBy(db: JournalDatabase, author: string): AsyncGenerator<PersonalRow[]> {
  const read = <T>(rows: () => PromiseLike<T[]>) => onJournal(db, 'everything', rows);
  const keys = await read(() => db.journal.where('author').equals(author).primaryKeys());
  for (let done = 0; done < keys.length; done += batchSize) {
    const rows = await read(() => db.journal.bulkGet(keys.slice(done, done + batchSize)));
    yield rows.flatMap((row) => (row ? [{ type: 'decision' as const, row }] : []));
  }
  const steps = await read(() => db.steps.where('author').equals(author).toArray());
  if (steps.length > 0) yield steps.map((row) => ({ type: 'step' as const, row }));
  const outcomes = await read(() => db.outcomes.where('author').equals(author).toArray());
  if (outcomes.length > 0) yield outcomes.map((row) => ({ type: 'outcome' as const, row }));
}
