import { groupBy } from '../collections.ts';
import { unite } from '../merge/sightings.ts';
import type { Baseline, Sighting } from '../record-schema.ts';
import { compareRevisions, currentRow, firstOf } from '../revisions.ts';
import type { BaselineRow, CurrentRow, DecisionRollup, ProcedureStateRow } from '../rows.ts';
import type { Procedure, Revision, TipRecord } from '../schema.ts';
import { contribution, type Figured, procedureStateRow } from './rollups.ts';

/** What was said about one procedure, on all devices. */
export interface Said {
  sightings: readonly Sighting[];
  revisions: readonly Revision[];
  baseline: readonly Baseline[];
  tips: readonly TipRecord[];
}

/** What follows from it. */
export interface Derived {
  /** Null when all of it was deleted by age. */
  procedure: Procedure | null;
  rows: CurrentRow[];
  baseline: BaselineRow[];
  /** Null when nothing is left to count. */
  state: ProcedureStateRow | null;
  /** What the procedure adds to `decisionRollup`. */
  parts: DecisionRollup[];
}

/** What makes revisions of several devices one record. */
const subjectOf = ({ lotId, target }: Pick<Revision, 'lotId' | 'target'>): string => JSON.stringify([lotId, target.id]);

/**
 * Everything derived of one procedure, from what was said about it and nothing else. The same words always give the same
 * rows, in whatever order and on whatever device they came in: figures are true because they can be had again.
 */
export function derive({ sightings, revisions, baseline, tips }: Said): Derived {
  const { standing, procedure } = unite(sightings);
  const live = groupBy(revisions, subjectOf);
  const settled = groupBy(baseline, ({ last }) => subjectOf(last));
  const rows: CurrentRow[] = [];
  const bases: BaselineRow[] = [];
  const figured: Figured[] = [];
  for (const subject of new Set([...live.keys(), ...settled.keys()])) {
    const said = live.get(subject) ?? [];
    const signedOff = settled.get(subject) ?? [];
    const firstDay = firstDayOf(said, signedOff);
    const last = [...said, ...signedOff.map((base) => base.last)].sort(compareRevisions).at(-1);
    const counting = signedOff.find((base) => base.last === last);
    const row = counting || !procedure ? null : currentRow(said, procedure, firstDay);
    if (row) rows.push(row);
    const counts = row ?? (counting && firstDay !== undefined ? { ...counting.last, firstDay } : null);
    if (counts) figured.push(counts);
    for (const { recordId, procedureId, last: word, first } of signedOff) {
      const counted = word === last && counts ? contribution(counts) : null;
      bases.push({ recordId, procedureId, last: word, first, counted });
    }
  }
  const closedTips = sightings.flatMap((sighting) => fatesOf(sighting.tips));
  const state = procedureStateRow(standing, figured, [...tips, ...closedTips]);
  return { procedure, rows, baseline: bases, state, parts: figured.flatMap((row) => contribution(row) ?? []) };
}

function firstDayOf(revisions: readonly Revision[], baseline: readonly Baseline[]): string | undefined {
  const decided = baseline.flatMap(({ first }) => (first ? { ...first, kind: 'decision' as const } : []));
  const first = firstOf([...revisions, ...decided]);
  return first?.day ?? baseline[0]?.last.day;
}

function fatesOf({ shown, used }: { shown: boolean; used: boolean }): Pick<TipRecord, 'action'>[] {
  return [...(shown ? [{ action: 'shown' as const }] : []), ...(used ? [{ action: 'used' as const }] : [])];
}
