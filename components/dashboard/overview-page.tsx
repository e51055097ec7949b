import { useMemo } from 'preact/hooks';
import { onJournal } from '../../lib/log/database.ts';
import { followedProcedures, units } from '../../lib/log/queries.ts';
import { byArea, byMonth, indicators } from '../../lib/reporting/indicators.ts';
import { ChartWithTable } from '../ui/chart-with-table.tsx';
import { formatDay, formatShare } from '../ui/format.ts';
import { Figure } from './figure.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Heading } from './heading.tsx';
import { areaName, type House, useHouse } from './house.ts';
import { IndicatorTable } from './indicator-table.tsx';
import { useLive } from './live.ts';
import { setFilters } from './navigation.ts';
import {
  allMetColumn,
  type Counting,
  counted,
  filledRows,
  lowCompleteness,
  mainCurrency,
  monthName,
  partOfWhole,
  reasonChart,
  valueChart,
  verdictChart,
  weakestAreas,
} from './overview-model.ts';
import { readPeriod } from './period.ts';
import { formatRoute, type Query, type Route } from './routes.ts';
import { Trouble } from './trouble.tsx';
import { Waiting } from './waiting.tsx';

/** Tenders waiting for decisions that are named on the overview; the rest is counted. */
const waitingShown = 8;

/** The first question first: are we there, and if not, where? All figures come from rollups, never from the journal. */
export function OverviewPage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate } = house;
  const { query } = route;
  const live = useLive(`${house.today} ${house.settings.priorityAreas} ${formatRoute(route)}`, () =>
    readFigures(house, query),
  );
  if (live.state === 'failed') return <Trouble code={live.error.code} detail={live.error.detail} page="overview" />;
  const counting: Counting = query.by === 'value' ? 'value' : 'number';
  return (
    <>
      <Heading>{translate('nav.overview')}</Heading>
      <FilterBar route={route} units={live.state === 'ready' ? live.value.units.filter(Boolean) : []}>
        <fieldset class="switch">
          <legend>{translate('overview.by')}</legend>
          {(['number', 'value'] as const).map((way) => (
            <label key={way} class="switch-option">
              <input
                type="radio"
                name="counting"
                checked={counting === way}
                onChange={() => setFilters(route, { by: way === 'number' ? '' : way })}
              />
              <span>{translate(`overview.by.${way}`)}</span>
            </label>
          ))}
        </fieldset>
      </FilterBar>
      {live.state === 'loading' ? (
        <p role="status">{translate('loading')}</p>
      ) : (
        <div aria-busy={live.stale}>
          <Answer figures={live.value} counting={counting} query={query} />
        </div>
      )}
    </>
  );
}

type Figures = Awaited<ReturnType<typeof readFigures>>;

function readFigures({ journal, today, data }: House, query: Query) {
  const period = {
    ...readPeriod(query, today).days,
    ...(query.unit ? { unit: query.unit } : {}),
    ...(query.area ? { area: query.area } : {}),
  };
  const ecolabelTargets = data.targets.filter((target) => target.ecolabels.length > 0).map((target) => target.id);
  return onJournal(journal, 'everything', async () => ({
    period,
    indicators: await indicators(journal, period, { ecolabelTargets }),
    months: await byMonth(journal, period),
    areas: await byArea(journal, period),
    waiting: await followedProcedures(journal, { ...period, open: true }, { after: null, size: waitingShown }),
    units: await units(journal),
  }));
}

