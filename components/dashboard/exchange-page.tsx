import { useEffect, useRef, useState } from 'preact/hooks';
import { formatNumber } from '../../lib/i18n.ts';
import { toJournalError } from '../../lib/log/journal-error.ts';
import type { CsvDialect } from '../../lib/reporting/csv.ts';
import { formatDay, formatShare } from '../ui/format.ts';
import { Progress } from '../ui/progress.tsx';
import { loadTexts } from '../ui/texts.ts';
import type { CsvFile, CsvProgress } from './csv-export.ts';
import { Heading } from './heading.tsx';
import { areaName, type House, targetTitle, useHouse } from './house.ts';
import { filtersOf, logFilterOf } from './log-filter.ts';
import { readPeriod } from './period.ts';
import { formatRoute, type Query, type Route } from './routes.ts';

const dialects = ['danish', 'machine'] as const satisfies readonly CsvDialect[];

type Run =
  | { state: 'idle' | 'cancelled' }
  | { state: 'running'; progress: CsvProgress | null }
  | { state: 'done'; file: CsvFile }
  | { state: 'failed'; text: string };

/** Takes decisions out of the browser as a file. Nothing is sent anywhere. */
export function ExchangePage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate } = house;
  const filters = filtersOf(route.query);
  const filtered = Object.keys(filters).length > 0;
  const [scope, setScope] = useState<'filter' | 'all'>(filtered ? 'filter' : 'all');
  const [dialect, setDialect] = useState<CsvDialect>('danish');
  const [author, setAuthor] = useState(false);
  const [run, setRun] = useState<Run>({ state: 'idle' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const summary = scope === 'filter' ? filterWords(house, filters) : translate('exchange.everything');

  const start = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setRun({ state: 'running', progress: null });
    try {
      const { exportCsv } = await import('./csv-export.ts');
      const texts = await loadTexts(translate.locale, ['common', 'decision', 'dashboard', 'csv']);
      const filter = scope === 'filter' ? logFilterOf(filters, house.today) : {};
      const request = { dialect, filter, filterText: summary, author };
      const file = await exportCsv(house, texts, request, controller.signal, (progress) => {
        if (!controller.signal.aborted) setRun({ state: 'running', progress });
      });
      save(file);
      setRun({ state: 'done', file });
    } catch (error) {
      if (controller.signal.aborted) return setRun({ state: 'cancelled' });
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
      <Heading>{translate('nav.exchange')}</Heading>
      <p class="lead">{translate('exchange.lead')}</p>
      <section class="part" aria-labelledby="csv">
        <h2 id="csv">{translate('exchange.csv')}</h2>
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
            <legend>{translate('exchange.dialect')}</legend>
            {dialects.map((name) => (
              <label key={name} class="choice">
                <input type="radio" name="dialect" checked={dialect === name} onChange={() => setDialect(name)} />
                <span>
                  {translate(`exchange.dialect.${name}`)}
                  <span class="hint">{translate(`exchange.dialect.${name}Text`)}</span>
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

function RunningExport({ progress }: { progress: CsvProgress | null }) {
  const { translate } = useHouse();
  const label =
    progress === null || progress.total === null
      ? translate('exchange.counting', { count: progress?.done ?? 0 })
      : translate('exchange.writing', { done: progress.done, total: progress.total });
  return <Progress label={label} done={progress?.done ?? 0} total={progress?.total ?? null} />;
}

function Outcome({ file, summary }: { file: CsvFile; summary: string }) {
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

function save({ blob, name }: CsvFile): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser needs the address until it has begun to write; a minute is far beyond that.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
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
