import { groupBy, rowsWith, unique } from '../collections.ts';
import type { JournalDatabase } from '../database.ts';
import type { Baseline, Outcome, Sighting, Step, Tombstone } from '../record-schema.ts';
import { compareRevisions } from '../revisions.ts';
import type { BaselineRow } from '../rows.ts';
import { sameContent } from '../same-content.ts';
import type { Revision, TipRecord } from '../schema.ts';
import { write } from '../store.ts';
import {
  baselineOf,
  closedSighting,
  mergedBaseline,
  mergedSighting,
  mergedTombstone,
  sameWords,
  withTips,
} from './merge-rules.ts';
import { settle } from './settle.ts';
import { standsBack } from './table-device.ts';

/** Things that were said on other devices, or deleted; every row has been checked against its schema. */
export interface Batch {
  sightings: Sighting[];
  revisions: Revision[];
  baseline: Baseline[];
  tombstones: Tombstone[];
  tips: TipRecord[];
  steps: Step[];
  outcomes: Outcome[];
}

/** Why a row was not taken: it was deleted here, or its id stands for other words here, which are never overwritten. */
export interface Refusal {
  id: string;
  why: 'deleted' | 'altered';
}

export interface MergeResult {
  /** Ids of rows that are new here. */
  added: string[];
  /** Rows that were known already. */
  known: number;
  refused: Refusal[];
  /** Record ids that are in conflict now and were not before. */
  conflicts: string[];
}

/** A batch of some things and nothing else. */
export function batchOf(part: Partial<Batch>): Batch {
  const empty = { sightings: [], revisions: [], baseline: [], tombstones: [], tips: [], steps: [], outcomes: [] };
  return { ...empty, ...part };
}

/** What a merge is busy with: the journal, what comes of it, and the sightings whose procedures change. */
interface Merge extends Omit<MergeResult, 'conflicts'> {
  db: JournalDatabase;
  touched: Set<string>;
  /** Until when what was said on a thing is deleted; '' when it is not. */
  deletedUpTo: (kind: Tombstone['kind'], id: string) => string;
}

/** After every moment. */
const always = '\uffff';

/**
 * Takes a batch into the journal, in one strict transaction with everything derived. In whatever order, grouping and
 * number of times batches come, the end is the same, on every device that has seen the same; what was deleted on one of
 * them stays deleted. Keep a batch to some thousand rows: an import goes in batch by batch, and each is whole by itself.
 * @param importId the import that new revisions are noted as coming with; null for none
 * @throws {JournalError}
 */
export function mergeRevisions(
  db: JournalDatabase,
  batch: Batch,
  importId: string | null = null,
): Promise<MergeResult> {
  return write(db, async () => {
    const merge = await begin(db, batch);
    await mergeTombstones(merge, batch.tombstones);
    await mergeSightings(merge, batch.sightings);
    await mergeBaseline(merge, batch.baseline);
    await mergeRevisionRows(merge, batch.revisions, importId);
    await mergeTips(merge, batch.tips);
    await mergeSteps(merge, batch.steps);
    await mergeOutcomes(merge, batch.outcomes);
    const { disputed } = await settle(db, [...merge.touched]);
    const { added, known, refused } = merge;
    return { added, known, refused, conflicts: disputed };
  });
}

const tombstoneKey = (kind: Tombstone['kind'], id: string): string => `${kind} ${id}`;

async function begin(db: JournalDatabase, batch: Batch): Promise<Merge> {
  const wanted: [Tombstone['kind'], string][] = [
    ...batch.revisions.flatMap(({ id, recordId }): [Tombstone['kind'], string][] => [
      ['author', id],
      ['record', recordId],
    ]),
    ...[...batch.sightings.map(({ id }) => id), ...batch.tips.map(({ procedureId }) => procedureId)].flatMap(
      (id): [Tombstone['kind'], string][] => [
        ['procedure', id],
        ['unfollowed', id],
      ],
    ),
    ...[...batch.steps, ...batch.outcomes].flatMap(({ id, procedureId }): [Tombstone['kind'], string][] => [
      ['author', id],
      ['procedure', procedureId],
    ]),
  ];
  const keys = [...new Map(wanted.map((key) => [tombstoneKey(...key), key])).values()];
  const stored = await db.tombstones.bulkGet(keys);
  const deleted = new Map<string, string>();
  for (const stone of [...stored, ...batch.tombstones]) {
    if (!stone) continue;
    const key = tombstoneKey(stone.kind, stone.id);
    const upTo = stone.upTo ?? always;
    if (upTo > (deleted.get(key) ?? '')) deleted.set(key, upTo);
  }
  const deletedUpTo: Merge['deletedUpTo'] = (kind, id) => deleted.get(tombstoneKey(kind, id)) ?? '';
  return { db, touched: new Set(), added: [], known: 0, refused: [], deletedUpTo };
}

