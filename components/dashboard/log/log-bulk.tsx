import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type BulkAct,
  type BulkChange,
  correctMany,
  lastBulk,
  previewOf,
  touched,
  undoMany,
} from '../../../lib/log/bulk.ts';
import { toJournalError } from '../../../lib/log/journal-error.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import { writeContext } from '../../../lib/log/write-context.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { useWrite } from '../use-write.ts';
import { BulkForm } from './bulk-form.tsx';
import { BulkPreview } from './bulk-preview.tsx';

interface LogBulkProps {
  selected: ReadonlyMap<string, CurrentRow>;
  /** Units to choose among. */
  units: readonly string[];
  onClear: () => void;
  /** Called when the chosen ones were corrected. */
  onDone: () => void;
}

/** What was chosen in the log and the way to correct it as one; it stays in sight below the rows. */
export function LogBulk({ selected, units, onClear, onDone }: LogBulkProps) {
  const { translate } = useHouse();
  const [open, setOpen] = useState(false);
  if (selected.size === 0) return null;
  return (
    <>
      <section class="bulk-bar" aria-label={translate('bulk.chosen', { count: selected.size })}>
        <p role="status">{translate('bulk.chosen', { count: selected.size })}</p>
        <button type="button" class="button small primary" onClick={() => setOpen(true)}>
          {translate('bulk.correct')}
        </button>
        <button type="button" class="button small" onClick={onClear}>
          {translate('bulk.clear')}
        </button>
      </section>
      {open && (
        <BulkDialog
          rows={[...selected.values()]}
          units={units}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onClear();
            onDone();
          }}
        />
      )}
    </>
  );
}

/**
 * The last correction of many and its undo, until the next one; it is still there after a reload.
 * @param props.place takes the focus when one was made, so that the undo is the next stop
 */
export function LastBulk({ place }: { place: RefObject<HTMLDivElement | null> }) {
  const { translate, journal } = useHouse();
  const [outcome, setOutcome] = useState<string | null>(null);
  const { busy, error, write } = useWrite();
  const last = useLive('last bulk', () => lastBulk(journal));
  const act = last.state === 'ready' ? last.value : null;
  const undo = async (what: BulkAct) => {
    const done = await write((context) => undoMany(journal, what, context));
    if (done === null) return;
    const left = done.left > 0 ? [translate('bulk.left', { count: done.left })] : [];
    setOutcome([translate('bulk.undone', { count: done.undone }), ...left].join(' '));
  };
  return (
    <div tabIndex={-1} ref={place}>
      <div role="status">
        {act === null && outcome !== null && <p class="done">{outcome}</p>}
        {act !== null && (
          <p class="done">
            {translate('bulk.last', { count: act.revisions.length, time: formatMoment(act.at, translate.locale) })}
            {act.skipped > 0 && ` ${translate('bulk.left', { count: act.skipped })}`}{' '}
            <button type="button" class="button small" disabled={busy} onClick={() => void undo(act)}>
              {translate('bulk.undo')}
            </button>
          </p>
        )}
      </div>
      {error !== null && (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface BulkDialogProps {
  rows: readonly CurrentRow[];
  units: readonly string[];
  onClose: () => void;
  onDone: () => void;
}

function BulkDialog({ rows, units, onClose, onDone }: BulkDialogProps) {
  const { translate, journal, data, settings, edge } = useHouse();
  const [change, setChange] = useState<BulkChange | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const lines = change === null ? [] : previewOf(rows, change);
  const count = touched(lines).length;
  const running = progress !== null;
  const run = async () => {
    const own = new AbortController();
    controller.current = own;
    setProblem(null);
    setProgress(0);
    try {
      const context = await writeContext(journal, data, settings, edge.toolVersion);
      await correctMany(journal, lines, context, { signal: own.signal, onProgress: setProgress });
      onDone();
    } catch (error) {
      setProblem(
        own.signal.aborted
          ? translate('bulk.cancelled')
          : translate(`error.${toJournalError(error, 'earlierDecisions').code}`),
      );
      setProgress(null);
    }
  };
  return (
    <Dialog title={translate('bulk.title', { count: rows.length })} onClose={onClose} wide>
      <BulkForm units={units} disabled={running} onChange={setChange} />
      {change !== null && <BulkPreview lines={lines} />}
      {running && (
        <Progress label={translate('bulk.running', { done: progress, total: count })} done={progress} total={count} />
      )}
      {problem !== null && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <p class="form-actions">
        <button type="button" class="button primary" disabled={running || count === 0} onClick={() => void run()}>
          {count === 0 ? translate('bulk.runNone') : translate('bulk.run', { count })}
        </button>
        <button type="button" class="button" onClick={() => (running ? controller.current?.abort() : onClose())}>
          {translate('action.cancel')}
        </button>
      </p>
    </Dialog>
  );
}
