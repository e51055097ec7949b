import { useMemo } from 'preact/hooks';
import { formatNumber } from '../../../lib/i18n.ts';
import type { Share } from '../../../lib/reporting/indicator-types.ts';
import { leastCompared } from '../../../lib/reporting/same-period.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { formatDay, formatMoney, formatShare, noFigure } from '../../ui/format.ts';
import { areaName, useHouse } from '../house.ts';
import { sideOf } from '../overview/overview-filters.tsx';
import { goalChart, goalWords, paceText } from '../overview/overview-goals.tsx';
import { compactMoney, counted, filledRows, lowestFirst, monthName, verdictChart } from '../overview/overview-model.ts';
import type { Overview } from '../overview/overview-reading.ts';
import { ReportCases } from './report-cases.tsx';
import { ReportChart } from './report-chart.tsx';
import { shareText } from './report-front.ts';
import { ReportMethod } from './report-method.tsx';
import type { Report } from './report-reading.ts';
import { ReportSection } from './report-section.tsx';
import { RowsTable } from './rows-table.tsx';

/** Months up to which the chart over time is readable on a sheet of paper. */
const monthsDrawn = 18;

/** What the first page rests on, section by section. */
export function ReportDetails({ report: { overview, cases } }: { report: Report }) {
  return (
    <>
      <Bought overview={overview} />
      <Met overview={overview} />
      <Goals overview={overview} />
      <Units overview={overview} />
      <Reasons overview={overview} />
      <Innovation overview={overview} />
      <ReportCases cases={cases} />
      <YearBefore overview={overview} />
      <NextSteps overview={overview} />
      <ReportMethod overview={overview} />
    </>
  );
}

function Bought({ overview }: { overview: Overview }) {
  const house = useHouse();
  const { translate } = house;
  const { locale } = translate;
  const { indicators, currency, areas } = overview;
  const { I1, I12 } = indicators;
  const value = counted(I1, 'value', currency);
  const facts: [name: string, value: string][] = [
    ['followed', formatNumber(I12.denominator, locale)],
    ['decided', formatNumber(I1.denominator, locale)],
    ['known', value.denominator > 0 ? formatMoney({ amount: value.denominator, currency }, locale) : noFigure],
    ['without', formatNumber(I1.valueMissing, locale)],
    ['unallocated', formatNumber(I1.unallocated, locale)],
  ];
  const others = Object.entries(I1.value).filter(([code, { denominator }]) => code !== currency && denominator > 0);
  return (
    <ReportSection title={translate('report.bought')}>
      <dl class="report-facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{translate(`report.bought.${name}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {others.map(([code, { denominator }]) => (
          <div key={code}>
            <dt>{translate('report.bought.other', { currency: code })}</dt>
            <dd>{formatMoney({ amount: denominator, currency: code }, locale)}</dd>
          </div>
        ))}
      </dl>
      <RowsTable
        title={translate('report.byArea')}
        head={translate('filter.area')}
        rows={filledRows(areas, 'number', currency)}
        nameOf={(area) => areaName(house, area)}
        currency={currency}
      />
    </ReportSection>
  );
}

