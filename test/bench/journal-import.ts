import type { FileHeader, FileRecord, JournalRecord } from '../../lib/exchange/format.ts';
import { stageFile } from '../../lib/exchange/stage.ts';
import { commitImports, takeIn } from '../../lib/exchange/take-in.ts';
import { fileParts } from '../../lib/exchange/write-file.ts';
import { type JournalDatabase, openJournal } from '../../lib/log/database.ts';
import type { OpenSighting } from '../../lib/log/record-schema.ts';
import type { CurrentRow } from '../../lib/log/rows.ts';
import type { Revision } from '../../lib/log/schema.ts';
import { type JournalPlan, type MadeProcedure, makeJournal } from '../fixtures/large-journal.ts';

const device = '7d0c2b7a-5d0e-4c57-9a41-0b8f6f1f7a11';

const header: FileHeader = {
  format: 'groent-lys',
  version: 1,
  content: 'export',
  exportedAt: '2026-11-20T10:00:00.000Z',
  timezone: 'Europe/Copenhagen',
  device,
  tool: { version: '0.1.0', data: 'bench' },
  scope: null,
  completeness: null,
  authors: false,
};

/** A colleague's procedure as their browser would share it. */
export function recordsOf({ procedure, revisions }: MadeProcedure): FileRecord[] {
  const { members: _, words: __, relevant, followedAt, unfollowedAt: ___, ...facts } = procedure;
  const sighting: OpenSighting = {
    ...facts,
    device,
    closed: false,
    changedAt: followedAt,
    activeAt: followedAt,
    links: [],
    joins: [],
    following: [{ at: followedAt, on: true }],
    readings: [{ page: facts.url, at: followedAt, relevant }],
    tips: { shown: false, used: false },
  };
  const said = revisions.map((data): FileRecord => ({ type: 'revision', data: { ...data, device } }));
  return [{ type: 'sighting', data: sighting }, ...said];
}

/** Decisions as a file. */
export interface MadeFile {
  file: File;
  decisions: number;
}

/**
 * What a file of so many decisions of a plan holds, piece by piece, or of a few more: a procedure's stand together.
 * @returns how many there are
 */
export async function* filePieces(plan: JournalPlan, decisions: number): AsyncGenerator<string, number> {
  let count = 0;
  async function* batches() {
    for (const made of makeJournal({ ...plan, procedures: decisions, seed: 77 })) {
      count += made.revisions.length;
      yield recordsOf(made);
      if (count >= decisions) return;
    }
  }
  yield* fileParts(header, batches(), 'jsonl');
  return count;
}

/** A file that is made in the page. One of more than some hundred thousand decisions is read from the disk instead. */
export async function madeFile(plan: JournalPlan, decisions: number): Promise<MadeFile> {
  const parts: Blob[] = [];
  const pieces = filePieces(plan, decisions);
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return { file: new File(parts, 'bench.jsonl'), decisions: value };
    parts.push(new Blob([value]));
  }
}

/** Milliseconds to read a file of so many decisions, look at it, and take it into the journal with all figures. */
export async function importTime(plan: JournalPlan, decisions: number): Promise<number> {
  return importFile(await madeFile(plan, decisions));
}

/** The same for a file that has been made. */
export async function importFile({ file, decisions: made }: MadeFile): Promise<number> {
  const db = openJournal();
  const before = await db.journal.count();
  const start = performance.now();
  const staged = await stageFile(db, file);
  await commitImports(db, [staged.importId]);
  await takeIn(db);
  const time = performance.now() - start;
  staged.release();
  const added = (await db.journal.count()) - before;
  db.close();
  if (added !== made) throw new Error(`${made} decisions in the file, ${added} in the journal`);
  return time;
}

/**
 * The same the plain way, in a database of its own: the file as one string, every line parsed and put as it is, and the
 * figures grouped from all rows.
 */
export async function plainImportTime(plan: JournalPlan, decisions: number): Promise<number> {
  const { file } = await madeFile(plan, decisions);
  const db: JournalDatabase = openJournal({ name: 'bench-plain' });
  await db.open();
  const start = performance.now();
  const records = (await file.text())
    .trimEnd()
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line) as JournalRecord);
  const revisions = records.flatMap(({ type, data }) => (type === 'revision' ? [data] : []));
  await db.journal.bulkPut(revisions);
  await db.sightings.bulkPut(records.flatMap(({ type, data }) => (type === 'sighting' ? [data] : [])));
  await db.current.bulkPut(revisions as CurrentRow[]);
  const rows: Revision[] = await db.current.toArray();
  const figures = new Map<string, number>();
  for (const { day, unit, area, target, verdict } of rows) {
    const key = [day, unit, area, target.id, verdict].join(' ');
    figures.set(key, (figures.get(key) ?? 0) + 1);
  }
  const time = performance.now() - start;
  db.close();
  await db.delete();
  return time;
}
