import { useState } from 'preact/hooks';
import { formatMoment } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { ExchangeHeading } from './exchange-heading.tsx';
import { folderPicker } from './folder-edge.ts';
import { FolderOutcome } from './folder-outcome.tsx';
import { useFolder } from './folder-run.ts';
import { ManualFolder } from './manual-folder.tsx';

/** One folder that colleagues' browsers meet in: each writes a file of its own there and reads those of the others. */
export function ExchangeFolder() {
  const house = useHouse();
  const { translate } = house;
  const { standing, run, connect, sync, disconnect, setAuthors, readPicked } = useFolder(house);
  const [left, setLeft] = useState(false);
  const busy = run.state === 'visiting';
  const folder = standing?.folder ?? null;
  return (
    <>
      <ExchangeHeading part="folder" />
      <p class="lead">{translate('folder.lead')}</p>
      {folderPicker() === null ? (
        <ManualFolder busy={busy} onFiles={readPicked} />
      ) : (
        standing && (
          <section class="part prose" aria-labelledby="folder-own">
            <h2 id="folder-own">{translate(folder ? 'folder.connected' : 'folder.none')}</h2>
            {folder ? (
              <>
                <dl class="facts">
                  <dt>{translate('folder.name')}</dt>
                  <dd>{folder.handle.name}</dd>
                  <dt>{translate('folder.since')}</dt>
                  <dd>{formatMoment(folder.since, translate.locale)}</dd>
                  <dt>{translate('folder.synced')}</dt>
                  <dd>
                    {standing.syncedAt ? formatMoment(standing.syncedAt, translate.locale) : translate('folder.never')}
                  </dd>
                </dl>
                {!standing.allowed && <p class="notice">{translate('folder.ask')}</p>}
                <label class="choice">
                  <input
                    type="checkbox"
                    checked={folder.authors}
                    disabled={busy}
                    onChange={({ currentTarget }) => void setAuthors(currentTarget.checked)}
                  />
                  <span>
                    {translate('folder.authors')}
                    <span class="hint">{translate('folder.authorsText')}</span>
                  </span>
                </label>
                <p class="form-actions">
                  <button type="button" class="button primary" disabled={busy} onClick={() => void sync()}>
                    {translate(standing.allowed ? 'folder.sync' : 'folder.allow')}
                  </button>
                  <button
                    type="button"
                    class="button"
                    disabled={busy}
                    onClick={() => void disconnect().then(() => setLeft(true))}
                  >
                    {translate('folder.disconnect')}
                  </button>
                </p>
              </>
            ) : (
              <>
                <p>{translate('folder.how')}</p>
                <p>{translate('folder.holds')}</p>
                <p class="form-actions">
                  <button
                    type="button"
                    class="button primary"
                    disabled={busy}
                    onClick={() => {
                      setLeft(false);
                      void connect();
                    }}
                  >
                    {translate('folder.choose')}
                  </button>
                </p>
              </>
            )}
          </section>
        )
      )}
      <FolderOutcome run={run} left={left && folder === null} />
    </>
  );
}
