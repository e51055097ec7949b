import type { CurrentRow, ProcedureSummary } from './rows.ts';
import type { Procedure, Revision } from './schema.ts';

type Order = Pick<Revision, 'decidedAt' | 'device' | 'id'>;

/** Later first decides by time, then by the greater device id, so that every device picks the same; id only for twins. */
export function compareRevisions(a: Order, b: Order): number {
  for (const key of ['decidedAt', 'device', 'id'] as const) {
    if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  }
  return 0;
}

/** Revisions that no other one supersedes or settles; more than one means that they were made apart. */
export function openEnds<T extends Pick<Revision, 'id' | 'supersedes' | 'confirms'>>(revisions: readonly T[]): T[] {
  const settled = new Set(revisions.flatMap(({ supersedes, confirms = [] }) => [supersedes, ...confirms]));
  return revisions.filter(({ id }) => !settled.has(id));
}

/** What is copied from a procedure to its rows in the log. */
export function summaryOf(procedure: Procedure): ProcedureSummary {
  return {
    title: procedure.title,
    buyer: procedure.buyer,
    reference: procedure.reference,
    noticeProcedureId: procedure.procedureId,
    publicationNumber: procedure.publicationNumber,
    cpv: procedure.cpv,
    language: procedure.language,
    url: procedure.url,
  };
}

/** Marks that only some rows carry, so that their indexes hold those alone. */
export function rareMarks(
  { kind, verdict, evidence }: Revision,
  conflict: boolean,
): Pick<CurrentRow, 'disputed' | 'unproven'> {
  const unproven = kind === 'decision' && (verdict === 'met' || verdict === 'partiallyMet') && evidence.length === 0;
  return { ...(conflict && { disputed: 1 }), ...(unproven && { unproven: 1 }) };
}

/** The first decision on a record, or the first word on it when it never was one: its figures count on that day. */
export function firstOf<T extends Pick<Revision, 'kind'> & Order>(revisions: readonly T[]): T | undefined {
  const ordered = [...revisions].sort(compareRevisions);
  return ordered.find(({ kind }) => kind === 'decision') ?? ordered[0];
}

/**
 * The row of `current` that follows from all revisions of one record; `firstDay` where an earlier part of the record
 * was deleted by age.
 * @returns null when there are none.
 */
export function currentRow(
  revisions: readonly Revision[],
  procedure: Procedure,
  firstDay = firstOf(revisions)?.day,
): CurrentRow | null {
  const current = [...revisions].sort(compareRevisions).at(-1);
  if (!current) return null;
  const day = firstDay ?? current.day;
  const conflict = openEnds(revisions).length > 1;
  const records = [...new Set(revisions.map(({ recordId }) => recordId))].sort();
  return {
    ...current,
    recordId: records[0] ?? current.recordId,
    procedureId: procedure.id,
    records,
    firstDay: day,
    moved: day === current.day ? 0 : 1,
    conflict,
    ...rareMarks(current, conflict),
    procedure: summaryOf(procedure),
  };
}

/** The revision that a row of `current` stands for, without what was derived beside it. */
export function revisionOf(row: CurrentRow): Revision {
  const { records: _, firstDay: __, moved: ___, conflict: ____, disputed, unproven, procedure, ...revision } = row;
  return revision;
}
