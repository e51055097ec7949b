import { formatDay } from '../../ui/format.ts';
import { Heading } from '../heading.tsx';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { formatRoute, type Query, type Route } from '../routes.ts';
import { Trouble } from '../trouble.tsx';
import { Waiting } from '../waiting.tsx';
import { IndicatorTable } from './indicator-table.tsx';
import { Answer } from './overview-answer.tsx';
import { viewText } from './overview-chart.tsx';
import { Charts } from './overview-charts.tsx';
import { KeyFigures } from './overview-figures.tsx';
import { OverviewFilters } from './overview-filters.tsx';
import { Goals } from './overview-goals.tsx';
import { Matrix } from './overview-matrix.tsx';
import type { Counting } from './overview-model.ts';
import { isNothing, type Overview, readOverviewOf, type Told } from './overview-reading.ts';
import { OverviewVerdicts } from './overview-verdicts.tsx';
import { ToldSources } from './told-sources.tsx';
import { ToldStanding } from './told-standing.tsx';

/** The first question first: are we there, and if not, where? All figures come from rollups, never from the journal. */
export function OverviewPage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate } = house;
  const { query } = route;
  const live = useLive(`${house.today} ${house.data.version} ${formatRoute(route)}`, () =>
    readOverviewOf(house, query),
  );
  if (live.state === 'failed') return <Trouble code={live.error.code} detail={live.error.detail} page="overview" />;
  const overview = live.state === 'ready' ? live.value : null;
  // One portal, person or placement is counted by decisions, and these counts have no value.
  const counting: Counting = query.by === 'value' && !overview?.beside ? 'value' : 'number';
  return (
    <>
      <Heading>{translate('nav.overview')}</Heading>
      <OverviewFilters route={route} counting={counting} overview={overview} />
      {live.state === 'loading' ? (
        <p role="status">{translate('loading')}</p>
      ) : (
        <div class="overview" aria-busy={live.stale}>
          <p class="view-text">
            {viewText(live.value.period, house)}
            {!live.value.beside && !isNothing(live.value) && (
              <a class="button to-report" href={formatRoute({ page: 'report', query: reportQuery(query) })}>
                {translate('report.make')}
              </a>
            )}
          </p>
          {query.source === 'own' && (
            <p>
              <a href={formatRoute({ page: 'overview' })}>{translate('told.back')}</a>
            </p>
          )}
          {isTold(live.value) && <ToldStanding overview={live.value} query={query} />}
          <Content overview={live.value} counting={counting} query={query} />
          {isTold(live.value) && live.value.told.organisations.length > 0 && (
            <ToldSources overview={live.value} counting={counting} query={query} />
          )}
        </div>
      )}
    </>
  );
}

const isTold = (overview: Overview): overview is Overview & { told: Told } => overview.told !== null;

/** What of the overview's choices the report has too. */
function reportQuery({ period, from, to, unit, area, source }: Query): Query {
  return Object.fromEntries(
    Object.entries({ period, from, to, unit, area, source }).filter((entry): entry is [string, string] => !!entry[1]),
  );
}

interface ContentProps {
  overview: Overview;
  counting: Counting;
  query: Query;
}

function Content({ overview, counting, query }: ContentProps) {
  // Nothing has come yet: how fetching goes on stands above.
  if (overview.told?.organisations.length === 0) return null;
  if (isNothing(overview)) return <Nothing overview={overview} query={query} />;
  const shown = { overview, counting, query };
  if (overview.beside) {
    return (
      <>
        <OverviewVerdicts overview={overview} query={query} />
        <Charts {...shown} />
      </>
    );
  }
  return (
    <>
      <Answer {...shown} />
      <KeyFigures {...shown} />
      <Goals overview={overview} query={query} />
      <Waiting waiting={overview.waiting} />
      <Charts {...shown} />
      <Matrix {...shown} />
      <IndicatorTable overview={overview} query={query} />
    </>
  );
}

/** Nothing in the period: where one begins, or how one gets out of a filter that lets nothing through. */
function Nothing({ overview, query }: { overview: Overview; query: Query }) {
  const { translate } = useHouse();
  const { locale } = translate;
  const { from, to } = overview.period;
  const { period, from: _, to: __, by, source, ...filters } = query;
  const filtered = Object.values(filters).some(Boolean);
  const kept: Query = Object.fromEntries(
    Object.entries({ period, from: query.from, to: query.to, by, source }).filter(
      (entry): entry is [string, string] => !!entry[1],
    ),
  );
  return (
    <section class="empty" role="status">
      <h2>
        {translate(filtered ? 'overview.emptyFilter' : 'overview.empty', {
          from: formatDay(from, locale),
          to: formatDay(to, locale),
        })}
      </h2>
      <p>
        {translate(filtered ? 'overview.emptyFilterText' : overview.told ? 'told.emptyText' : 'overview.emptyText')}
      </p>
      <p class="form-actions">
        {filtered ? (
          <a class="button primary" href={formatRoute({ page: 'overview', query: kept })}>
            {translate('overview.clearFilters')}
          </a>
        ) : (
          <>
            <a class="button primary" href={formatRoute({ page: 'targets' })}>
              {translate('overview.seeTargets')}
            </a>
            <a class="button" href={formatRoute({ page: 'settings' })}>
              {translate('overview.setUp')}
            </a>
          </>
        )}
      </p>
    </section>
  );
}
