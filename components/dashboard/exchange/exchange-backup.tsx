import { useEffect, useRef, useState } from 'preact/hooks';
import { backupStanding } from '../../../lib/exchange/backup.ts';
import { formatMoment, formatSize } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { saveFile } from '../save-file.ts';
import type { BackupFile } from './backup-file.ts';
import { ExchangeHeading } from './exchange-heading.tsx';
import { ImportFlow } from './import-flow.tsx';
import { PersistencePart } from './persistence-part.tsx';

type Run =
  | { state: 'idle' | 'cancelled' | 'failed' }
  | { state: 'running'; records: number }
  | { state: 'done'; file: BackupFile };

/** One file with everything, and the way back from it. */
export function ExchangeBackup() {
  const house = useHouse();
  const { translate, journal } = house;
  const { locale } = translate;
  const [run, setRun] = useState<Run>({ state: 'idle' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const standing = useLive('backup', () => backupStanding(journal, new Date()));

  const start = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setRun({ state: 'running', records: 0 });
    try {
      const { writeBackup } = await import('./backup-file.ts');
      const file = await writeBackup(house, controller.signal, (records) => setRun({ state: 'running', records }));
      saveFile(file);
      setRun({ state: 'done', file });
    } catch {
      setRun({ state: controller.signal.aborted ? 'cancelled' : 'failed' });
    }
  };
  const running = run.state === 'running';
  const last = standing.state === 'ready' ? standing.value.last : null;
  return (
    <>
      <ExchangeHeading part="backup" />
      <p class="lead">{translate('backup.lead')}</p>
      <section class="part prose" aria-labelledby="backup-make">
        <h2 id="backup-make">{translate('backup.make')}</h2>
        <p>
          {last === null ? translate('backup.never') : translate('backup.last', { at: formatMoment(last, locale) })}
        </p>
        <p>{translate('backup.holds')}</p>
        <p class="form-actions">
          <button type="button" class="button primary" disabled={running} onClick={start}>
            {translate('backup.start')}
          </button>
          {running && (
            <button type="button" class="button" onClick={() => abort.current?.abort()}>
              {translate('action.cancel')}
            </button>
          )}
        </p>
        {running && <Progress label={translate('backup.running', { count: run.records })} done={0} total={null} />}
        <div role="status">
          {run.state === 'done' && (
            <p class="done">
              {translate('backup.done', {
                count: run.file.records,
                name: run.file.name,
                size: formatSize(run.file.blob.size, locale),
              })}
            </p>
          )}
          {run.state === 'cancelled' && <p>{translate('exchange.cancelled')}</p>}
        </div>
        <div role="alert">{run.state === 'failed' && <p class="problem">{translate('backup.failed')}</p>}</div>
        <PersistencePart />
      </section>
      <section class="part prose" aria-labelledby="backup-restore">
        <h2 id="backup-restore">{translate('backup.restore')}</h2>
        <p>{translate('backup.restoreText')}</p>
        <ImportFlow label={translate('backup.choose')} hint={translate('backup.chooseHint')} />
      </section>
    </>
  );
}
