import { type JournalDatabase, onJournal } from '../database.ts';
import { openTargets } from '../procedures/missing.ts';
import type { CurrentRow } from '../rows.ts';
import type { Procedure } from '../schema.ts';
import { accepts, type LogFilter } from './filter.ts';

/** Procedures read at once; each has some ten decisions. */
const batchSize = 100;

/** A procedure with its decisions that a filter lets through. */
export interface ProcedureWithRows {
  procedure: Procedure;
  rows: CurrentRow[];
  /** Targets that wait for a decision, whatever the filter. */
  open: string[];
}

/**
 * Every procedure with its decisions in a filter, batch by batch, each as of one moment; for null also those that
 * nothing was decided on. In the order of their ids, which is the same on every device. @throws {JournalError}
 */
export async function* eachProcedure(
  db: JournalDatabase,
  filter: LogFilter | null,
): AsyncGenerator<ProcedureWithRows[]> {
  const accepted = accepts(filter ?? {});
  const only = filter?.procedureId;
  let last = '';
  for (;;) {
    const above = last;
    const { procedures, rows, states } = await onJournal(db, 'everything', () =>
      db.transaction('r', [db.procedures, db.current, db.procedureState], async () => {
        const wanted = only === undefined ? db.procedures.where('id').above(above) : db.procedures.where({ id: only });
        const batch = await wanted.limit(batchSize).toArray();
        const ids = batch.map(({ id }) => id);
        return {
          procedures: batch,
          rows: await db.current.where('procedureId').anyOf(ids).toArray(),
          states: await db.procedureState.bulkGet(ids),
        };
      }),
    );
    const found = new Map<string, CurrentRow[]>();
    for (const row of rows) {
      if (accepted(row)) found.set(row.procedureId, [...(found.get(row.procedureId) ?? []), row]);
    }
    const batch = procedures.map((procedure, place) => ({
      procedure,
      rows: found.get(procedure.id) ?? [],
      open: openTargets(states[place]),
    }));
    yield filter === null ? batch : batch.filter((one) => one.rows.length > 0);
    last = procedures.at(-1)?.id ?? last;
    if (procedures.length < batchSize) return;
  }
}
