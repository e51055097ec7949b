import { useMemo } from 'preact/hooks';
import { areaName, useHouse } from '../house.ts';
import { filledRows, verdictChart } from '../overview/overview-model.ts';
import { ReportChart } from './report-chart.tsx';
import type { Front } from './report-front.ts';
import type { Report } from './report-reading.ts';
import type { ReportHead } from './report-text.ts';

/** Areas in the chart of the first page, as many as it has room for; the others stand behind. */
const areasShown = 6;

interface FrontPageProps {
  head: ReportHead;
  front: Front;
  report: Report;
}

/** One page for those who decide: the figures in sentences, one chart, what went well, what is missing, what is next. */
export function ReportFrontPage({ head, front, report: { overview } }: FrontPageProps) {
  const house = useHouse();
  const { translate, data, settings } = house;
  const { areas, currency } = overview;
  const rows = useMemo(() => filledRows(areas, 'number', currency), [areas, currency]);
  const spec = useMemo(
    () => verdictChart(rows.slice(0, areasShown), 'rows', (area) => areaName({ data, translate }, area), translate),
    [rows, data, translate],
  );
  const { logo } = settings.report;
  return (
    <section class="report-front">
      <header class="report-head">
        <div>
          <h2 class="report-title">{head.title}</h2>
          {head.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        {logo !== '' && <img class="report-logo" src={logo} alt={settings.organisation.name} />}
      </header>
      {head.foreword.length > 0 && (
        <div class="report-foreword">
          {head.foreword.map((paragraph, place) => (
            <p key={place}>{paragraph}</p>
          ))}
        </div>
      )}
      <ul class="report-figures">
        {front.figures.map(({ key, value, sentence }) => (
          <li key={key}>
            <span class="report-figure" aria-hidden="true">
              {value}
            </span>
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
      {front.warning && <p class="report-warning">{front.warning}</p>}
      <div class="report-lists">
        <FrontList title={translate('report.good')} items={front.good} none={translate('report.good.none')} />
        <FrontList title={translate('report.missing')} items={front.missing} none={translate('report.missing.none')} />
        <FrontList title={translate('report.next')} items={front.next} none={translate('report.next.none')} />
      </div>
      {rows.length > 0 && (
        <ReportChart
          title={translate('report.chart.areas')}
          note={rows.length > areasShown ? translate('report.chart.shown', { count: areasShown }) : null}
          spec={spec}
        />
      )}
    </section>
  );
}

function FrontList({ title, items, none }: { title: string; items: readonly string[]; none: string }) {
  return (
    <section>
      <h3>{title}</h3>
      {items.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
