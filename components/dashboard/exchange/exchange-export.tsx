import { useState } from 'preact/hooks';
import { type ExportFormatName, exportFormats } from '../../../lib/exchange/export/formats.ts';
import type { ExportProgress } from '../../../lib/exchange/export/job.ts';
import type { Translator } from '../../../lib/i18n.ts';
import { formatShare, formatSize } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { useHouse } from '../house.ts';
import { filtersOf, logFilterOf } from '../log/log-filter.ts';
import { formatRoute, type Route } from '../routes.ts';
import { ExchangeHeading } from './exchange-heading.tsx';
import { type ExportedFile, useExport } from './export-run.ts';
import { filterWords } from './filter-words.ts';
import { FormatNotes } from './format-notes.tsx';

/** Takes decisions out of the browser as a file. Nothing is sent anywhere. */
export function ExchangeExport({ route }: { route: Route }) {
  const house = useHouse();
  const { translate } = house;
  const filters = filtersOf(route.query);
  const filtered = Object.keys(filters).length > 0;
  const [scope, setScope] = useState<'filter' | 'all'>(filtered ? 'filter' : 'all');
  const [format, setFormat] = useState<ExportFormatName>(exportFormats[0].name);
  const [author, setAuthor] = useState(false);
  const { run, start, cancel } = useExport(house);
  const summary = scope === 'filter' ? filterWords(house, filters) : translate('exchange.everything');
  const running = run.state === 'running';
  const begin = () => {
    const filter = scope === 'filter' ? logFilterOf(filters, house.today) : null;
    void start(format, { filter, filterText: summary, author });
  };
  return (
    <>
      <ExchangeHeading part="export" />
      <p class="lead">{translate('exchange.lead')}</p>
      <section class="part" aria-label={translate('exchange.part.export')}>
        <div class="settings-group">
          <fieldset class="radio-group" disabled={running}>
            <legend>{translate('exchange.scope')}</legend>
            {filtered && (
              <label class="choice">
                <input type="radio" name="scope" checked={scope === 'filter'} onChange={() => setScope('filter')} />
                <span>
                  {translate('exchange.scope.filter')}
                  <span class="hint">{filterWords(house, filters)}</span>
                  <span class="hint">{translate('exchange.scope.filterText')}</span>
                </span>
              </label>
            )}
            <label class="choice">
              <input type="radio" name="scope" checked={scope === 'all'} onChange={() => setScope('all')} />
              <span>
                {translate('exchange.scope.all')}
                <span class="hint">{translate('exchange.scope.allText')}</span>
              </span>
            </label>
            {!filtered && (
              <p class="hint">
                <a href={formatRoute({ page: 'log' })}>{translate('exchange.chooseInLog')}</a>
              </p>
            )}
          </fieldset>
          <fieldset class="radio-group" disabled={running}>
            <legend>{translate('exchange.format')}</legend>
            {exportFormats.map(({ name }) => (
              <label key={name} class="choice">
                <input type="radio" name="format" checked={format === name} onChange={() => setFormat(name)} />
                <span>
                  {translate(`exchange.format.${name}`)}
                  <span class="hint">{translate(`exchange.format.${name}Text`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <FormatNotes format={format} />
          <label class="choice">
            <input
              type="checkbox"
              checked={author}
              disabled={running}
              onChange={(event) => setAuthor(event.currentTarget.checked)}
            />
            <span>{translate('exchange.author')}</span>
          </label>
          <div class="form-actions">
            <button type="button" class="button primary" disabled={running} onClick={begin}>
              {translate('exchange.start')}
            </button>
            {running && (
              <button type="button" class="button" onClick={cancel}>
                {translate('action.cancel')}
              </button>
            )}
          </div>
          {running && <RunningExport progress={run.progress} />}
          <div role="status">
            {run.state === 'done' && <Outcome file={run.file} summary={summary} />}
            {run.state === 'cancelled' && <p>{translate('exchange.cancelled')}</p>}
          </div>
          <div role="alert">{run.state === 'failed' && <p class="problem">{run.text}</p>}</div>
        </div>
      </section>
    </>
  );
}

function RunningExport({ progress }: { progress: ExportProgress | null }) {
  const { translate } = useHouse();
  const label = progressWords(progress ?? { step: 'counting', done: 0, total: null }, translate);
  return <Progress label={label} done={progress?.done ?? 0} total={progress?.total ?? null} />;
}

function progressWords({ step, done, total }: ExportProgress, translate: Translator): string {
  switch (step) {
    case 'counting':
      return translate('exchange.counting', { count: done });
    case 'writing':
      return translate('exchange.writing', { done, total: total ?? done });
    case 'procedures':
      return translate('exchange.writingProcedures', { done, total: total ?? done });
    case 'figures':
      return translate('exchange.writingFigures');
  }
}

/** What the file holds: also for a format that has no place to say it itself. */
function Outcome({ file, summary }: { file: ExportedFile; summary: string }) {
  const { translate } = useHouse();
  const { locale } = translate;
  return (
    <>
      <p>
        <strong>{translate('exchange.done', { count: file.records })}</strong> {summary}
      </p>
      <p>
        {translate('exchange.completeness', { share: formatShare(file.completeness, locale) })}{' '}
        {translate('exchange.fileName', { name: file.name, size: formatSize(file.size, locale) })}
      </p>
    </>
  );
}
