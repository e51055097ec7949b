import { unique } from '../collections.ts';
import type { Context } from '../context.ts';
import { type JournalDatabase, onJournal } from '../database.ts';
import { JournalError } from '../journal-error.ts';
import { settle } from '../merge/settle.ts';
import { factsOf, followingOf } from '../merge/sightings.ts';
import { queueTombstones } from '../outbox.ts';
import type { OpenSighting } from '../record-schema.ts';
import { revisionOf } from '../revisions.ts';
import type { Procedure, ProcedureFacts, RelevantTarget, Revision, TipRecord } from '../schema.ts';
import { write } from '../store.ts';
import { strictlyAfter } from '../time.ts';
import {
  lookUp,
  named,
  newSighting,
  ownSighting,
  type PageRelevance,
  putSighting,
  setApart,
  withDocument,
  withFacts,
  withFollowing,
} from './procedures.ts';
import { type TipHistory, tipHistoryOf } from './tip-history.ts';

/** What the journal holds for a tender. */
export interface JournalState {
  /** Also one that was unfollowed but has decisions; see `unfollowedAt`. */
  procedure: Procedure | null;
  /** Another procedure that this may be; only the buyer can say, with `answerSame`. */
  possible: Procedure | null;
  /** Current decisions, mismatches included, one per record; withdrawn ones are left out. */
  decisions: Revision[];
  dismissedTips: string[];
  /** Tips that the buyer said they follow here. */
  usedTips: string[];
  /** What became of the tips elsewhere. */
  tipHistory: TipHistory;
}

/**
 * What the journal holds for a tender, followed or unfollowed; found by any of its keys, or by its id.
 * @throws {JournalError}
 */
export function stateOf(db: JournalDatabase, of: ProcedureFacts | string): Promise<JournalState> {
  return onJournal(db, 'everything', async () => {
    const { certain: procedure, possible } =
      typeof of === 'string' ? { certain: await named(db, of), possible: null } : await lookUp(db, of);
    const tipHistory = await tipHistoryOf(db, procedure);
    if (!procedure) return { procedure: null, possible, decisions: [], dismissedTips: [], usedTips: [], tipHistory };
    const rows = await db.current.where('procedureId').equals(procedure.id).toArray();
    const tips = await db.tipRecords.where('procedureId').anyOf(procedure.members).toArray();
    const tipsThatWere = (wanted: TipRecord['action']) =>
      unique(tips.filter(({ action }) => action === wanted).map(({ tip }) => tip));
    return {
      procedure,
      possible,
      decisions: rows.filter(({ kind }) => kind !== 'withdrawal').map(revisionOf),
      dismissedTips: tipsThatWere('dismissed'),
      usedTips: tipsThatWere('used'),
      tipHistory,
    };
  });
}

/**
 * This device's sighting of the procedure of these facts, refreshed with them; the procedure is followed from now on if
 * it was not. `unchanged` is the procedure when nothing had to be written; else it has still to be settled. Only inside
 * `write`.
 */
export async function followedSighting(
  db: JournalDatabase,
  facts: ProcedureFacts,
  said: PageRelevance,
  context: Context,
): Promise<{ sighting: OpenSighting; unchanged: Procedure | null }> {
  const { certain } = await lookUp(db, facts);
  const known = certain && (await ownSighting(db, certain, context));
  const fresh = known
    ? withFacts(known, facts, said, context)
    : newSighting(facts, said.relevant, context, certain ? [certain.id] : []);
  const isFollowed = certain !== null && certain.unfollowedAt === null;
  const sighting =
    isFollowed && fresh.following.length > 0
      ? fresh
      : withFollowing(fresh, true, certain?.unfollowedAt ?? null, context);
  if (sighting === known) return { sighting, unchanged: certain };
  await putSighting(db, sighting);
  return { sighting, unchanged: null };
}

/** The procedure of a sighting that was just settled. */
export async function settled(db: JournalDatabase, { id }: { id: string }): Promise<Procedure> {
  await settle(db, [id]);
  const procedure = await db.procedures.where('members').equals(id).first();
  if (!procedure) throw new JournalError('journal-failed', 'earlierDecisions', `no procedure of ${id}`);
  return procedure;
}

/** Follows a procedure, or refreshes what is known of one that is. @throws {JournalError} */
export function follow(
  db: JournalDatabase,
  facts: ProcedureFacts,
  relevant: RelevantTarget[],
  context: Context,
): Promise<Procedure> {
  return write(db, async () => {
    const { sighting, unchanged } = await followedSighting(db, facts, { relevant, whole: false }, context);
    return unchanged ?? settled(db, sighting);
  });
}

