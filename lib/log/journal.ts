import type { Context } from './context.ts';
import { type JournalDatabase, onJournal } from './database.ts';
import { cleanAddress } from './identity.ts';
import { JournalError } from './journal-error.ts';
import { lookUp, newProcedure, withFacts } from './procedures.ts';
import { empty, revise } from './revise.ts';
import { revisionOf } from './revisions.ts';
import { decisionValue, isDecision } from './rollups.ts';
import {
  type DecisionInput,
  decisionInputSchema,
  type Procedure,
  type ProcedureFacts,
  type RelevantTarget,
  type Revision,
  type TipRecord,
} from './schema.ts';
import { putStanding, settleProcedure, write } from './store.ts';
import { dayIn, strictlyAfter, withOffset } from './time.ts';
import { type TipHistory, tipHistoryOf } from './tip-history.ts';

export type { Context, TargetVersion } from './context.ts';

/** What the journal holds for a tender. */
export interface JournalState {
  /** Also one that was unfollowed but has decisions; see `unfollowedAt`. */
  procedure: Procedure | null;
  /** Current decisions, mismatches included, one per record; withdrawn ones are left out. */
  decisions: Revision[];
  dismissedTips: string[];
  /** Tips that the buyer said they follow here. */
  usedTips: string[];
  /** What became of the tips elsewhere. */
  tipHistory: TipHistory;
}

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

/** The procedure of these facts, refreshed with them; followed from now on if it was not. */
async function followed(
  db: JournalDatabase,
  facts: ProcedureFacts,
  relevant: RelevantTarget[],
  context: Context,
): Promise<Procedure> {
  const known = await lookUp(db, facts);
  if (!known) return newProcedure(facts, relevant, context);
  const current = withFacts(known, facts, relevant);
  if (known.unfollowedAt === null) return { ...current, unit: current.unit || context.unit };
  return { ...current, unfollowedAt: null, followedAt: withOffset(context.now, context.timezone) };
}

/** The procedure of these facts, if it is followed. @throws {JournalError} not-followed */
async function mustFollow(db: JournalDatabase, facts: ProcedureFacts): Promise<Procedure> {
  const procedure = await lookUp(db, facts);
  return procedure && procedure.unfollowedAt === null ? procedure : refuse('not-followed', facts.title);
}

/** A record's current row with its procedure. @throws {JournalError} nothing-to-undo when there is no such record */
async function recordOf(db: JournalDatabase, recordId: string) {
  const row = await db.current.get(recordId);
  const procedure = row && (await db.procedures.get(row.procedureId));
  return row && procedure ? { row, procedure } : refuse('nothing-to-undo', recordId);
}

const rowsOnTarget = (db: JournalDatabase, procedure: Procedure, targetId: string) =>
  db.current
    .where('procedureId')
    .equals(procedure.id)
    .filter(({ target }) => target.id === targetId)
    .toArray();

/** What the journal holds for a tender, followed or unfollowed; found by any of its keys. @throws {JournalError} */
export function stateOf(db: JournalDatabase, facts: ProcedureFacts): Promise<JournalState> {
  return onJournal(db, 'everything', async () => {
    const procedure = await lookUp(db, facts);
    const tipHistory = await tipHistoryOf(db, procedure?.id ?? null);
    if (!procedure) return { procedure: null, decisions: [], dismissedTips: [], usedTips: [], tipHistory };
    const rows = await db.current.where('procedureId').equals(procedure.id).toArray();
    const tips = await db.tipRecords.where('procedureId').equals(procedure.id).toArray();
    const tipsThatWere = (wanted: TipRecord['action']) =>
      tips.filter(({ action }) => action === wanted).map(({ tip }) => tip);
    return {
      procedure,
      decisions: rows.filter(({ kind }) => kind !== 'withdrawal').map(revisionOf),
      dismissedTips: tipsThatWere('dismissed'),
      usedTips: tipsThatWere('used'),
      tipHistory,
    };
  });
}

/** Follows a procedure, or refreshes what is known of one that is. @throws {JournalError} */
export function follow(
  db: JournalDatabase,
  facts: ProcedureFacts,
  relevant: RelevantTarget[],
  context: Context,
): Promise<Procedure> {
  return write(db, async () => {
    const procedure = await followed(db, facts, relevant, context);
    await settleProcedure(db, procedure);
    return procedure;
  });
}

/**
 * Lays what was read just now over a procedure that is followed; one that is not, or no longer, stays as it is. A page
 * says this by itself, so unlike `follow` it never starts anything, and nothing is written when nothing is new.
 * @throws {JournalError}
 */
export function refresh(
  db: JournalDatabase,
  facts: ProcedureFacts,
  relevant: RelevantTarget[],
  context: Context,
): Promise<void> {
  return write(db, async () => {
    const known = await lookUp(db, facts);
    if (!known || known.unfollowedAt !== null) return;
    const procedure = await followed(db, facts, relevant, context);
    if (JSON.stringify(procedure) !== JSON.stringify(known)) await settleProcedure(db, procedure);
  });
}

/**
 * Stops following. A procedure with anything in the journal stays, marked as unfollowed, and no longer counts as
 * started; of one without, nothing is kept. One that is not followed is left as it is.
 * @throws {JournalError}
 */
