import { useEffect, useState } from 'preact/hooks';
import { onJournal } from '../../lib/log/database.ts';
import { pageOfDecisions, units } from '../../lib/log/queries.ts';
import type { CurrentRow } from '../../lib/log/rows.ts';
import { verdicts } from '../ui/decision-input.ts';
import { Field } from '../ui/field.tsx';
import { formatDay } from '../ui/format.ts';
import { VerdictLabel } from '../ui/verdict-label.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Heading } from './heading.tsx';
import { areaName, type House, targetTitle, useHouse } from './house.ts';
import { useLive } from './live.ts';
import { cursorOf, cursorText, filtersOf, kindFilters, logFilterOf } from './log-filter.ts';
import { setFilters } from './navigation.ts';
import { formatRoute, type Route, withFilters } from './routes.ts';
import { Trouble } from './trouble.tsx';

const pageSize = 25;

/** Every decision, newest first, page by page; no page reads more than its own rows. */
export function LogPage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate, journal, today } = house;
  const { query } = route;
  const live = useLive(`${today} ${formatRoute(route)}`, () =>
    onJournal(journal, 'everything', async () => ({
      page: await pageOfDecisions(journal, logFilterOf(query, today), {
        after: cursorOf(query),
        size: pageSize,
        direction: query.direction === 'previous' ? 'previous' : 'next',
      }),
      units: await units(journal),
    })),
  );
  if (live.state === 'failed') return <Trouble code={live.error.code} detail={live.error.detail} page="log" />;
  const page = live.state === 'ready' ? live.value.page : null;
  const narrowed = Object.keys(filtersOf(query)).length > 0;
  return (
    <>
      <Heading>{translate('nav.log')}</Heading>
      <p class="lead">{translate('log.lead')}</p>
      <LogFilters route={route} units={live.state === 'ready' ? live.value.units : []} />
      <p class="result-count" role="status">
        {page === null
          ? translate('loading')
          : page.rows.length === 0
            ? translate('log.none')
            : translate('log.shown', { count: page.rows.length })}
      </p>
      {page !== null && page.rows.length === 0 && (
        <p class="empty">{translate(narrowed ? 'log.noneFiltered' : 'log.noneYet')}</p>
      )}
      {page !== null && page.rows.length > 0 && <LogTable rows={page.rows} house={house} query={filtersOf(query)} />}
      {page !== null && (page.previous !== null || page.next !== null) && (
        <nav class="paging" aria-label={translate('log.pages')}>
          {page.previous !== null && (
            <a
              class="button"
              rel="prev"
              href={formatRoute({
                page: 'log',
                query: { ...query, after: cursorText(page.previous), direction: 'previous' },
              })}
            >
              {translate('log.newer')}
            </a>
          )}
          {page.next !== null && (
            <a
              class="button"
              rel="next"
              href={formatRoute({ page: 'log', query: { ...query, after: cursorText(page.next), direction: 'next' } })}
            >
              {translate('log.older')}
            </a>
          )}
        </nav>
      )}
      {page !== null && page.rows.length > 0 && (
        <p>
          <a href={formatRoute({ page: 'exchange', query: filtersOf(query) })}>{translate('log.export')}</a>
        </p>
      )}
    </>
  );
}

function LogFilters({ route, units: known }: { route: Route; units: string[] }) {
  const house = useHouse();
  const { translate } = house;
  const { query } = route;
  return (
    <FilterBar route={route} units={known.filter(Boolean)}>
      <Field label={translate('log.verdict')}>
        {(control) => (
          <select
            {...control}
            value={query.verdict ?? ''}
            onChange={(event) => setFilters(route, { verdict: event.currentTarget.value })}
          >
            <option value="">{translate('log.allVerdicts')}</option>
            {verdicts.map((verdict) => (
              <option key={verdict} value={verdict}>
                {translate(`verdict.${verdict}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={translate('log.kind')}>
        {(control) => (
          <select
            {...control}
            value={query.kind ?? 'decision'}
            onChange={(event) => setFilters(route, { kind: event.currentTarget.value })}
          >
            {kindFilters.map((kind) => (
              <option key={kind} value={kind}>
                {translate(`log.kind.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextSearch route={route} />
      <label class="choice filter-choice">
        <input
          type="checkbox"
          checked={query.evidence === 'missing'}
          onChange={(event) => setFilters(route, { evidence: event.currentTarget.checked ? 'missing' : '' })}
        />
        <span>{translate('log.missingEvidence')}</span>
      </label>
      {query.target && (
        <p class="active-filter">
          {translate('log.target', { title: targetTitle(house, query.target) })}{' '}
          <a href={formatRoute({ page: 'log', query: withFilters(query, { target: '' }) })}>
            {translate('log.removeTarget')}
          </a>
        </p>
      )}
    </FilterBar>
  );
}

/** Text search; it waits until typing pauses, because each search may read the whole period. */
function TextSearch({ route }: { route: Route }) {
  const { translate } = useHouse();
  const current = route.query.q ?? '';
  const [text, setText] = useState(current);
  useEffect(() => setText(current), [current]);
  useEffect(() => {
    if (text === current) return;
    const timer = setTimeout(() => setFilters(route, { q: text }), 300);
    return () => clearTimeout(timer);
  }, [text, current, route]);
  return (
    <Field label={translate('log.search')} class="wide">
      {(control) => (
        <input {...control} type="search" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      )}
    </Field>
  );
}

function LogTable({ rows, house, query }: { rows: CurrentRow[]; house: House; query: Route['query'] }) {
  const { translate } = house;
  return (
    <table class="list">
      <caption class="visually-hidden">{translate('log.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{translate('log.day')}</th>
          <th scope="col">{translate('log.tenderAndTarget')}</th>
          <th scope="col" class="narrow-hidden">
            {translate('filter.area')}
          </th>
          <th scope="col" class="narrow-hidden">
            {translate('filter.unit')}
          </th>
          <th scope="col">{translate('log.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.recordId}>
            <td class="day">{formatDay(row.day, translate.locale, 'short')}</td>
            <th scope="row">
              <a href={formatRoute({ page: 'log', id: row.recordId, query })}>
                {targetTitle(house, row.target.id, row.target.version)}
              </a>
              <span class="below">{row.procedure.title}</span>
              <span class="below">
                {[row.procedure.buyer?.name, row.procedure.reference].filter(Boolean).join(' · ')}
              </span>
            </th>
            <td class="narrow-hidden">{areaName(house, row.area)}</td>
            <td class="narrow-hidden">{row.unit || '–'}</td>
            <td>
              <RowStanding row={row} house={house} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The verdict, or why there is none, and what still calls for attention. */
export function RowStanding({ row, house }: { row: CurrentRow; house: House }) {
  const { translate } = house;
  const bare = (row.verdict === 'met' || row.verdict === 'partiallyMet') && row.evidence.length === 0;
  return (
    <>
      {row.verdict === null ? (
        translate(`log.kind.${row.kind}`)
      ) : (
        <VerdictLabel verdict={row.verdict} translate={translate} />
      )}
      {row.conflict && <span class="below attention">{translate('log.conflict')}</span>}
      {bare && <span class="below">{translate('log.noEvidence')}</span>}
    </>
  );
}
