import type { ProcedureState } from '../../../lib/messages.ts';

/** What the journal answers about a tender of which it knows nothing else. */
export const stateWith = (known: Partial<ProcedureState>): ProcedureState => ({
  followed: false,
  procedureId: null,
  possible: null,
  decisions: [],
  sharing: null,
  dismissedTips: [],
  usedTips: [],
  tipHistory: {},
  notice: { approvedDay: null, lots: [] },
  ...known,
});
