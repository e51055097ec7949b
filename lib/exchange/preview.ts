import { groupBy, rowsWith } from '../log/collections.ts';
import { type JournalDatabase, onJournal } from '../log/database.ts';
import { mergedTombstone } from '../log/merge/merge-rules.ts';
import { tableDevice } from '../log/merge/table-device.ts';
import type { Sighting, Tombstone } from '../log/record-schema.ts';
import { compareRevisions, openEnds } from '../log/revisions.ts';
import { sameContent } from '../log/same-content.ts';
import type { Revision } from '../log/schema.ts';
import type { JournalRecord, Refusal } from './format.ts';

/** What taking a file in would do, before anything is done. */
export interface ImportPreview {
  /** Decisions that are not here yet. */
  added: number;
  /** Decisions that are here and get a later word. */
  newer: number;
  /** Decisions on which this browser and another each said something without knowing of the other. */
  conflicts: number;
  /** Revisions that are here already. */
  known: number;
  /** Revisions of decisions that were deleted here: they stay away. */
  deleted: number;
  /** Decisions here that the file says were deleted elsewhere. */
  deletions: number;
  /** Decisions, steps and evaluations here that lose a pseudonym, because the person was forgotten elsewhere. */
  forgotten: number;
  /** Deletions that are not known here yet. They are taken in even where nothing is here: it must not come back. */
  tombstones: number;
  procedures: number;
  /** Checklist steps, evaluations and tips that are not here yet. */
  others: number;
  /** Records that break a rule; the first of them by line. */
  refused: number;
  refusals: Refusal[];
}

/** Records that are compared in one go at the end. */
const comparedAtOnce = 500;
/** Refusals that are named one by one. */
const namedRefusals = 50;

export const emptyPreview = (): ImportPreview => ({
  added: 0,
  newer: 0,
  conflicts: 0,
  known: 0,
  deleted: 0,
  deletions: 0,
  forgotten: 0,
  tombstones: 0,
  procedures: 0,
  others: 0,
  refused: 0,
  refusals: [],
});

/** Whether a file has anything that is not here yet. */
export function bringsAnything({ added, newer, conflicts, tombstones, procedures, others }: ImportPreview): boolean {
  return added + newer + conflicts + tombstones + procedures + others > 0;
}

type Ends = Pick<Revision, 'id' | 'supersedes' | 'confirms' | 'decidedAt' | 'device'>;

/** Counts what the records of a file would do, chunk by chunk; `end` when all of them have been seen. */
export interface PreviewCount {
  /** Counts revisions that were found here already. */
  know(revisions: number): void;
  look(records: readonly JournalRecord[], refused: readonly Refusal[]): Promise<void>;
  end(): Promise<ImportPreview>;
}

const ofType = <T extends JournalRecord['type']>(records: readonly JournalRecord[], type: T) =>
  records.flatMap((record) =>
    record.type === type ? [record.data as Extract<JournalRecord, { type: T }>['data']] : [],
  );

/**
 * Compares a file with the journal. Of a record that is here as well, the file's revisions are remembered (their ids and
 * order, not what they say), because whether they go on from ours or were made apart shows only when all are known.
 */