function Met({ overview }: { overview: Overview }) {
  const { translate } = useHouse();
  const { locale } = translate;
  const { indicators, months, tiers } = overview;
  const { I3, I5, I7 } = indicators;
  const spec = useMemo(
    () => verdictChart(months, 'columns', (month) => monthName(month, locale), translate),
    [months, locale, translate],
  );
  const lines = (shares: Record<string, Share>, name: (code: string) => string) =>
    Object.entries(shares)
      .filter(([, { denominator }]) => denominator > 0)
      .map(([code, share]) => ({
        key: code,
        cells: [name(code), formatNumber(share.numerator, locale), formatShare(share.share, locale)],
      }));
  const columns = (head: string): Column[] => [
    { label: head },
    { label: translate('figures.count'), numeric: true },
    { label: translate('figures.share'), numeric: true },
  ];
  const filled = months.filter(({ verdicts }) => Object.values(verdicts).some((count) => count > 0));
  return (
    <ReportSection title={translate('report.met')}>
      {filled.length > 1 && months.length <= monthsDrawn && (
        <ReportChart title={translate('report.chart.months')} spec={spec} />
      )}
      <div class="report-pair">
        <DataTable
          caption={translate('report.verdicts')}
          columns={columns(translate('log.verdict'))}
          rows={lines(I3, (code) => translate(`verdict.${code}`))}
        />
        {lines(I5, String).length > 0 && (
          <DataTable
            caption={translate('report.placements')}
            columns={columns(translate('report.placement'))}
            rows={lines(I5, (code) => translate(`placement.${code}`))}
          />
        )}
        {tiers.length > 0 && (
          <DataTable
            caption={translate('overview.tiers')}
            columns={columns(translate('target.tier'))}
            rows={tiers.map(({ tier, met, of }) => ({
              key: tier,
              cells: [
                translate(`tier.${tier}`),
                translate('figure.partOf', { part: formatNumber(met, locale), whole: formatNumber(of, locale) }),
                formatShare(met / of, locale),
              ],
            }))}
          />
        )}
      </div>
      <p>
        {I7.denominator === 0
          ? translate('report.ecolabel.empty')
          : translate('report.ecolabel', {
              part: I7.numerator,
              count: I7.denominator,
              share: shareText(I7, translate),
            })}
      </p>
    </ReportSection>
  );
}

function Goals({ overview }: { overview: Overview }) {
  const house = useHouse();
  const { translate, data } = house;
  const { locale } = translate;
  const { standings } = overview;
  const spec = useMemo(() => goalChart(standings, {}, { data, translate }), [standings, data, translate]);
  const [first] = standings;
  if (first === undefined) return null;
  const words = goalWords(standings);
  return (
    <ReportSection title={translate('goals.title', { year: String(first.figure.year) })}>
      <ReportChart title={translate('report.chart.goals')} spec={spec} />
      <DataTable
        caption={translate('goals.title', { year: String(first.figure.year) })}
        hideCaption
        columns={[
          { label: translate('filter.area') },
          { label: translate('goals.figure'), numeric: true },
          { label: translate(words.share), numeric: true },
          { label: translate('report.tenders'), numeric: true },
          { label: translate(words.pace) },
        ]}
        rows={standings.map(({ figure, share, count, pace }, place) => ({
          key: `${figure.area} ${figure.unit}`,
          cells: [
            spec.categories[place] ?? '',
            formatShare(figure.share / 100, locale),
            formatShare(share, locale),
            formatNumber(count, locale),
            paceText(pace, translate),
          ],
        }))}
      />
    </ReportSection>
  );
}

function Units({ overview }: { overview: Overview }) {
  const { translate } = useHouse();
  const { unitRows, currency } = overview;
  const side = sideOf(overview);
  const rows = lowestFirst(unitRows, 'number', currency);
  if (rows.length < 2) return null;
  return (
    <ReportSection title={translate(side === 'unit' ? 'report.units' : 'report.organisations')}>
      <RowsTable
        title={translate(side === 'unit' ? 'report.byUnit' : 'report.byOrganisation')}
        head={translate(`filter.${side}`)}
        rows={rows}
        nameOf={(unit) => unit || translate('overview.noUnit')}
        currency={currency}
      />
    </ReportSection>
  );
}

function Reasons({ overview }: { overview: Overview }) {
  const { translate } = useHouse();
  const { locale } = translate;
  const rows = Object.entries(overview.indicators.I6)
    .filter(([, share]) => share.numerator > 0)
    .sort(([, left], [, right]) => right.numerator - left.numerator);
  return (
    <ReportSection title={translate('report.reasons')}>
      {rows.length === 0 ? (
        <p>{translate('report.reasons.none')}</p>
      ) : (
        <>
          <p>{translate('report.reasons.lead')}</p>
          <DataTable
            caption={translate('report.reasons')}
            hideCaption
            columns={[
              { label: translate('report.reason') },
              { label: translate('figures.count'), numeric: true },
              { label: translate('figures.share'), numeric: true },
            ]}
            rows={rows.map(([code, share]) => ({
              key: code,
              cells: [
                translate(`reason.${code}`),
                formatNumber(share.numerator, locale),
                formatShare(share.share, locale),
              ],
            }))}
          />
        </>
      )}
    </ReportSection>
  );
}

