import type { Context } from './context.ts';
import type { JournalDatabase } from './database.ts';
import { JournalError } from './journal-error.ts';
import { cleanAddress } from './merge/identity.ts';
import { settle } from './merge/settle.ts';
import { newId } from './new-id.ts';
import { queue } from './outbox.ts';
import { followedSighting, settled } from './procedures/following.ts';
import { deletedUntil, homeOf, named, procedureOf } from './procedures/procedures.ts';
import { empty, historyOf, revise } from './revise.ts';
import { revisionOf } from './revisions.ts';
import { decisionValue, isDecision } from './rollups/rollups.ts';
import type { CurrentRow } from './rows.ts';
import {
  type DecisionInput,
  decisionInputSchema,
  type Procedure,
  type ProcedureFacts,
  type RelevantTarget,
  type Revision,
  type TipRecord,
} from './schema.ts';
import { write } from './store.ts';
import { dayIn, strictlyAfter } from './time.ts';

export type { Context, TargetVersion } from './context.ts';
export {
  answerSame,
  follow,
  type JournalState,
  noteRelevant,
  refresh,
  stateOf,
  unfollow,
} from './procedures/following.ts';

function refuse(
  code: 'not-followed' | 'unknown-target' | 'nothing-to-undo' | 'invalid-message',
  detail: string,
): never {
  throw new JournalError(code, 'earlierDecisions', detail);
}

function checked(input: DecisionInput): DecisionInput {
  const parsed = decisionInputSchema.safeParse(input);
  if (!parsed.success)
    return refuse('invalid-message', parsed.error.issues.map(({ path }) => path.join('.')).join(', '));
  const evidence = parsed.data.evidence.map((item) => ({ ...item, url: item.url && (cleanAddress(item.url) || null) }));
  return { ...parsed.data, evidence };
}

/** The procedure of these facts or this id, if it is followed. @throws {JournalError} not-followed */
async function mustFollow(db: JournalDatabase, of: ProcedureFacts | string): Promise<Procedure> {
  const known = await named(db, of);
  const isFollowed = known !== null && known.unfollowedAt === null;
  return isFollowed ? known : refuse('not-followed', typeof of === 'string' ? of : of.title);
}

/**
 * A record's current row, by any of its ids, with its procedure.
 * @throws {JournalError} nothing-to-undo when there is no such record
 */
async function recordOf(db: JournalDatabase, recordId: string) {
  const row = await db.current.where('records').equals(recordId).first();
  const procedure = row && (await db.procedures.get(row.procedureId));
  return row && procedure ? { row, procedure } : refuse('nothing-to-undo', recordId);
}

const rowsOnTarget = (db: JournalDatabase, procedure: Procedure, targetId: string) =>
  db.current
    .where('procedureId')
    .equals(procedure.id)
    .filter(({ target }) => target.id === targetId)
    .toArray();

/**
 * Logs a decision and follows the procedure if it is not followed. A second decision on the same lot and target is a
 * correction of the first; a mismatch on the target is lifted.
 * @throws {JournalError} unknown-target; invalid-message when the input breaks a rule, such as a missing reason
 */
export function logDecision(
  db: JournalDatabase,
  facts: ProcedureFacts,
  relevant: RelevantTarget[],
  input: DecisionInput,
  context: Context,
): Promise<Revision> {
  return write(db, async () => {
    const { sighting, unchanged } = await followedSighting(db, facts, { relevant, whole: false }, context);
    const procedure = unchanged ?? (await settled(db, sighting));
    return decideOn(db, procedure, input, context);
  });
}

/**
 * Logs a decision on a procedure that the journal knows, by any of its ids: the dashboard's way, where no page is. What
 * is known of the procedure stays as it is, and whether it is followed.
 * @throws {JournalError} not-followed when it is gone; else as `logDecision`
 */
export function decide(
  db: JournalDatabase,
  procedureId: string,
  input: DecisionInput,
  context: Context,
): Promise<Revision> {
  return write(db, async () => {
    const procedure = (await procedureOf(db, procedureId)) ?? refuse('not-followed', procedureId);
    return decideOn(db, procedure, input, context);
  });
}