/** Notes what was deleted elsewhere and deletes it here. */
async function mergeTombstones(merge: Merge, tombstones: readonly Tombstone[]): Promise<void> {
  if (tombstones.length === 0) return;
  const { db } = merge;
  const byKey = groupBy(tombstones, ({ kind, id }) => tombstoneKey(kind, id));
  const stored = await db.tombstones.bulkGet([...byKey.values()].flatMap(([stone]) => (stone ? [keyOf(stone)] : [])));
  const fresh: Tombstone[] = [];
  for (const [index, group] of [...byKey.values()].entries()) {
    const before = stored[index];
    const merged = [...(before ? [before] : []), ...group].reduce(mergedTombstone);
    if (sameContent(before, merged)) merge.known += group.length;
    else fresh.push(merged);
  }
  if (fresh.length === 0) return;
  await db.tombstones.bulkPut(fresh);
  const ids = (kind: Tombstone['kind']) => fresh.filter((stone) => stone.kind === kind).map(({ id }) => id);
  await forgetAuthors(merge, ids('author'));
  await foldRecords(
    merge,
    ids('record'),
    ({ recordId, decidedAt }) => decidedAt <= merge.deletedUpTo('record', recordId),
  );
  await closeSightings(merge, ids('procedure'));
  await dropUnfollowed(merge, ids('unfollowed'));
}

const keyOf = ({ kind, id }: Tombstone): [Tombstone['kind'], string] => [kind, id];

async function forgetAuthors({ db, touched }: Merge, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const revisions = (await db.journal.bulkGet(ids)).filter((row) => row !== undefined);
  for (const { procedureId } of revisions) touched.add(procedureId);
  await db.journal.bulkPut(revisions.map((row) => ({ ...row, author: null })));
  const steps = (await db.steps.bulkGet(ids)).filter((row) => row !== undefined);
  await db.steps.bulkPut(steps.map((row) => ({ ...row, author: null })));
  const outcomes = (await db.outcomes.bulkGet(ids)).filter((row) => row !== undefined);
  await db.outcomes.bulkPut(outcomes.map((row) => ({ ...row, author: null })));
}

/** Records deleted by age: the revisions that go become the signed-off base. */
async function foldRecords(merge: Merge, ids: string[], goes: (revision: Revision) => boolean): Promise<void> {
  if (ids.length === 0) return;
  const { db } = merge;
  const revisions = (await rowsWith(db.journal, 'recordId', ids)).filter(goes);
  await db.journal.bulkDelete(revisions.map(({ id }) => id));
  await db.origins.bulkDelete(revisions.map(({ id }) => id));
  await putBaseline(merge, revisions.map(baselineOf));
}

async function putBaseline({ db, touched }: Merge, bases: readonly Baseline[]): Promise<number> {
  if (bases.length === 0) return 0;
  const byRecord = groupBy(bases, ({ recordId }) => recordId);
  const stored = await db.baseline.bulkGet([...byRecord.keys()]);
  const rows: BaselineRow[] = [];
  for (const [index, group] of [...byRecord.values()].entries()) {
    const before = stored[index];
    const merged = group.reduce(mergedBaseline);
    const next = { ...(before ? mergedBaseline(before, merged) : merged), counted: before?.counted ?? null };
    if (!sameContent(before, next)) rows.push(next);
  }
  for (const { procedureId } of rows) touched.add(procedureId);
  await db.baseline.bulkPut(rows);
  return rows.length;
}