export function unfollow(db: JournalDatabase, facts: ProcedureFacts, context: Context): Promise<void> {
  return write(db, async () => {
    const procedure = await lookUp(db, facts);
    if (!procedure || procedure.unfollowedAt !== null) return;
    if ((await db.journal.where('procedureId').equals(procedure.id).count()) > 0) {
      await settleProcedure(db, { ...procedure, unfollowedAt: withOffset(context.now, context.timezone) });
      return;
    }
    await db.procedures.delete(procedure.id);
    await putStanding(db, procedure.id, null);
    await db.tipRecords.where('procedureId').equals(procedure.id).delete();
  });
}

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
    const { lotId, targetId, ...details } = checked(input);
    const known = context.target(targetId) ?? refuse('unknown-target', targetId);
    const procedure = await followed(db, facts, relevant, context);
    const rows = await rowsOnTarget(db, procedure, targetId);
    const record = rows.find((row) => row.lotId === lotId) ?? null;
    for (const row of rows) {
      if (row === record || row.kind !== 'mismatch') continue;
      await revise(db, procedure, row.recordId, empty('withdrawal', row), context);
    }
    const { id, version, scheme, area, goals, gpp } = known;
    const value = decisionValue(procedure, lotId);
    const content = { lotId, target: { id, version, scheme }, area, goals, gpp, ...details, ...value };
    const revision = await revise(db, procedure, record?.recordId ?? null, { ...content, kind: 'decision' }, context);
    await settleProcedure(db, procedure);
    return revision;
  });
}

/**
 * Notes that a target was found by mistake and hides it for the whole procedure: every decision on it, for any lot,
 * becomes a mismatch, or a new record does when there is none.
 * @returns the new revision (of several lots, the last); undoing it puts all of them back
 * @throws {JournalError} not-followed, unknown-target
 */
export function logMismatch(
  db: JournalDatabase,
  facts: ProcedureFacts,
  targetId: string,
  context: Context,
): Promise<Revision> {
  return write(db, async () => {
    const known = context.target(targetId) ?? refuse('unknown-target', targetId);
    const procedure = await mustFollow(db, facts);
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
    let revision = await revise(db, procedure, first?.recordId ?? null, empty('mismatch', first ?? whole), together);
    for (const row of others) revision = await revise(db, procedure, row.recordId, empty('mismatch', row), together);
    await settleProcedure(db, procedure);
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
    for (const sibling of siblings) await putBack(db, procedure, revisionOf(sibling), context);
    const undone = await putBack(db, procedure, revision, context);
    await settleProcedure(db, procedure);
    return undone;
  });
}

async function putBack(db: JournalDatabase, procedure: Procedure, revision: Revision, context: Context) {
  const before = revision.supersedes === null ? undefined : await db.journal.get(revision.supersedes);
  return revise(db, procedure, revision.recordId, before ?? empty('withdrawal', revision), context);
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
    const revision = await revise(db, procedure, recordId, { ...content, kind: 'decision' }, context);
    await settleProcedure(db, procedure);
    return revision;
  });
}

/**
 * Withdraws a record: it leaves every figure and stays in the journal.
 * @throws {JournalError} nothing-to-undo when there is no such record or it is withdrawn already
 */
export function withdraw(
  db: JournalDatabase,
  recordId: string,
  reason: string | null,
  context: Context,
): Promise<Revision> {
  return write(db, async () => {
    const { row, procedure } = await recordOf(db, recordId);
    if (row.kind === 'withdrawal') return refuse('nothing-to-undo', recordId);
    const why = reason?.trim() ? ({ code: 'other', text: reason.trim().slice(0, 2000) } as const) : null;
    const revision = await revise(db, procedure, recordId, empty('withdrawal', row, why), context);
    await settleProcedure(db, procedure);
    return revision;
  });
}

/**
 * Settles a conflict: the current revision is written again, as the one that holds.
 * @throws {JournalError} nothing-to-undo when there is no such record
 */
export function confirm(db: JournalDatabase, recordId: string, context: Context): Promise<Revision> {
  return write(db, async () => {
    const { row, procedure } = await recordOf(db, recordId);
    const revision = await revise(db, procedure, recordId, row, context);
    await settleProcedure(db, procedure);
    return revision;
  });
}

/**
 * Notes a tip's fate on a followed procedure; the same fate twice is one record.
 * @throws {JournalError} not-followed
 */
export function logTip(
  db: JournalDatabase,
  facts: ProcedureFacts,
  tip: string,
  action: TipRecord['action'],
  context: Context,
): Promise<TipRecord> {
  return write(db, async () => {
    const procedure = await mustFollow(db, facts);
    const known = await db.tipRecords.where('procedureId').equals(procedure.id).toArray();
    const same = known.find((record) => record.tip === tip && record.action === action);
    if (same) return same;
    const record: TipRecord = {
      id: context.newId?.() ?? crypto.randomUUID(),
      at: context.now.toISOString(),
      day: dayIn(context.now, context.timezone),
      procedureId: procedure.id,
      tip,
      action,
      unit: context.unit,
      device: context.device,
    };
    await db.tipRecords.add(record);
    await settleProcedure(db, procedure);
    return record;
  });
}
