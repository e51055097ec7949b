import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { bringsAnything } from '../../../lib/exchange/preview.ts';
import type { StagedFile } from '../../../lib/exchange/stage.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { formatMoment } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { FileFailure } from './file-failure.tsx';
import type { FailedFile } from './import-run.ts';
import { holdsBeside } from './restore-beside.ts';

const columns = ['new', 'newer', 'conflicts', 'known', 'refused'] as const;

interface PreviewProps {
  files: readonly StagedFile[];
  failed: readonly FailedFile[];
  /** Nothing is logged here yet, so that nobody's settings are in the way. */
  isEmpty: boolean;
  onConfirm: (withSettings: boolean) => void;
  onCancel: () => void;
}

/** What an import would do, file by file; the user decides. */
export function ImportPreviewPart({ files, failed, isEmpty, onConfirm, onCancel }: PreviewProps) {
  const { translate } = useHouse();
  const beside = files.some(holdsBeside);
  const [withSettings, setWithSettings] = useState(isEmpty);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const isNew = files.some(({ preview }) => bringsAnything(preview));
  const brings = isNew || (beside && withSettings);
  const used = columns.filter((name) => files.some((file) => countsOf(file)[name] > 0));
  return (
    <section class="part">
      <h2 tabIndex={-1} ref={heading}>
        {translate(brings ? 'import.preview' : files.length > 0 ? 'import.previewNothing' : 'import.previewNone')}
      </h2>
      {failed.map((file, index) => (
        <FileFailure key={index} {...file} />
      ))}
      {files.length > 0 && (
        <>
          <DataTable
            hideCaption
            caption={translate('import.preview')}
            columns={[
              { label: translate('import.file') },
              ...columns.map((name) => ({ label: translate(`import.${name}`), numeric: true })),
            ]}
            rows={files.map((file) => {
              const counts = countsOf(file);
              return { key: file.importId, cells: [<FileWords file={file} />, ...columns.map((name) => counts[name])] };
            })}
          />
          {used.length > 0 && (
            <dl class="definitions">
              {used.map((name) => (
                <div key={name}>
                  <dt>{translate(`import.${name}`)}</dt>
                  <dd>{translate(`import.${name}Text`)}</dd>
                </div>
              ))}
            </dl>
          )}
          {files.map((file) => (
            <FileNotes key={file.importId} file={file} />
          ))}
        </>
      )}
      {beside && (
        <label class="choice">
          <input
            type="checkbox"
            checked={withSettings}
            onChange={({ currentTarget }) => setWithSettings(currentTarget.checked)}
          />
          <span>
            {translate('import.settings')}
            <span class="hint">{translate('import.settingsText')}</span>
          </span>
        </label>
      )}
      {!isNew && files.length > 0 && <p role="status">{translate('import.nothing')}</p>}
      <p class="form-actions">
        {brings && (
          <button type="button" class="button primary" onClick={() => onConfirm(beside && withSettings)}>
            {translate('import.confirm')}
          </button>
        )}
        <button type="button" class="button" onClick={onCancel}>
          {translate(brings ? 'action.cancel' : 'import.close')}
        </button>
      </p>
    </section>
  );
}

function countsOf({ preview }: StagedFile): Record<(typeof columns)[number], number> {
  const { added, newer, conflicts, known, refused, deleted } = preview;
  return { new: added, newer, conflicts, known, refused: refused + deleted };
}

function FileWords({ file }: { file: StagedFile }) {
  const { translate } = useHouse();
  const { header, preview } = file;
  return (
    <>
      <span class="breakable">{file.name}</span>
      <span class="below">
        {translate('import.made', {
          at: formatMoment(header.exportedAt, translate.locale),
          version: header.tool.version,
        })}
      </span>
      {header.scope && <span class="below">{translate('import.part', { filter: header.scope.filter })}</span>}
      {preview.procedures + preview.others > 0 && (
        <span class="below">
          {translate('import.others', { procedures: preview.procedures, others: preview.others })}
        </span>
      )}
    </>
  );
}

/** What a table has no place for: deletions that come along, and which records were refused. */
function FileNotes({ file: { preview } }: { file: StagedFile }) {
  const { translate } = useHouse();
  const { deletions, forgotten, tombstones, refused, refusals } = preview;
  return (
    <>
      {deletions > 0 && <p class="notice">{translate('import.deletions', { count: deletions })}</p>}
      {forgotten > 0 && <p class="notice">{translate('import.forgotten', { count: forgotten })}</p>}
      {tombstones > 0 && deletions + forgotten === 0 && <p class="notice">{translate('import.tombstones')}</p>}
      {refused > 0 && (
        <details class="notice">
          <summary>{translate('import.refusedLines', { count: refused })}</summary>
          <p>{translate('import.refusedTodo')}</p>
          <ul class="problem-lines">
            {refusals.map(({ line, why, path }) => (
              <li key={line}>
                {translate(why === 'invalid' && path === '' ? 'import.why.record' : `import.why.${why}`, {
                  line,
                  path,
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
