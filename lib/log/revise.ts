import type { Context } from './context.ts';
import type { JournalDatabase } from './database.ts';
import { newId } from './new-id.ts';
import { queue } from './outbox.ts';
import { compareRevisions, openEnds } from './revisions.ts';
import type { CurrentRow } from './rows.ts';
import type { Revision } from './schema.ts';
import { dayIn, strictlyAfter } from './time.ts';

/** What a revision says, without who says it, when and in which order. */
type Content = Pick<
  Revision,
  | 'kind'
  | 'lotId'
  | 'target'
  | 'area'
  | 'verdict'
  | 'reason'
  | 'placement'
  | 'awardWeightPct'
  | 'measured'
  | 'ecolabels'
  | 'evidence'
  | 'vehicles'
  | 'phase'
  | 'goals'
  | 'gpp'
  | 'value'
  | 'valueLevel'
> & {
  /** Left out, the record stays with the unit that it was logged under. */
  unit?: string;
};

const nothing = {
  verdict: null,
  reason: null,
  placement: [],
  awardWeightPct: null,
  measured: null,
  ecolabels: [],
  evidence: [],
  vehicles: null,
  phase: null,
  value: null,
  valueLevel: null,
} as const;

/** Content without a verdict: a withdrawal or a mismatch of the record that `from` names. */
export function empty(
  kind: 'withdrawal' | 'mismatch',
  from: Pick<Content, 'lotId' | 'target' | 'area' | 'goals' | 'gpp'>,
  reason: Content['reason'] = null,
): Content {
  const { lotId, target, area, goals, gpp } = from;
  return { ...nothing, placement: [], ecolabels: [], evidence: [], kind, lotId, target, area, goals, gpp, reason };
}

/** All revisions of a row of the log, oldest first. */
export async function historyOf(db: JournalDatabase, { records }: Pick<CurrentRow, 'records'>): Promise<Revision[]> {
  const revisions = await db.journal.where('recordId').anyOf(records).toArray();
  return revisions.sort(compareRevisions);
}

/**
 * Writes content as the record's next revision: always later than what it supersedes, and settling every other open
 * end, since whoever writes it has the last word.
 * Only inside `write`, and followed by `settle`.
 * @param home the sighting under which a first word is logged; a later one stays where the one before it is
 */
export async function revise(
  db: JournalDatabase,
  home: Pick<Revision, 'procedureId' | 'portal'>,
  row: CurrentRow | null,
  content: Content,
  context: Context,
): Promise<Revision> {
  const history = row === null ? [] : await historyOf(db, row);
  const current = history.at(-1);
  const decided = strictlyAfter(context.now, current?.decidedAt ?? null);
  const confirms = openEnds(history)
    .map(({ id }) => id)
    .filter((id) => id !== current?.id);
  const { kind, lotId, target, area, verdict, reason, placement, awardWeightPct, measured, ecolabels } = content;
  const { evidence, vehicles, phase, goals, gpp, value, valueLevel } = content;
  const revision: Revision = {
    id: newId(context),
    recordId: current?.recordId ?? newId(context),
    rev: Math.max(0, ...history.map(({ rev }) => rev)) + 1,
    supersedes: current?.id ?? null,
    ...(confirms.length > 0 && { confirms }),
    kind,
    decidedAt: decided.toISOString(),
    timezone: context.timezone,
    day: dayIn(decided, context.timezone),
    procedureId: current?.procedureId ?? home.procedureId,
    lotId,
    target,
    area,
    verdict,
    reason,
    placement,
    awardWeightPct,
    measured,
    ecolabels,
    evidence,
    vehicles,
    phase,
    goals,
    gpp,
    value,
    valueLevel,
    unit: content.unit ?? (current?.unit || context.unit),
    portal: home.portal,
    author: context.author,
    device: context.device,
    tool: { version: context.toolVersion, data: context.dataVersion },
  };
  await db.journal.add(revision);
  await queue(db, 'revision', [revision.id]);
  return revision;
}
