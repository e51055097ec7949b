import { onJournal } from '../../../lib/log/database.ts';
import { type NoticeApproval, noticeApprovalOf } from '../../../lib/log/procedures/notice-approval.ts';
import { outcomesOf } from '../../../lib/log/procedures/outcomes.ts';
import { procedureOf } from '../../../lib/log/procedures/procedures.ts';
import { stepsOf } from '../../../lib/log/procedures/steps.ts';
import type { Outcome, Step } from '../../../lib/log/record-schema.ts';
import type { CurrentRow, ProcedureStateRow } from '../../../lib/log/rows.ts';
import type { Procedure } from '../../../lib/log/schema.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';

/** Everything the journal holds of one procedure. */
export interface WholeProcedure {
  procedure: Procedure;
  rows: CurrentRow[];
  state: ProcedureStateRow | undefined;
  steps: Step[];
  outcomes: Outcome[];
  /** Tips that the buyer said they follow here. */
  usedTips: string[];
  /** What was approved for its notice. */
  approval: NoticeApproval | null;
}

/** Reads one procedure, by any of its ids, and again whenever something about it is written; null when there is none. */
export function useWholeProcedure(id: string) {
  const { journal } = useHouse();
  return useLive(`procedure ${id}`, () =>
    onJournal(journal, 'everything', async (): Promise<WholeProcedure | null> => {
      const procedure = await procedureOf(journal, id);
      if (!procedure) return null;
      const tips = await journal.tipRecords.where('procedureId').anyOf(procedure.members).toArray();
      return {
        procedure,
        rows: await journal.current.where('procedureId').equals(procedure.id).toArray(),
        state: await journal.procedureState.get(procedure.id),
        steps: await stepsOf(journal, procedure),
        outcomes: await outcomesOf(journal, procedure),
        usedTips: tips.filter(({ action }) => action === 'used').map(({ tip }) => tip),
        approval: await noticeApprovalOf(journal, procedure),
      };
    }),
  );
}