/** Writes a decision and what follows from it; only inside `write`. */
async function decideOn(
  db: JournalDatabase,
  procedure: Procedure,
  input: DecisionInput,
  context: Context,
): Promise<Revision> {
  const { lotId, targetId, ...details } = checked(input);
  const known = context.target(targetId) ?? refuse('unknown-target', targetId);
  const home = await homeOf(db, procedure, context);
  const rows = await rowsOnTarget(db, procedure, targetId);
  const record = rows.find((row) => row.lotId === lotId) ?? null;
  for (const row of rows) {
    if (row === record || row.kind !== 'mismatch') continue;
    await revise(db, home, row, empty('withdrawal', row), context);
  }
  const { id, version, scheme, area, goals, gpp } = known;
  const value = decisionValue(procedure, lotId);
  const content = { lotId, target: { id, version, scheme }, area, goals, gpp, ...details, ...value };
  const revision = await revise(db, home, record, { ...content, kind: 'decision' }, context);
  await settle(db, procedure.members);
  return revision;
}

/**
 * Notes that a target was found by mistake and hides it for the whole procedure: every decision on it, for any lot,
 * becomes a mismatch, or a new record does when there is none.
 * @returns the new revision (of several lots, the last); undoing it puts all of them back
 * @throws {JournalError} not-followed, unknown-target
 */
export function logMismatch(
  db: JournalDatabase,
  of: ProcedureFacts | string,
  targetId: string,
  context: Context,
): Promise<Revision> {
  return write(db, async () => {
    const known = context.target(targetId) ?? refuse('unknown-target', targetId);
    const procedure = await mustFollow(db, of);
    const rows = await rowsOnTarget(db, procedure, targetId);
    const already = rows.find(({ kind }) => kind === 'mismatch');
    const standing = rows.filter(isDecision);
    if (already && standing.length === 0) return revisionOf(already);

    const { id, version, scheme, area, goals, gpp } = known;
    const whole = { lotId: null, target: { id, version, scheme }, area, goals, gpp };
    const latest =
      rows
        .map(({ decidedAt }) => decidedAt)
        .sort()
        .at(-1) ?? null;
    const together = { ...context, now: strictlyAfter(context.now, latest) };
    const [first, ...others] = standing.length > 0 ? standing : rows.filter(({ lotId }) => lotId === null);
    const home = await homeOf(db, procedure, context);
    let revision = await revise(db, home, first ?? null, empty('mismatch', first ?? whole), together);
    for (const row of others) revision = await revise(db, home, row, empty('mismatch', row), together);
    await settle(db, procedure.members);
    return revision;
  });
}

/**
 * Undoes the newest revision of a record with a new one: what stood before is put back, or the record is withdrawn when
 * nothing did. Undoing again brings it back. A mismatch over several lots is undone as one.
 * @throws {JournalError} nothing-to-undo when the revision is unknown or no longer the newest
 */
export function undo(db: JournalDatabase, revisionId: string, context: Context): Promise<Revision> {
  return write(db, async () => {
    const revision = (await db.journal.get(revisionId)) ?? refuse('nothing-to-undo', revisionId);
    const { row, procedure } = await recordOf(db, revision.recordId);
    if (row.id !== revisionId) return refuse('nothing-to-undo', revisionId);
    const siblings = (await rowsOnTarget(db, procedure, row.target.id)).filter(
      (other) =>
        row.kind === 'mismatch' &&
        other.kind === 'mismatch' &&
        other.recordId !== row.recordId &&
        other.decidedAt === row.decidedAt &&
        other.device === row.device,
    );
    const home = await homeOf(db, procedure, context);
    for (const sibling of siblings) await putBack(db, home, sibling, context);
    const undone = await putBack(db, home, row, context);
    await settle(db, procedure.members);
    return undone;
  });
}

