import { useEffect } from 'preact/hooks';
import { formatDay } from '../../ui/format.ts';
import { Heading } from '../heading.tsx';
import { type House, useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { sideOf } from '../overview/overview-filters.tsx';
import { isNothing } from '../overview/overview-reading.ts';
import { formatRoute, type Route } from '../routes.ts';
import { Trouble } from '../trouble.tsx';
import { ReportActions } from './report-actions.tsx';
import { ReportChoices } from './report-choices.tsx';
import { ReportDetails } from './report-details.tsx';
import { frontOf } from './report-front.ts';
import { ReportFrontPage } from './report-front-page.tsx';
import { type Report, readReport } from './report-reading.ts';
import type { ReportHead } from './report-text.ts';

/** The report on a period: the first page for those who decide, what it rests on behind. Made to be printed. */
export function ReportPage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate } = house;
  const live = useLive(`${house.today} ${house.data.version} ${formatRoute(route)}`, () =>
    readReport(house, route.query),
  );
  if (live.state === 'failed') return <Trouble code={live.error.code} detail={live.error.detail} page="report" />;
  const report = live.state === 'ready' ? live.value : null;
  return (
    <div class="report">
      <div class="report-controls">
        <p class="breadcrumb">
          <a href={formatRoute({ page: 'overview', query: route.query })}>{translate('report.back')}</a>
        </p>
        <Heading>{translate('nav.report')}</Heading>
        <p class="muted">{translate('report.lead')}</p>
        <ReportChoices
          route={route}
          units={report?.overview.units.filter(Boolean) ?? []}
          side={sideOf(report?.overview ?? null)}
        />
      </div>
      {report === null ? (
        <p role="status">{translate('loading')}</p>
      ) : isNothing(report.overview) ? (
        <Nothing report={report} />
      ) : (
        <WholeReport report={report} />
      )}
    </div>
  );
}

function WholeReport({ report }: { report: Report }) {
  const house = useHouse();
  const front = frontOf(report.overview, house);
  const head = headOf(report, house);
  useEffect(() => {
    // The browser proposes it as the name of the file.
    document.title = head.title;
  }, [head.title]);
  return (
    <>
      <ReportActions head={head} front={front} />
      <article class="paper report-sheet" aria-label={head.title}>
        <ReportFrontPage head={head} front={front} report={report} />
        <ReportDetails report={report} />
      </article>
    </>
  );
}

function Nothing({ report }: { report: Report }) {
  const { translate } = useHouse();
  const { from, to } = report.overview.period;
  const { locale } = translate;
  return (
    <section class="empty" role="status">
      <h2>{translate('report.empty', { from: formatDay(from, locale), to: formatDay(to, locale) })}</h2>
      <p>{translate('report.emptyText')}</p>
    </section>
  );
}

/** The title as the user wrote it, else one that says the year; below it whose report it is, and on what. */
export function headOf(
  { overview: { period } }: Report,
  house: Pick<House, 'translate' | 'settings' | 'data'>,
): ReportHead {
  const { translate, settings, data } = house;
  const { locale } = translate;
  const { title, foreword } = settings.report;
  const [year] = period.from.split('-');
  const wholeYear = period.from === `${year}-01-01` && period.to === `${year}-12-31`;
  const area = data.areas.find(({ id }) => id === period.area)?.[locale];
  return {
    title: title || (wholeYear ? translate('report.titleOfYear', { year: year ?? '' }) : translate('report.titleOf')),
    lines: [
      settings.organisation.name,
      translate('overview.period', { from: formatDay(period.from, locale), to: formatDay(period.to, locale) }),
      [period.unit, area].filter(Boolean).join(' · '),
    ].filter((line) => line !== ''),
    foreword: foreword.split(/\n+/).filter((paragraph) => paragraph.trim() !== ''),
  };
}
