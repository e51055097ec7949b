import { mostCharacters } from '../../../lib/documents/document.ts';
import type { Translator } from '../../../lib/i18n.ts';
import { formatSize } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import type { CheckedFile } from './use-documents.ts';

interface DocumentListProps {
  files: readonly CheckedFile[];
  isReading: boolean;
  translate: Translator;
  onRemove: (id: number) => void;
  onCancel: () => void;
}

/** The files under check, each with what it is or what is wrong with it. */
export function DocumentList({ files, isReading, translate, onRemove, onCancel }: DocumentListProps) {
  const reading = files.find((file) => file.state === 'reading');
  const failed = files.filter(({ state }) => state === 'failed');
  const read = files.filter(({ state }) => state === 'read');
  return (
    <>
      {files.length > 0 && (
        <section class="part" aria-labelledby="checked-files">
          <h2 id="checked-files">{translate('documents.files')}</h2>
          <ul class="checked-files">
            {files.map((file) => (
              <li key={file.id}>
                <div class="checked-file">
                  <strong>{file.name}</strong>
                  <span class="muted">{factsOf(file, translate)}</span>
                  <FileWords file={file} translate={translate} />
                </div>
                {(file.state === 'read' || file.state === 'failed') && (
                  <button
                    type="button"
                    class="button small"
                    aria-label={translate('documents.removeFile', { name: file.name })}
                    onClick={() => onRemove(file.id)}
                  >
                    {translate('documents.remove')}
                  </button>
                )}
              </li>
            ))}
          </ul>
          {reading?.state === 'reading' && (
            <Progress
              label={
                reading.total === null
                  ? translate('documents.reading', { name: reading.name })
                  : translate('documents.readingPages', {
                      name: reading.name,
                      done: reading.done,
                      total: reading.total,
                    })
              }
              done={reading.done}
              total={reading.total}
            />
          )}
          {isReading && (
            <button type="button" class="button" onClick={onCancel}>
              {translate('documents.cancel')}
            </button>
          )}
        </section>
      )}
      <div class="visually-hidden" role="status">
        {!isReading &&
          files.length > 0 &&
          translate('documents.announce', { count: read.length, failed: failed.length })}
      </div>
    </>
  );
}

function factsOf(file: CheckedFile, translate: Translator): string {
  const size = formatSize(file.size, translate.locale);
  if (file.state !== 'read') return size;
  const { kind, pages } = file.document;
  const parts = [translate(`documents.kind.${kind}`), size];
  if (pages) parts.push(translate('documents.pages', { count: pages.all }));
  return parts.join(' · ');
}

/** What is worth knowing of how it was read; nothing for a file that was read whole. */
function FileWords({ file, translate }: { file: CheckedFile; translate: Translator }) {
  if (file.state === 'waiting') return <p class="muted">{translate('documents.waiting')}</p>;
  if (file.state === 'failed') {
    return (
      <p class="problem" role="alert">
        {translate(`documents.problem.${file.code}`)}
      </p>
    );
  }
  if (file.state !== 'read') return null;
  const { isCut, pages } = file.document;
  return (
    <>
      {isCut && <p class="notice">{translate('documents.cut', { count: mostCharacters })}</p>}
      {pages !== null && pages.withoutText > 0 && (
        <p class="notice">{translate('documents.pagesWithoutText', { count: pages.withoutText, all: pages.all })}</p>
      )}
    </>
  );
}
