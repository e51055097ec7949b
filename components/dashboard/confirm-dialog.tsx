import type { ComponentChildren } from 'preact';
import { Dialog } from '../ui/dialog.tsx';
import { useHouse } from './house.ts';

interface ConfirmDialogProps {
  title: string;
  /** What the button does; null where there is nothing to do after all. */
  action: string | null;
  busy?: boolean;
  /** Why it failed, in words. */
  error?: string | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ComponentChildren;
}

/** Asks before something is taken away. It says what goes and what stays; Escape and Cancel change nothing. */
export function ConfirmDialog({ title, action, busy = false, error = null, children, ...on }: ConfirmDialogProps) {
  const { translate } = useHouse();
  return (
    <Dialog title={title} onClose={on.onClose}>
      {children}
      {error !== null && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      <p class="form-actions">
        {action !== null && (
          <button type="button" class="button danger" disabled={busy} onClick={on.onConfirm}>
            {action}
          </button>
        )}
        <button type="button" class="button" onClick={on.onClose}>
          {translate('action.cancel')}
        </button>
      </p>
    </Dialog>
  );
}