/**
 * Lays what was read just now over a procedure that is followed; one that is not, or no longer, stays as it is. A page
 * says this by itself, so unlike `follow` it never starts anything, and nothing is written when nothing is new. A relevant
 * target that is no longer found and was not decided on leaves.
 * @throws {JournalError}
 */
export function refresh(
  db: JournalDatabase,
  facts: ProcedureFacts,
  relevant: RelevantTarget[],
  context: Context,
): Promise<void> {
  return write(db, async () => {
    const { certain } = await lookUp(db, facts);
    if (!certain || certain.unfollowedAt !== null) return;
    const known = await ownSighting(db, certain, context);
    if (!known) return;
    const { sighting, unchanged } = await followedSighting(db, facts, { relevant, whole: true }, context);
    if (!unchanged) await settle(db, [sighting.id]);
  });
}

/**
 * Notes what documents say of the targets that apply to a procedure which is followed already, beside what its page says:
 * they count from now on. Several documents add up, for each tells of a part.
 * @throws {JournalError} not-followed
 */
export function noteRelevant(
  db: JournalDatabase,
  procedureId: string,
  relevant: readonly RelevantTarget[],
  context: Context,
): Promise<void> {
  return write(db, async () => {
    const procedure = await named(db, procedureId);
    if (procedure === null || procedure.unfollowedAt !== null) {
      throw new JournalError('not-followed', 'earlierDecisions', procedureId);
    }
    const own = await ownSighting(db, procedure, context);
    const sighting = own ?? newSighting(factsOf(procedure), [], context, [procedure.id]);
    const fresh = withDocument(sighting, relevant, context);
    if (fresh === own) return;
    await db.sightings.put(fresh);
    await settle(db, [fresh.id]);
  });
}

/**
 * Stops following. A procedure with anything in the journal, or that other devices follow, stays, marked as unfollowed,
 * and no longer counts as started; of one without, nothing is kept but the tombstone. One that is not followed is left
 * as it is.
 * @throws {JournalError}
 */
export function unfollow(db: JournalDatabase, of: ProcedureFacts | string, context: Context): Promise<void> {
  return write(db, async () => {
    const certain = await named(db, of);
    if (!certain || certain.unfollowedAt !== null) return;
    const own = await ownSighting(db, certain, context);
    if (own && certain.members.length === 1 && (await isEmpty(db, own.id))) {
      await db.sightings.delete(own.id);
      await db.tipRecords.where('procedureId').equals(own.id).delete();
      await db.meta.delete(`apart:${own.id}`);
      const tombstone = { kind: 'unfollowed', id: own.id, at: context.now.toISOString(), upTo: null } as const;
      await db.tombstones.put(tombstone);
      await queueTombstones(db, [tombstone]);
      return void (await settle(db, [own.id]));
    }
    const sighting = own ?? newSighting(factsOf(certain), [], context, [certain.id]);
    const { followedAt } = followingOf([...sighting.following, { at: certain.followedAt, on: true }]);
    await putSighting(db, withFollowing(sighting, false, followedAt, context));
    await settle(db, [sighting.id]);
  });
}

async function isEmpty(db: JournalDatabase, id: string): Promise<boolean> {
  const tables = [db.journal, db.baseline, db.steps, db.outcomes];
  const counts = await Promise.all(tables.map((table) => table.where('procedureId').equals(id).count()));
  return counts.every((count) => count === 0);
}

/**
 * The buyer's answer to "is it the same tender?". Yes: the keys are united, so that the page finds the procedure from
 * now on, and the decisions of both stay. No: it is not asked again. A procedure that is no longer asked about is left
 * as it is.
 * @param answer `other` is the id of the procedure that `stateOf` gave as possible
 * @throws {JournalError}
 */
export function answerSame(
  db: JournalDatabase,
  facts: ProcedureFacts,
  relevant: RelevantTarget[],
  answer: { other: string; same: boolean },
  context: Context,
): Promise<void> {
  return write(db, async () => {
    const { certain, possible } = await lookUp(db, facts);
    if (!possible?.members.includes(answer.other)) return;
    if (!answer.same) return setApart(db, possible, facts);
    const own = await ownSighting(db, certain ?? possible, context);
    const sighting = own ?? newSighting(facts, relevant, context);
    const joins = unique(sighting.joins, [possible.id], certain ? [certain.id] : []).filter((id) => id !== sighting.id);
    const activeAt = strictlyAfter(context.now, sighting.activeAt).toISOString();
    await putSighting(db, { ...withFacts(sighting, facts, { relevant, whole: false }, context), joins, activeAt });
    await settle(db, [sighting.id, possible.id]);
  });
}
