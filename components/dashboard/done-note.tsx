import { useHouse } from './house.ts';

/** A revision that was just logged. */
export interface Done {
  text: string;
  revision: string;
}

interface DoneNoteProps {
  done: Done | null;
  busy: boolean;
  onUndo: (revision: string) => void;
}

/** Says what was just logged, as soon as it is, with the way back. */
export function DoneNote({ done, busy, onUndo }: DoneNoteProps) {
  const { translate } = useHouse();
  return (
    <div role="status">
      {done && (
        <p class="done">
          {done.text}{' '}
          <button type="button" class="button small" disabled={busy} onClick={() => onUndo(done.revision)}>
            {translate('action.undo')}
          </button>
        </p>
      )}
    </div>
  );
}
