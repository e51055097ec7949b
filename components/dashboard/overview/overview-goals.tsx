import { useMemo } from 'preact/hooks';
import { formatNumber, type Translator } from '../../../lib/i18n.ts';
import { leastProcedures, leastRecent, type Pace, paceMonths } from '../../../lib/reporting/pace.ts';
import type { FigureStanding } from '../../../lib/reporting/target-figures.ts';
import type { ChartSpec } from '../../ui/chart-spec.ts';
import { formatShare, noFigure } from '../../ui/format.ts';
import { areaName, type House, useHouse } from '../house.ts';
import type { Query } from '../routes.ts';
import { OverviewChart } from './overview-chart.tsx';
import { decisionsBehind } from './overview-links.ts';
import { tendersText } from './overview-model.ts';
import type { Overview } from './overview-reading.ts';

/** Target figures of the policy: how far each area has come, how far it is to the figure, and whether it gets there. */
export function Goals({ overview, query }: { overview: Overview; query: Query }) {
  const house = useHouse();
  const { translate } = house;
  const { standings } = overview;
  const { told } = overview;
  const spec = useMemo(() => {
    const { hrefOf, ...chart } = goalChart(standings, query, house);
    return told ? chart : { ...chart, ...(hrefOf && { hrefOf }) };
  }, [standings, query, translate, house.data, told]);
  const [first] = standings;
  if (first === undefined) return null;
  const { year } = first.figure;
  const title = translate('goals.title', { year: String(year) });
  const words = goalWords(standings);
  const cellsOf = (text: (standing: FigureStanding) => string) => standings.map(text);
  return (
    <section class="part" aria-labelledby="goals">
      <h2 id="goals" tabIndex={-1}>
        {title}
      </h2>
      <p class="muted">{translate(words.lead, { least: leastProcedures, months: paceMonths })}</p>
      <OverviewChart
        title={title}
        summary={translate('goals.summary', { count: standings.length })}
        spec={spec}
        categoryLabel={translate('filter.area')}
        tableOpen
        overview={overview}
        query={query}
        extra={[
          {
            label: translate('goals.distance'),
            numeric: true,
            cells: cellsOf(({ distance }) => distanceText(distance, translate)),
          },
          {
            label: translate('goals.count'),
            numeric: true,
            cells: cellsOf(({ count }) => tendersText(count, translate)),
          },
          { label: translate(words.pace), cells: cellsOf(({ pace }) => paceText(pace, translate)) },
        ]}
      />
    </section>
  );
}

/** The texts about figures of one year, which may be over. */
export function goalWords(standings: readonly FigureStanding[]) {
  return standings.some(({ pace }) => pace.kind === 'ended')
    ? ({ lead: 'goals.leadEnded', share: 'goals.shareEnded', pace: 'goals.result' } as const)
    : ({ lead: 'goals.lead', share: 'goals.share', pace: 'goals.pace' } as const);
}

/** The share of each area as a bar from nought to the whole, the figure as a line across it. */
export function goalChart(
  standings: readonly FigureStanding[],
  query: Query,
  house: Pick<House, 'data' | 'translate'>,
): ChartSpec {
  const { translate } = house;
  const nameOf = ({ figure }: FigureStanding) => {
    const area = figure.area === 'all' ? translate('goals.all') : areaName(house, figure.area);
    return figure.unit === 'value' ? translate('goals.byValue', { area }) : area;
  };
  return {
    direction: 'rows',
    stacked: false,
    maximum: 1,
    categories: standings.map(nameOf),
    axisNotes: standings.map(({ count }) => tendersText(count, translate)),
    series: [
      {
        key: 'share',
        label: translate(goalWords(standings).share),
        color: '--chart-met',
        fill: 'solid',
        values: standings.map(({ share }) => share),
      },
    ],
    marks: { label: translate('goals.figure'), values: standings.map(({ figure }) => figure.share / 100) },
    format: (value) => formatShare(value, translate.locale),
    hrefOf: (place) => {
      const figure = standings[place]?.figure;
      if (figure === undefined) return null;
      return decisionsBehind(query, figure.area === 'all' ? {} : { area: figure.area });
    },
  };
}

function distanceText(distance: number | null, translate: Translator): string {
  if (distance === null) return noFigure;
  const points = Math.round(distance * 100);
  // What rounds to nought is not yet reached, and must not look so.
  if (distance < -1e-9 && points === 0) return translate('goals.almost');
  if (points === 0) return translate('goals.exact');
  const signed = `${points > 0 ? '+' : '−'}${formatNumber(Math.abs(points), translate.locale)}`;
  return translate('goals.points', { points: signed });
}

/** Where it goes, in a sentence; or why nothing can be said. */
export function paceText(pace: Pace, translate: Translator): string {
  const { locale } = translate;
  if (pace.kind === 'refused') {
    return translate(`pace.refused.${pace.why}`, { least: leastProcedures, recent: leastRecent, months: paceMonths });
  }
  if (pace.kind === 'ended') {
    return pace.reached === null ? noFigure : translate(pace.reached ? 'goals.exact' : 'goals.notReached');
  }
  const end = formatShare(pace.end, locale);
  if (pace.kind === 'reaches') return translate('pace.reaches', { week: pace.week, end });
  return translate(`pace.${pace.kind}`, { end });
}