async function closeSightings(merge: Merge, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const { db } = merge;
  const isGone = (row: { procedureId: string; decidedAt: string }) =>
    row.decidedAt <= merge.deletedUpTo('procedure', row.procedureId);
  await db.steps.where('procedureId').anyOf(ids).filter(isGone).delete();
  await db.outcomes.where('procedureId').anyOf(ids).filter(isGone).delete();
  await putSightings(merge, await held(merge, ids));
}

/** Sightings as they are stored, to be looked at again after something about them was deleted. */
async function held({ db }: Merge, ids: readonly string[]): Promise<Change[]> {
  const rows = await db.sightings.bulkGet([...ids]);
  return rows.flatMap((sighting) => (sighting ? [{ before: sighting, merged: sighting }] : []));
}

/** A sighting as it stands, if it does, and as it is to be. */
interface Change {
  before: Sighting | undefined;
  merged: Sighting;
}

/** Stores sightings as far as they were not deleted by age. @returns ids of those of which anything is new */
async function putSightings(merge: Merge, changes: readonly Change[]): Promise<Set<string>> {
  const { db, touched } = merge;
  const deleted = changes.filter(({ merged }) => merge.deletedUpTo('procedure', merged.id) !== '');
  const tips = await rowsWith(
    db.tipRecords,
    'procedureId',
    deleted.map(({ merged }) => merged.id),
  );
  const gone = groupBy(
    tips.filter(({ at, procedureId }) => at <= merge.deletedUpTo('procedure', procedureId)),
    ({ procedureId }) => procedureId,
  );
  const fresh: Sighting[] = [];
  for (const { before, merged } of changes) {
    const isResting = merged.activeAt <= merge.deletedUpTo('procedure', merged.id);
    const kept = withTips(isResting ? closedSighting(merged) : merged, gone.get(merged.id) ?? []);
    if (!sameContent(before, kept)) fresh.push(kept);
  }
  const ids = [...gone.values()].flat().map(({ id }) => id);
  if (ids.length > 0) await db.tipRecords.bulkDelete(ids);
  if (fresh.length > 0) await db.sightings.bulkPut(fresh);
  for (const { id } of fresh) touched.add(id);
  return new Set(fresh.map(({ id }) => id));
}

async function dropUnfollowed({ db, touched }: Merge, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.sightings.bulkDelete(ids);
  await db.tipRecords.where('procedureId').anyOf(ids).delete();
  for (const id of ids) touched.add(id);
}

async function mergeSightings(merge: Merge, sightings: readonly Sighting[]): Promise<void> {
  const wanted = sightings.filter(({ id }) => {
    if (merge.deletedUpTo('unfollowed', id) === '') return true;
    merge.refused.push({ id, why: 'deleted' });
    return false;
  });
  const byId = groupBy(wanted, ({ id }) => id);
  const stored = await merge.db.sightings.bulkGet([...byId.keys()]);
  const changes = [...byId.values()].map((copies, index): Change => {
    const before = stored[index];
    return { before, merged: [...(before ? [before] : []), ...copies].reduce(mergedSighting) };
  });
  const fresh = await putSightings(merge, changes);
  for (const [index, [id, copies]] of [...byId].entries()) {
    if (!fresh.has(id)) merge.known += copies.length;
    else if (stored[index] === undefined) merge.added.push(id);
  }
}

async function mergeBaseline(merge: Merge, bases: readonly Baseline[]): Promise<void> {
  if (bases.length === 0) return;
  const plain = bases.map(({ recordId, procedureId, last, first }) => ({ recordId, procedureId, last, first }));
  const changed = await putBaseline(merge, plain);
  merge.known += bases.length - changed;
  // A base says by itself that its record was deleted, also when the tombstone comes with another batch.
  const ids = bases.map(({ recordId }) => recordId);
  const lasts = new Map(
    (await merge.db.baseline.bulkGet(ids)).flatMap((base) => (base ? [[base.recordId, base.last]] : [])),
  );
  await foldRecords(merge, ids, (revision) => isWithin(revision, lasts.get(revision.recordId)));
}

const isWithin = (revision: Revision, last: Revision | undefined): boolean =>
  last !== undefined && compareRevisions(revision, last) <= 0;