/** Writes again what stood before a row's newest revision, or that nothing did; only inside `write`, followed by `settle`. */
export async function putBack(
  db: JournalDatabase,
  home: Pick<Revision, 'procedureId' | 'portal'>,
  row: CurrentRow,
  context: Context,
): Promise<Revision> {
  // A first word may have been said on another device, too: then that one stands again.
  const before = row.supersedes === null ? (await historyOf(db, row)).at(-2) : await db.journal.get(row.supersedes);
  return revise(db, home, row, before ?? empty('withdrawal', row), context);
}

/**
 * Corrects a record from the log; its target keeps the version it was decided on, and its value is read anew.
 * @throws {JournalError} nothing-to-undo when there is no such record; invalid-message when the input breaks a rule or
 * speaks of another lot or target
 */
export function correct(
  db: JournalDatabase,
  recordId: string,
  input: DecisionInput,
  context: Context,
): Promise<Revision> {
  return write(db, async () => {
    const { lotId, targetId, ...details } = checked(input);
    const { row, procedure } = await recordOf(db, recordId);
    if (lotId !== row.lotId || targetId !== row.target.id) return refuse('invalid-message', 'another lot or target');
    const { target, area, goals, gpp } = row;
    const content = { lotId, target, area, goals, gpp, ...details, ...decisionValue(procedure, lotId) };
    const revision = await revise(
      db,
      await homeOf(db, procedure, context),
      row,
      { ...content, kind: 'decision' },
      context,
    );
    await settle(db, procedure.members);
    return revision;
  });
}

/**
 * Withdraws a record: it leaves every figure and stays in the journal, with the reason why.
 * @throws {JournalError} nothing-to-undo when there is no such record or it is withdrawn already; invalid-message without
 * a reason
 */
export function withdraw(db: JournalDatabase, recordId: string, reason: string, context: Context): Promise<Revision> {
  return write(db, async () => {
    const { row, procedure } = await recordOf(db, recordId);
    if (row.kind === 'withdrawal') return refuse('nothing-to-undo', recordId);
    const text = reason.trim().slice(0, 2000) || refuse('invalid-message', 'reason');
    const why = { code: 'other', text } as const;
    const revision = await revise(
      db,
      await homeOf(db, procedure, context),
      row,
      empty('withdrawal', row, why),
      context,
    );
    await settle(db, procedure.members);
    return revision;
  });
}

/**
 * Settles a conflict: the current revision, or the one that was chosen among those made apart, is written again as the
 * one that holds.
 * @throws {JournalError} nothing-to-undo when there is no such record or the chosen revision is not of it
 */
export function confirm(
  db: JournalDatabase,
  recordId: string,
  context: Context,
  chosen: string | null = null,
): Promise<Revision> {
  return write(db, async () => {
    const { row, procedure } = await recordOf(db, recordId);
    const said = chosen === null ? row : await db.journal.get(chosen);
    if (!said || !row.records.includes(said.recordId)) return refuse('nothing-to-undo', recordId);
    const revision = await revise(db, await homeOf(db, procedure, context), row, said, context);
    await settle(db, procedure.members);
    return revision;
  });
}

/**
 * Notes a tip's fate on a followed procedure; the same fate twice is one record.
 * @throws {JournalError} not-followed
 */
export function logTip(
  db: JournalDatabase,
  of: ProcedureFacts | string,
  tip: string,
  action: TipRecord['action'],
  context: Context,
): Promise<TipRecord> {
  return write(db, async () => {
    const procedure = await mustFollow(db, of);
    const known = await db.tipRecords.where('procedureId').anyOf(procedure.members).toArray();
    const same = known.find((record) => record.tip === tip && record.action === action);
    if (same) return same;
    const { procedureId } = await homeOf(db, procedure, context);
    const at = strictlyAfter(context.now, await deletedUntil(db, procedureId));
    const record: TipRecord = {
      id: newId(context),
      at: at.toISOString(),
      day: dayIn(at, context.timezone),
      procedureId,
      tip,
      action,
      unit: context.unit,
      device: context.device,
    };
    await db.tipRecords.add(record);
    await queue(db, 'tip', [record.id]);
    await settle(db, procedure.members);
    return record;
  });
}
