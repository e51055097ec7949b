import { useMemo } from 'preact/hooks';
import { areaName, useHouse } from '../house.ts';
import type { Query } from '../routes.ts';
import { OverviewChart } from './overview-chart.tsx';
import { sideOf } from './overview-filters.tsx';
import { behindOf, monthFilter, overviewOf } from './overview-links.ts';
import {
  allMetColumn,
  type Counting,
  countColumn,
  filledRows,
  lowestFirst,
  monthName,
  reasonChart,
  unitChart,
  valueChart,
  verdictChart,
} from './overview-model.ts';
import type { Overview } from './overview-reading.ts';

/** Organisations drawn side by side: a country's would fill a page of its own. All of them stand in the table below. */
const organisationsShown = 20;

interface ChartsProps {
  overview: Overview;
  counting: Counting;
  query: Query;
}

/** The figures as drawings: over time, by area, by unit, and why not. */
export function Charts({ overview, counting, query }: ChartsProps) {
  const house = useHouse();
  const { translate, data } = house;
  const { locale } = translate;
  const { currency, period, indicators, months, unitRows, told } = overview;
  const areas = useMemo(() => filledRows(overview.areas, counting, currency), [overview.areas, counting, currency]);
  const side = sideOf(overview);
  const allUnits = useMemo(() => lowestFirst(unitRows, counting, currency), [unitRows, counting, currency]);
  const units = useMemo(() => (side === 'unit' ? allUnits : allUnits.slice(0, organisationsShown)), [allUnits, side]);
  const unitName = (unit: string) => unit || translate('overview.noUnit');
  // Drawings are made anew only when what they show has changed.
  const specs = useMemo(() => {
    const behind = behindOf({ told });
    const chart = (
      rows: typeof months,
      direction: 'rows' | 'columns',
      nameOf: (key: string) => string,
      filter: (key: string) => Query,
    ) => {
      const spec =
        counting === 'number'
          ? verdictChart(rows, direction, nameOf, translate)
          : valueChart(rows, direction, nameOf, currency, translate);
      const hrefOf = (place: number, series: string) => {
        const key = rows[place]?.key;
        // What is open has no decision to show, and the log cannot be narrowed to a placement.
        if (key === undefined || series === 'open' || query.placement) return null;
        const verdict: Query = counting === 'number' ? { verdict: series } : {};
        return behind(query, { ...filter(key), ...verdict });
      };
      return { ...spec, hrefOf };
    };
    return {
      areas: chart(
        areas,
        'rows',
        (key) => areaName({ data, translate }, key),
        (area) => ({ area }),
      ),
      months: chart(
        months,
        'columns',
        (key) => monthName(key, locale),
        (month) => monthFilter(month, period),
      ),
      units: {
        ...unitChart(units, unitName, counting, currency, translate),
        // The log has no filter for the decisions of no unit.
        hrefOf: (place: number) => {
          const unit = units[place]?.key;
          if (!unit) return null;
          return told ? overviewOf(query, { unit }) : behind(query, { unit });
        },
      },
      reasons: reasonChart(indicators.I6, counting, currency, translate),
    };
  }, [months, indicators, areas, units, counting, currency, translate, query, period, data, told]);
  const words =
    side === 'unit'
      ? ({ title: 'overview.byUnit', summary: 'overview.byUnitSummary' } as const)
      : ({ title: 'overview.byOrganisation', summary: 'overview.byOrganisationSummary' } as const);
  const [topReason] = specs.reasons.categories;
  const shared = { overview, query };
  const lead = overview.beside ? 'beside' : counting;
  // Of one portal, person or placement no tenders are known, only decisions.
  const tenders = (rows: typeof months) =>
    overview.beside ? [] : [allMetColumn(rows, counting, currency, translate), countColumn(rows, translate)];
  return (
    <div class="charts">
      <section class="part" aria-labelledby="by-month">
        <h2 id="by-month">{translate('overview.byMonth')}</h2>
        <p class="muted">{translate(`overview.byMonth.${lead}`)}</p>
        <OverviewChart
          title={translate('overview.byMonth')}
          summary={translate('overview.byMonthSummary', { count: months.length })}
          spec={specs.months}
          categoryLabel={translate('overview.month')}
          extra={tenders(months)}
          {...shared}
        />
      </section>
      {!overview.beside && (
        <section class="part" aria-labelledby="reasons">
          <h2 id="reasons">{translate('overview.reasons')}</h2>
          {topReason === undefined ? (
            <p class="empty">{translate('overview.noReasons')}</p>
          ) : (
            <>
              <p class="muted">{translate(`overview.reasons.${counting}`)}</p>
              <OverviewChart
                title={translate('overview.reasons')}
                summary={translate('overview.reasonsSummary', { reason: topReason })}
                spec={{
                  ...specs.reasons,
                  hrefOf: reasonLinks(specs.reasons.keys, (reason) => behindOf({ told })(query, { reason })),
                }}
                categoryLabel={translate('decision.reason')}
                {...shared}
              />
            </>
          )}
        </section>
      )}
      <section class="part" aria-labelledby="by-area">
        <h2 id="by-area">{translate('overview.byArea')}</h2>
        <p class="muted">{translate(`overview.byArea.${lead}`)}</p>
        <OverviewChart
          title={translate('overview.byArea')}
          summary={translate('overview.byAreaSummary', { count: areas.length })}
          spec={specs.areas}
          categoryLabel={translate('filter.area')}
          extra={tenders(areas)}
          {...shared}
        />
      </section>
      {units.length > 1 && (
        <section class="part" aria-labelledby="by-unit">
          <h2 id="by-unit">{translate(words.title)}</h2>
          <p class="muted">
            {translate(`${words.title}.${counting}`)}{' '}
            {units.length < allUnits.length && translate('overview.lowestShares', { count: units.length })}
          </p>
          <OverviewChart
            title={translate(words.title)}
            summary={translate(words.summary, { count: units.length })}
            spec={specs.units}
            categoryLabel={translate(`filter.${side}`)}
            extra={[countColumn(units, translate)]}
            {...shared}
          />
        </section>
      )}
    </div>
  );
}

function reasonLinks(reasons: readonly string[], hrefOf: (reason: string) => string | null) {
  return (place: number) => {
    const reason = reasons[place];
    return reason === undefined ? null : hrefOf(reason);
  };
}
