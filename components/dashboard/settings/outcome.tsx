import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useHouse } from '../house.ts';

/** What came of the last thing the user did with a file; `before` is what was stored until then. */
type Outcome<P> =
  | { kind: 'done'; words: string; before: unknown }
  | { kind: 'refused'; file: string; problems: readonly P[] }
  | { kind: 'failed' };

/** The last outcome, and the way to do something that has one; null takes the last one away. */
export function useOutcome<P>() {
  const [outcome, setOutcome] = useState<Outcome<P> | null>(null);
  const attempt = async (work: () => Promise<Outcome<P> | null>) => {
    try {
      setOutcome(await work());
    } catch (error) {
      console.error(error);
      setOutcome({ kind: 'failed' });
    }
  };
  return { outcome, attempt };
}

interface OutcomeNotesProps<P> {
  outcome: Outcome<P> | null;
  /** What holds although a file was refused. */
  kept: string;
  failed: string;
  problems: (problems: readonly P[]) => ComponentChildren;
  onUndo: (before: unknown) => void;
}

/** Says the outcome as soon as it is known: what was done with the way back, or what is wrong with the file. */
export function OutcomeNotes<P>({ outcome, kept, failed, problems, onUndo }: OutcomeNotesProps<P>) {
  const { translate } = useHouse();
  return (
    <>
      <div role="status">
        {outcome?.kind === 'done' && (
          <p class="done">
            <span class="breakable">{outcome.words}</span>
            <button type="button" class="button small" onClick={() => onUndo(outcome.before)}>
              {translate('action.undo')}
            </button>
          </p>
        )}
      </div>
      <div role="alert">
        {outcome?.kind === 'refused' && (
          <div class="notice">
            <p>
              <strong class="breakable">{translate('policy.refused', { file: outcome.file })}</strong> {kept}
            </p>
            {problems(outcome.problems)}
          </div>
        )}
        {outcome?.kind === 'failed' && <p class="notice">{failed}</p>}
      </div>
    </>
  );
}
