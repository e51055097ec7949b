import { Progress } from '../../ui/progress.tsx';
import { useHouse } from '../house.ts';
import type { DeletionRun } from './deletion-run.ts';

interface DeletionWordsProps {
  run: DeletionRun;
  onStop: () => void;
  of: 'person' | 'age';
}

/** How far a deletion is, and what came of it. */
export function DeletionWords({ run, onStop, of }: DeletionWordsProps) {
  const { translate } = useHouse();
  return (
    <>
      {run.state === 'running' && (
        <div class="settings-group">
          <Progress label={translate(`privacy.${of}Running`, { count: run.done })} done={0} total={null} />
          <p>
            <button type="button" class="button" onClick={onStop}>
              {translate('privacy.stop')}
            </button>
          </p>
        </div>
      )}
      <div role="status">
        {run.state === 'done' && <p class="done">{translate(`privacy.${of}Done`, { count: run.done })}</p>}
        {run.state === 'stopped' && <p class="done">{translate(`privacy.${of}Stopped`, { count: run.done })}</p>}
      </div>
      <div role="alert">{run.state === 'failed' && <p class="problem">{translate('privacy.failed')}</p>}</div>
    </>
  );
}

/** What must be known before anything is deleted: it is for good, and copies lie elsewhere. */
export function NoUndo() {
  const { translate } = useHouse();
  return (
    <p>
      <strong>{translate('privacy.noUndo')}</strong> {translate('privacy.elsewhere')}
    </p>
  );
}