function Answer({ figures, counting, query }: { figures: Figures; counting: Counting; query: Query }) {
  const house = useHouse();
  const { translate, settings, today } = house;
  const { locale } = translate;
  const { I1, I2, I12 } = figures.indicators;
  const currency = mainCurrency(figures.indicators, settings.country);
  const { days } = readPeriod(query, today);
  const period = { from: formatDay(days.from, locale), to: formatDay(days.to, locale) };
  const nothing = I12.denominator === 0 && I1.denominator === 0;
  if (nothing) {
    return (
      <section class="empty" role="status">
        <h2>{translate('overview.empty', period)}</h2>
        <p>{translate('overview.emptyText')}</p>
        <p class="form-actions">
          <a class="button primary" href={formatRoute({ page: 'targets' })}>
            {translate('overview.seeTargets')}
          </a>
          <a class="button" href={formatRoute({ page: 'settings' })}>
            {translate('overview.setUp')}
          </a>
        </p>
      </section>
    );
  }
  const main = counted(I2, counting, currency);
  const weakest = weakestAreas(figures.areas);
  const low = I12.share !== null && I12.share < lowCompleteness;
  return (
    <>
      <section class="answer" aria-labelledby="answer">
        <h2 id="answer">
          {main.share === null
            ? translate('overview.noAnswer')
            : translate(`overview.answer.${counting}`, {
                share: formatShare(main.share, locale),
                part: partOfWhole(main, counting, currency, translate),
              })}
        </h2>
        <p class="muted">{translate('overview.period', period)}</p>
        {weakest.length > 0 && (
          <p>
            {translate('overview.where')}{' '}
            {weakest.map(({ key, missing, of }, index) => (
              <span key={key}>
                {index > 0 && ', '}
                <a href={formatRoute({ page: 'overview', query: { ...query, area: key } })}>{areaName(house, key)}</a>{' '}
                {translate('overview.missing', { missing, of })}
              </span>
            ))}
            .
          </p>
        )}
      </section>
      <div class="figures">
        <Figure id="I2" share={I2} counting={counting} currency={currency} />
        <Figure id="I1" share={I1} counting={counting} currency={currency} />
        <Figure
          id="I12"
          share={I12}
          counting={counting}
          currency={currency}
          warning={low ? translate('overview.lowCompleteness') : null}
        />
      </div>
      <Waiting waiting={figures.waiting} />
      <Charts figures={figures} counting={counting} currency={currency} />
      <IndicatorTable indicators={figures.indicators} currency={currency} period={figures.period} />
    </>
  );
}

function Charts({ figures, counting, currency }: { figures: Figures; counting: Counting; currency: string }) {
  const house = useHouse();
  const { translate, settings } = house;
  const { locale } = translate;
  const areas = useMemo(() => filledRows(figures.areas, counting, currency), [figures.areas, counting, currency]);
  const nameOfArea = (key: string) => areaName(house, key);
  const nameOfMonth = (key: string) => monthName(key, locale);
  // Drawings are made anew only when what they show has changed, not with every letter typed above them.
  const specs = useMemo(() => {
    const chart = (rows: typeof figures.months, direction: 'rows' | 'columns', nameOf: (key: string) => string) =>
      counting === 'number'
        ? verdictChart(rows, direction, nameOf, translate)
        : valueChart(rows, direction, nameOf, currency, translate);
    return {
      areas: chart(areas, 'rows', nameOfArea),
      months: chart(figures.months, 'columns', nameOfMonth),
      reasons: reasonChart(figures.indicators.I6, counting, currency, translate),
    };
  }, [figures, areas, counting, currency, translate]);
  const [topReason] = specs.reasons.categories;
  return (
    <>
      <section class="part" aria-labelledby="by-area">
        <h2 id="by-area">{translate('overview.byArea')}</h2>
        <p class="muted">{translate(`overview.byArea.${counting}`)}</p>
        <ChartWithTable
          label={translate('overview.byArea')}
          summary={translate('overview.byAreaSummary', { count: areas.length })}
          spec={specs.areas}
          categoryLabel={translate('filter.area')}
          extra={[allMetColumn(areas, counting, currency, translate)]}
          translate={translate}
          theme={settings.theme}
        />
      </section>
      <section class="part" aria-labelledby="by-month">
        <h2 id="by-month">{translate('overview.byMonth')}</h2>
        <p class="muted">{translate(`overview.byMonth.${counting}`)}</p>
        <ChartWithTable
          label={translate('overview.byMonth')}
          summary={translate('overview.byMonthSummary', { count: figures.months.length })}
          spec={specs.months}
          categoryLabel={translate('overview.month')}
          extra={[allMetColumn(figures.months, counting, currency, translate)]}
          translate={translate}
          theme={settings.theme}
        />
      </section>
      <section class="part" aria-labelledby="reasons">
        <h2 id="reasons">{translate('overview.reasons')}</h2>
        {topReason === undefined ? (
          <p class="empty">{translate('overview.noReasons')}</p>
        ) : (
          <ChartWithTable
            label={translate('overview.reasons')}
            summary={translate('overview.reasonsSummary', { reason: topReason })}
            spec={specs.reasons}
            categoryLabel={translate('decision.reason')}
            translate={translate}
            theme={settings.theme}
          />
        )}
      </section>
    </>
  );
}
