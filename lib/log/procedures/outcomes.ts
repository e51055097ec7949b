import type { AreaId } from '../../targets/schema.ts';
import type { Context } from '../context.ts';
import { type JournalDatabase, onJournal } from '../database.ts';
import { JournalError } from '../journal-error.ts';
import { newId } from '../new-id.ts';
import { outboxTables, queue } from '../outbox.ts';
import { type CaseStory, type Outcome, type OutcomeInput, outcomeInputSchema } from '../record-schema.ts';
import { compareRevisions, openEnds } from '../revisions.ts';
import type { Procedure } from '../schema.ts';
import { dayIn, strictlyAfter } from '../time.ts';
import { deletedUntil, procedureOf } from './procedures.ts';

export const stages = ['award', 'contractStart'] as const satisfies readonly OutcomeInput['stage'][];

/** The evaluation of a procedure at one stage: what holds, and how it came to that, oldest first. */
export interface OutcomeRecord {
  current: Outcome;
  history: Outcome[];
  /** Written on two devices apart, and nobody has saved it since. */
  conflict: boolean;
}

/** The evaluations that stand, by stage; a withdrawn one is left out. */
export function standingOutcomes(rows: readonly Outcome[]): Partial<Record<Outcome['stage'], OutcomeRecord>> {
  const found: Partial<Record<Outcome['stage'], OutcomeRecord>> = {};
  for (const stage of stages) {
    const history = rows.filter((row) => row.stage === stage).sort(compareRevisions);
    const current = history.at(-1);
    if (current?.kind === 'outcome') found[stage] = { current, history, conflict: openEnds(history).length > 1 };
  }
  return found;
}

/** Every revision of a procedure's evaluations, on all devices. @throws {JournalError} */
export function outcomesOf(db: JournalDatabase, { members }: Pick<Procedure, 'members'>): Promise<Outcome[]> {
  return onJournal(db, 'everything', () => db.outcomes.where('procedureId').anyOf(members).toArray());
}

/**
 * Writes the evaluation of a procedure at a stage, or its withdrawal (null), as a revision: it has the last word, also
 * over versions that were made apart.
 * @throws {JournalError} invalid-message when a text is too long or a case lacks a part; nothing-to-undo when there is
 * nothing to withdraw
 */
export function writeOutcome(
  db: JournalDatabase,
  procedure: Pick<Procedure, 'id' | 'members' | 'unit'>,
  stage: Outcome['stage'],
  input: Omit<OutcomeInput, 'stage'> | null,
  context: Context,
): Promise<Outcome> {
  const said = outcomeInputSchema.safeParse({ ...(input ?? nothing), stage });
  return onJournal(db, 'earlierDecisions', () =>
    db.transaction('rw', [db.outcomes, db.tombstones, ...outboxTables(db)], async () => {
      if (!said.success) throw new JournalError('invalid-message', 'earlierDecisions', said.error.message);
      const rows = await db.outcomes.where('procedureId').anyOf(procedure.members).toArray();
      const history = rows.filter((row) => row.stage === stage).sort(compareRevisions);
      const current = history.at(-1) ?? null;
      if (input === null && current?.kind !== 'outcome')
        throw new JournalError('nothing-to-undo', 'earlierDecisions', stage);
      const home = current?.procedureId ?? procedure.id;
      const decided = strictlyAfter(context.now, current?.decidedAt ?? null, await deletedUntil(db, home));
      const confirms = openEnds(history).flatMap(({ id }) => (id === current?.id ? [] : id));
      const outcome: Outcome = {
        ...said.data,
        id: newId(context),
        recordId: current?.recordId ?? newId(context),
        supersedes: current?.id ?? null,
        ...(confirms.length > 0 && { confirms }),
        kind: input === null ? 'withdrawal' : 'outcome',
        procedureId: home,
        decidedAt: decided.toISOString(),
        day: dayIn(decided, context.timezone),
        unit: procedure.unit || context.unit,
        author: context.author,
        device: context.device,
      };
      await db.outcomes.add(outcome);
      await queue(db, 'outcome', [outcome.id]);
      return outcome;
    }),
  );
}

const nothing: Omit<OutcomeInput, 'stage'> = { bought: null, reused: null, learned: null, case: null };

/** A case that the organisation wrote itself, with the procedure that it comes from. */
export interface OwnCase {
  story: CaseStory;
  outcome: Outcome;
  /** Null when the procedure itself was deleted by age. */
  procedure: Procedure | null;
}

/** Cases read at most; more of one area than anybody reads. */
const caseLimit = 200;

/** The organisation's own cases of a product area, the newest first; one reading of one moment. @throws {JournalError} */
export function casesIn(db: JournalDatabase, area: AreaId): Promise<OwnCase[]> {
  return onJournal(db, 'everything', () =>
    db.transaction('r', db.outcomes, db.procedures, async () => {
      const rows = await db.outcomes.where('case.area').equals(area).limit(caseLimit).toArray();
      const found = new Map<string, OwnCase>();
      for (const id of new Set(rows.map(({ procedureId }) => procedureId))) {
        const procedure = (await procedureOf(db, id)) ?? null;
        const members = procedure?.members ?? [id];
        const all = await db.outcomes.where('procedureId').anyOf(members).toArray();
        for (const { current } of Object.values(standingOutcomes(all))) {
          if (current.case?.area === area) found.set(current.id, { story: current.case, outcome: current, procedure });
        }
      }
      return [...found.values()].sort((a, b) => compareRevisions(b.outcome, a.outcome));
    }),
  );
}