function Innovation({ overview }: { overview: Overview }) {
  const { translate } = useHouse();
  const { innovative, tipsShown, tipsUsed } = overview.indicators.I9;
  return (
    <ReportSection title={translate('report.innovation')}>
      <p>
        {innovative.denominator === 0
          ? translate('report.innovation.empty')
          : translate('report.innovation.share', {
              part: innovative.numerator,
              count: innovative.denominator,
              share: shareText(innovative, translate),
            })}
      </p>
      <p>{translate('overview.innovation')}</p>
      <p>
        {translate('report.innovation.shown', { count: tipsShown.numerator })}{' '}
        {translate('report.innovation.used', { count: tipsUsed.numerator })}
      </p>
    </ReportSection>
  );
}

function YearBefore({ overview }: { overview: Overview }) {
  const { translate } = useHouse();
  const { locale } = translate;
  const { yearBefore, currency } = overview;
  if (yearBefore === null) return null;
  const { now, before, figures } = yearBefore;
  const enough = [figures.now, figures.before].every(({ I2 }) => I2.denominator >= leastCompared);
  const days = ({ from, to }: { from: string; to: string }) =>
    `${formatDay(from, locale, 'short')}–${formatDay(to, locale, 'short')}`;
  return (
    <ReportSection title={translate('report.yearBefore')}>
      {enough ? (
        <DataTable
          caption={translate('report.yearBefore')}
          hideCaption
          columns={[
            { label: translate('figures.figure') },
            { label: days(before), numeric: true },
            { label: days(now), numeric: true },
          ]}
          rows={[
            ...(['I2', 'I1', 'I7', 'I12'] as const).map((id) => ({
              key: id,
              cells: [
                translate(`indicator.${id}.title`),
                ...[figures.before, figures.now].map((side) =>
                  side[id].denominator === 0 ? noFigure : shareText(side[id], translate),
                ),
              ],
            })),
            {
              key: 'tenders',
              cells: [
                translate('report.tenders'),
                ...[figures.before, figures.now].map(({ I1 }) => formatNumber(I1.denominator, locale)),
              ],
            },
            {
              key: 'value',
              cells: [
                translate('report.value'),
                ...[figures.before, figures.now].map(({ I1 }) => {
                  const { denominator } = counted(I1, 'value', currency);
                  return denominator > 0 ? compactMoney(denominator, currency, locale) : noFigure;
                }),
              ],
            },
          ]}
        />
      ) : (
        <p>
          {translate('compare.thin', {
            now: figures.now.I2.denominator,
            before: figures.before.I2.denominator,
            least: leastCompared,
          })}
        </p>
      )}
    </ReportSection>
  );
}

/** The tenders that wait for a decision, by name: what is next is a list of work. */
function NextSteps({ overview }: { overview: Overview }) {
  const { translate } = useHouse();
  const { waiting } = overview;
  if (waiting.rows.length === 0) return null;
  return (
    <ReportSection title={translate('report.waiting')}>
      <DataTable
        caption={translate('report.waiting')}
        hideCaption
        columns={[
          { label: translate('waiting.tender') },
          { label: translate('waiting.followed') },
          { label: translate('waiting.open'), numeric: true },
        ]}
        rows={waiting.rows.map(({ procedure, state }) => ({
          key: procedure.id,
          cells: [
            [procedure.title, procedure.reference].filter(Boolean).join(' · '),
            formatDay(procedure.followedAt.slice(0, 10), translate.locale, 'short'),
            String(Object.values(state.targets).filter(({ status }) => status === 'open').length),
          ],
        }))}
      />
      {waiting.next !== null && <p class="muted">{translate('waiting.more', { count: waiting.rows.length })}</p>}
    </ReportSection>
  );
}
