import type { Composed } from '../../../lib/documents/compose.ts';
import type { Translator } from '../../../lib/i18n.ts';
import type { JournalState } from '../../../lib/log/journal.ts';
import type { DecisionInput, RelevantTarget, Revision } from '../../../lib/log/schema.ts';
import type { CheckAdvice } from './check-advice.ts';

/** What the parts of the check are given: what was found, what the journal holds of it, and what can be done. */
export interface Check extends CheckAdvice {
  translate: Translator;
  composed: Composed;
  relevant: readonly RelevantTarget[];
  journal: JournalState | null;
  isFollowed: boolean;
  /** The tender has a title, so that it can be stored. */
  isStorable: boolean;
  busy: boolean;
  /** Of the last thing that was done; null when all is well. */
  error: string | null;
  actions: {
    follow: () => Promise<void>;
    unfollow: () => Promise<void>;
    /** True only when the journal's transaction has completed. */
    log: (input: DecisionInput) => Promise<boolean>;
    undo: (revision: Revision) => Promise<void>;
    mismatch: (target: string) => Promise<void>;
    tip: (tip: string, action: 'used' | 'dismissed') => Promise<void>;
  };
}

/** The current decision on a target and lot (null: the whole tender), if there is one. */
export function decisionOn({ journal }: Pick<Check, 'journal'>, target: string, lot: string | null): Revision | null {
  return journal?.decisions.find((d) => d.kind === 'decision' && d.target.id === target && d.lotId === lot) ?? null;
}
