import type { Context } from '../context.ts';
import { type JournalDatabase, onJournal } from '../database.ts';
import { JournalError } from '../journal-error.ts';
import { newId } from '../new-id.ts';
import { outboxTables, queue } from '../outbox.ts';
import { type Step, stepSchema } from '../record-schema.ts';
import { compareRevisions } from '../revisions.ts';
import type { Procedure } from '../schema.ts';
import { dayIn, strictlyAfter } from '../time.ts';
import { deletedUntil } from './procedures.ts';

/** What somebody says of a step of the checklist. */
export type StepInput = Pick<Step, 'part' | 'step' | 'state' | 'note'>;

/** The marks that count, one per step: of several the last, whichever device made it. */
export function standingSteps(marks: readonly Step[]): Map<string, Step> {
  return new Map([...marks].sort(compareRevisions).map((mark) => [mark.step, mark]));
}

/** Every mark on a procedure's checklist, on all devices. @throws {JournalError} */
export function stepsOf(db: JournalDatabase, { members }: Pick<Procedure, 'members'>): Promise<Step[]> {
  return onJournal(db, 'everything', () => db.steps.where('procedureId').anyOf(members).toArray());
}

/**
 * Marks a step of a procedure's checklist. Marks are only ever added, so that those of several devices merge as a set;
 * a mark is later than the one that it replaces, also where the clock was set back.
 * @throws {JournalError} invalid-message when a text is too long
 */
export function markStep(
  db: JournalDatabase,
  procedure: Pick<Procedure, 'id' | 'members' | 'unit'>,
  input: StepInput,
  context: Context,
): Promise<Step> {
  return onJournal(db, 'earlierDecisions', () =>
    db.transaction('rw', [db.steps, db.tombstones, ...outboxTables(db)], async () => {
      const marks = await db.steps.where('procedureId').anyOf(procedure.members).toArray();
      const before = standingSteps(marks).get(input.step);
      const deleted = await deletedUntil(db, procedure.id);
      const decided = strictlyAfter(context.now, before?.decidedAt ?? null, deleted);
      const parsed = stepSchema.safeParse({
        ...input,
        id: newId(context),
        procedureId: procedure.id,
        decidedAt: decided.toISOString(),
        day: dayIn(decided, context.timezone),
        unit: procedure.unit || context.unit,
        author: context.author,
        device: context.device,
      });
      if (!parsed.success) throw new JournalError('invalid-message', 'earlierDecisions', parsed.error.message);
      await db.steps.add(parsed.data);
      await queue(db, 'step', [parsed.data.id]);
      return parsed.data;
    }),
  );
}
