import { useEffect, useRef, useState } from 'preact/hooks';
import type { FileLayout } from '../../../lib/exchange/write-file.ts';
import { formatNumber } from '../../../lib/i18n.ts';
import { toJournalError } from '../../../lib/log/journal-error.ts';
import type { CsvDialect } from '../../../lib/reporting/csv.ts';
import { formatDay, formatShare } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { loadTexts } from '../../ui/texts.ts';
import { areaName, type House, targetTitle, useHouse } from '../house.ts';
import { filtersOf, logFilterOf } from '../log/log-filter.ts';
import { readPeriod } from '../period.ts';
import { formatRoute, type Query, type Route } from '../routes.ts';
import { saveFile } from '../save-file.ts';
import { ExchangeHeading } from './exchange-heading.tsx';
import type { ExportFile, ExportProgress, ExportRequest } from './export-request.ts';

type Format = CsvDialect | FileLayout;
/** Who reads the file: a person, a colleague's browser, another system. */
const formats = ['danish', 'json', 'jsonl', 'machine'] as const satisfies readonly Format[];

type Run =
  | { state: 'idle' | 'cancelled' }
  | { state: 'running'; progress: ExportProgress | null }
  | { state: 'done'; file: ExportFile }
  | { state: 'failed'; text: string };

/** Takes decisions out of the browser as a file. Nothing is sent anywhere. */
export function ExchangeExport({ route }: { route: Route }) {
  const house = useHouse();
  const { translate } = house;
  const filters = filtersOf(route.query);
  const filtered = Object.keys(filters).length > 0;
  const [scope, setScope] = useState<'filter' | 'all'>(filtered ? 'filter' : 'all');
  const [format, setFormat] = useState<Format>('danish');
  const [author, setAuthor] = useState(false);
  const [run, setRun] = useState<Run>({ state: 'idle' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const summary = scope === 'filter' ? filterWords(house, filters) : translate('exchange.everything');

  const start = async () => {
    const controller = new AbortController();
    const { signal } = controller;
    abort.current = controller;
    setRun({ state: 'running', progress: null });
    try {
      const filter = scope === 'filter' ? logFilterOf(filters, house.today) : null;
      const report = (progress: ExportProgress) => {
        if (!signal.aborted) setRun({ state: 'running', progress });
      };
      const file = await write(house, format, { filter, filterText: summary, author }, signal, report);
      saveFile(file);
      setRun({ state: 'done', file });
    } catch (error) {
      if (signal.aborted) return setRun({ state: 'cancelled' });
      const { code } = toJournalError(error, 'everything');
      setRun({
        state: 'failed',
        text: translate(code === 'journal-newer' ? 'exchange.problem.newer' : 'exchange.problem'),
      });
    }
  };
  const running = run.state === 'running';
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
                </span>
              </label>
            )}
            <label class="choice">
              <input type="radio" name="scope" checked={scope === 'all'} onChange={() => setScope('all')} />
              <span>{translate('exchange.scope.all')}</span>
            </label>
            {!filtered && (
              <p class="hint">
                <a href={formatRoute({ page: 'log' })}>{translate('exchange.chooseInLog')}</a>
              </p>
            )}
          </fieldset>
          <fieldset class="radio-group" disabled={running}>
            <legend>{translate('exchange.format')}</legend>
            {formats.map((name) => (
              <label key={name} class="choice">
                <input type="radio" name="format" checked={format === name} onChange={() => setFormat(name)} />
                <span>
                  {translate(`exchange.format.${name}`)}
                  <span class="hint">{translate(`exchange.format.${name}Text`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
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
            <button type="button" class="button primary" disabled={running} onClick={start}>
              {translate('exchange.start')}
            </button>
            {running && (
              <button type="button" class="button" onClick={() => abort.current?.abort()}>
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
  const label =
    progress === null || progress.total === null
      ? translate('exchange.counting', { count: progress?.done ?? 0 })
      : translate('exchange.writing', { done: progress.done, total: progress.total });
  return <Progress label={label} done={progress?.done ?? 0} total={progress?.total ?? null} />;
}

function Outcome({ file, summary }: { file: ExportFile; summary: string }) {
  const { translate } = useHouse();
  const { locale } = translate;
  return (
    <>
      <p>
        <strong>{translate('exchange.done', { count: file.records })}</strong> {summary}
      </p>
      <p>
        {translate('exchange.completeness', { share: formatShare(file.completeness, locale) })}{' '}
        {translate('exchange.fileName', {
          name: file.name,
          size: formatNumber(Math.ceil(file.blob.size / 1024), locale),
        })}
      </p>
    </>
  );
}

/** Writes the file; what a format needs is loaded when it is first used. */
async function write(
  house: House,
  format: Format,
  request: ExportRequest,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportFile> {
  if (format === 'json' || format === 'jsonl') {
    const { exportJournal } = await import('./journal-export.ts');
    return exportJournal(house, { ...request, layout: format }, signal, onProgress);
  }
  const { exportCsv } = await import('./csv-export.ts');
  const texts = await loadTexts(house.translate.locale, ['common', 'decision', 'dashboard', 'csv']);
  return exportCsv(house, texts, { ...request, dialect: format }, signal, onProgress);
}

/** The chosen part of the log in words, for the page and for the file itself. */
function filterWords(house: House, query: Query): string {
  const { translate, today } = house;
  const { locale } = translate;
  const { days } = readPeriod(query, today);
  const { verdict, kinds } = logFilterOf(query, today);
  const period = translate('overview.period', { from: formatDay(days.from, locale), to: formatDay(days.to, locale) });
  const parts = [
    period,
    query.unit && `${translate('filter.unit')}: ${query.unit}`,
    query.area && `${translate('filter.area')}: ${areaName(house, query.area)}`,
    query.target && `${translate('targets.target')}: ${targetTitle(house, query.target)}`,
    verdict && translate(`verdict.${verdict}`),
    kinds?.map((kind) => translate(`log.kind.${kind}`)).join(', '),
    query.evidence === 'missing' && translate('log.missingEvidence'),
    query.q && `${translate('log.search')}: ${query.q}`,
  ];
  return parts.filter(Boolean).join(' · ');
}
