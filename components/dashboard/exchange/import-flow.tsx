import { formatSize } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import { FileChoice } from './file-choice.tsx';
import { ImportPreviewPart } from './import-preview.tsx';
import { type ImportRun, useImport } from './import-run.ts';

/** Files from the choice to the journal: read, looked at, taken in. */
export function ImportFlow({ label, hint }: { label: string; hint: string }) {
  const house = useHouse();
  const { translate } = house;
  const { run, read, confirm, cancel } = useImport(house);
  const busy = run.state === 'reading' || run.state === 'applying' || run.state === 'waiting';
  return (
    <>
      <FileChoice label={label} hint={hint} disabled={busy} onFiles={read} />
      {run.state === 'reading' && (
        <div class="settings-group">
          <Progress
            label={translate('import.reading', {
              name: run.name,
              read: formatSize(run.read, translate.locale),
              size: formatSize(run.size, translate.locale),
            })}
            done={run.read}
            total={run.size}
          />
          <p>
            <button type="button" class="button" onClick={cancel}>
              {translate('action.cancel')}
            </button>
          </p>
        </div>
      )}
      {run.state === 'preview' && (
        <ImportPreviewPart
          files={run.files}
          failed={run.failed}
          isEmpty={run.isEmpty}
          onConfirm={confirm}
          onCancel={cancel}
        />
      )}
      {run.state === 'applying' && (
        <div class="settings-group">
          <Progress
            label={translate('import.applying', { done: run.done, total: run.total })}
            done={run.done}
            total={run.total}
          />
          <p class="hint">{translate('import.applyingHint')}</p>
        </div>
      )}
      <div role="status">
        <RunWords run={run} />
      </div>
      <div role="alert">
        {run.state === 'failed' && (
          <p class="problem">{translate(run.error.kept === 'everything' ? 'file.journal' : 'import.failed')}</p>
        )}
      </div>
    </>
  );
}

function RunWords({ run }: { run: ImportRun }) {
  const { translate } = useHouse();
  if (run.state === 'cancelled') return <p>{translate('import.cancelled')}</p>;
  if (run.state === 'waiting') return <p>{translate('import.busy')}</p>;
  if (run.state !== 'done') return null;
  const { added, conflicts } = run.taken;
  return (
    <p class="done">
      <span>
        {translate('import.done', { count: added })}
        {conflicts > 0 && ` ${translate('import.doneConflicts', { count: conflicts })}`}
      </span>
      <a href={formatRoute({ page: 'log' })}>{translate('import.toLog')}</a>
    </p>
  );
}