export function createPreview(db: JournalDatabase): PreviewCount {
  const preview = emptyPreview();
  /** Revisions that are not here, by the id of the record here that they belong to. */
  const arriving = new Map<string, Ends[]>();
  /** Our procedure, by the file's sighting of the same. */
  const same = new Map<string, string>();

  async function lookAtTombstones(tombstones: readonly Tombstone[]): Promise<void> {
    if (tombstones.length === 0) return;
    const held = await db.tombstones.bulkGet(tombstones.map(({ kind, id }) => [kind, id]));
    const fresh = tombstones.filter((stone, place) => {
      const known = held[place];
      return known === undefined || !sameContent(known, mergedTombstone(known, stone));
    });
    preview.tombstones += fresh.length;
    const idsOf = (wanted: Tombstone['kind']) => fresh.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
    preview.deletions += (await rowsWith(db.current, 'records', idsOf('record'))).length;
    const nameless = idsOf('author');
    for (const table of [db.journal, db.steps, db.outcomes]) {
      const rows: ({ author: string | null } | undefined)[] = await table.bulkGet(nameless);
      preview.forgotten += rows.filter((row) => row !== undefined && row.author !== null).length;
    }
  }

  async function lookAtSightings(sightings: readonly Sighting[]): Promise<void> {
    if (sightings.length === 0) return;
    const own = await db.sightings.bulkGet(sightings.map(({ id }) => id));
    preview.procedures += own.filter((known) => known === undefined).length;
    const links = sightings.flatMap((sighting) => sighting.links);
    const linked = await rowsWith(db.sightings, 'links', links);
    const byLink = new Map(linked.flatMap(({ id, links: held }) => held.map((link) => [link, id] as const)));
    for (const { id, links: held } of sightings) {
      const ours = held.map((link) => byLink.get(link)).find((found) => found !== undefined && found !== id);
      if (ours !== undefined) same.set(id, ours);
    }
  }

  async function lookAtRevisions(revisions: readonly Revision[]): Promise<void> {
    if (revisions.length === 0) return;
    const known = await db.journal.bulkGet(revisions.map(({ id }) => id));
    const fresh = revisions.filter((_, place) => known[place] === undefined);
    preview.known += revisions.length - fresh.length;
    const graves = await db.tombstones.bulkGet(fresh.map(({ recordId }) => ['record', recordId]));
    // What was said after a deletion stands.
    const living = fresh.filter(({ decidedAt }, place) => {
      const grave = graves[place];
      return grave === undefined || (grave.upTo !== null && decidedAt > grave.upTo);
    });
    preview.deleted += fresh.length - living.length;
    const here = await recordsHere(living);
    for (const [place, revision] of living.entries()) {
      const record = here[place];
      if (record === undefined) {
        // A table has a decision's last word alone, whatever came before it.
        if (revision.supersedes === null || revision.device === tableDevice) preview.added += 1;
        continue;
      }
      const { id, supersedes, confirms, decidedAt, device } = revision;
      const waiting = arriving.get(record);
      if (waiting) waiting.push({ id, supersedes, confirms, decidedAt, device });
      else arriving.set(record, [{ id, supersedes, confirms, decidedAt, device }]);
    }
  }

  /** For each revision the id under which its decision stands in our log; undefined when it does not. */
  async function recordsHere(revisions: readonly Revision[]): Promise<(string | undefined)[]> {
    const ids = revisions.map(({ recordId }) => recordId);
    const rows = await rowsWith(db.current, 'records', ids);
    const byRecord = new Map(rows.flatMap(({ records, recordId }) => records.map((id) => [id, recordId] as const)));
    const apart = revisions.filter(({ recordId, procedureId }) => !byRecord.has(recordId) && same.has(procedureId));
    const sightings = apart.map(({ procedureId }) => same.get(procedureId) ?? '');
    const procedures = await rowsWith(db.procedures, 'members', sightings);
    const neighbours = await rowsWith(
      db.current,
      'procedureId',
      procedures.map(({ id }) => id),
    );
    const homeOf = new Map(procedures.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
    const subject = (procedure: string, { target, lotId }: Pick<Revision, 'target' | 'lotId'>) =>
      JSON.stringify([procedure, target.id, lotId]);
    const bySubject = new Map(neighbours.map((row) => [subject(row.procedureId, row), row.recordId]));
    return revisions.map((revision) => {
      const home = homeOf.get(same.get(revision.procedureId) ?? '');
      return byRecord.get(revision.recordId) ?? (home && bySubject.get(subject(home, revision)));
    });
  }

  /** What the revisions that arrive do to records that are here. */
  async function compare(batch: readonly [string, Ends[]][]): Promise<void> {
    const rows = await db.current.bulkGet(batch.map(([recordId]) => recordId));
    const records = rows.flatMap((row) => row?.records ?? []);
    const said = groupBy(await rowsWith(db.journal, 'recordId', records), ({ recordId }) => recordId);
    for (const [place, [, incoming]] of batch.entries()) {
      const row = rows[place];
      if (!row) continue;
      const ours = row.records.flatMap((id) => said.get(id) ?? []);
      const all = [...ours, ...incoming];
      if (openEnds<Ends>(all).length > openEnds(ours).length) preview.conflicts += 1;
      else if (incoming.some((revision) => compareRevisions(revision, row) > 0)) preview.newer += 1;
    }
  }

  /** Reads as of one moment: apart, each of the many look-ups would be a transaction of its own. */
  const reading = (work: () => Promise<void>) =>
    onJournal(db, 'everything', () => db.transaction('r', db.tables, async () => work()));

  return {
    know: (revisions) => {
      preview.known += revisions;
    },
    look: (records, refused) =>
      reading(async () => {
        preview.refused += refused.length;
        preview.refusals.push(...refused.slice(0, namedRefusals - preview.refusals.length));
        await lookAtTombstones(ofType(records, 'tombstone'));
        await lookAtSightings(ofType(records, 'sighting'));
        await lookAtRevisions(ofType(records, 'revision'));
        const rest = [
          [db.tipRecords, ofType(records, 'tip')],
          [db.steps, ofType(records, 'step')],
          [db.outcomes, ofType(records, 'outcome')],
        ] as const;
        for (const [table, rows] of rest) {
          const held = await table.bulkGet(rows.map(({ id }) => id));
          preview.others += held.filter((row) => row === undefined).length;
        }
      }),
    async end() {
      const all = [...arriving];
      for (let from = 0; from < all.length; from += comparedAtOnce) {
        await reading(() => compare(all.slice(from, from + comparedAtOnce)));
      }
      return preview;
    },
  };
}