async function mergeRevisionRows(merge: Merge, revisions: readonly Revision[], importId: string | null): Promise<void> {
  if (revisions.length === 0) return;
  const { db, touched } = merge;
  const bases = await db.baseline.bulkGet(unique(revisions.map(({ recordId }) => recordId)));
  const lasts = new Map(bases.flatMap((base) => (base ? [[base.recordId, base.last]] : [])));
  const isGone = (revision: Revision) =>
    isWithin(revision, lasts.get(revision.recordId)) ||
    revision.decidedAt <= merge.deletedUpTo('record', revision.recordId);
  const gone = revisions.filter(isGone);
  for (const { id } of gone) merge.refused.push({ id, why: 'deleted' });
  await putBaseline(merge, gone.map(baselineOf));
  const fresh = await freshOf(
    merge,
    revisions.filter((revision) => !isGone(revision)),
    (ids) => db.journal.bulkGet(ids),
  );
  await db.journal.bulkPut(fresh);
  for (const { procedureId } of fresh) touched.add(procedureId);
  if (importId === null) return;
  const added = new Set(merge.added);
  await db.origins.bulkPut(fresh.filter(({ id }) => added.has(id)).map(({ id }) => ({ id, importId })));
}

/**
 * Rows to be written, each once: those that are not known yet, without an author that was forgotten, and those known
 * that come with a pseudonym or in full now. Exports leave pseudonyms out unless asked and tables leave out more, so the
 * same row may come without first; in whatever order, the fuller one stays. The others are counted or refused.
 */
async function freshOf<T extends Pick<Revision, 'id' | 'author' | 'device' | 'decidedAt' | 'procedureId'>>(
  merge: Merge,
  rows: readonly T[],
  stored: (ids: string[]) => PromiseLike<(T | undefined)[]>,
): Promise<T[]> {
  const known = await stored(rows.map(({ id }) => id));
  const fresh = new Map<string, T>();
  const added = new Set<string>();
  for (const [index, said] of rows.entries()) {
    const row = merge.deletedUpTo('author', said.id) !== '' ? { ...said, author: null } : said;
    const before = fresh.get(row.id) ?? known[index];
    if (before && standsBack(before, row)) {
      merge.known += 1;
      merge.touched.add(before.procedureId);
      fresh.set(row.id, row);
    } else if (before && standsBack(row, before)) merge.known += 1;
    else if (before && !sameWords(before, row)) merge.refused.push({ id: row.id, why: 'altered' });
    else if (before) {
      merge.known += 1;
      if ((row.author ?? '') > (before.author ?? '')) fresh.set(row.id, row);
    } else {
      fresh.set(row.id, row);
      added.add(row.id);
    }
  }
  merge.added.push(...added);
  return [...fresh.values()];
}

async function mergeTips(merge: Merge, tips: readonly TipRecord[]): Promise<void> {
  if (tips.length === 0) return;
  const { db, touched } = merge;
  const kept = tips.filter(({ id, procedureId }) => {
    if (merge.deletedUpTo('unfollowed', procedureId) === '') return true;
    merge.refused.push({ id, why: 'deleted' });
    return false;
  });
  const stored = await db.tipRecords.bulkGet(kept.map(({ id }) => id));
  const fresh = kept.filter((_, index) => stored[index] === undefined);
  merge.known += kept.length - fresh.length;
  merge.added.push(...fresh.map(({ id }) => id));
  await db.tipRecords.bulkPut(fresh);
  const homes = unique(kept.map(({ procedureId }) => procedureId));
  for (const id of homes) touched.add(id);
  const deleted = homes.filter((id) => merge.deletedUpTo('procedure', id) !== '');
  if (deleted.length > 0) await putSightings(merge, await held(merge, deleted));
}

async function mergeSteps(merge: Merge, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const kept = steps.filter((step) => isKept(merge, step));
  await merge.db.steps.bulkPut(await freshOf(merge, kept, (ids) => merge.db.steps.bulkGet(ids)));
}

async function mergeOutcomes(merge: Merge, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const kept = outcomes.filter((outcome) => isKept(merge, outcome));
  await merge.db.outcomes.bulkPut(await freshOf(merge, kept, (ids) => merge.db.outcomes.bulkGet(ids)));
}

function isKept(merge: Merge, { id, procedureId, decidedAt }: Step | Outcome): boolean {
  if (decidedAt > merge.deletedUpTo('procedure', procedureId)) return true;
  merge.refused.push({ id, why: 'deleted' });
  return false;
}
