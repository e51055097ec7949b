import { formatDay } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import type { Overview } from '../overview/overview-reading.ts';
import { toldStateText } from '../overview/told-words.ts';
import { shareText } from './report-front.ts';
import { ReportSection } from './report-section.tsx';

/** The figures that the report speaks of. */
const ids = ['I1', 'I2', 'I3', 'I5', 'I6', 'I7', 'I9', 'I12'] as const;

/** How every figure is computed, how complete the log is, and what it was computed with. */
export function ReportMethod({ overview }: { overview: Overview }) {
  const { translate, data, edge, today } = useHouse();
  const { I12 } = overview.indicators;
  const state = toldStateText(overview.told, translate);
  return (
    <ReportSection title={translate('report.method')}>
      <p>
        {I12.denominator === 0
          ? translate('report.method.notFollowed')
          : translate('report.method.completeness', {
              part: I12.numerator,
              count: I12.denominator,
              share: shareText(I12, translate),
            })}
      </p>
      {state && <p>{state}</p>}
      <p>{translate('report.method.text')}</p>
      <dl class="report-definitions">
        {ids.map((id) => (
          <div key={id}>
            <dt>
              {translate(`indicator.${id}.title`)} ({id})
            </dt>
            <dd>{translate(`indicator.${id}.definition`)}</dd>
          </div>
        ))}
      </dl>
      <p>{translate('figures.valueRule')}</p>
      <p class="muted">
        {translate('report.method.versions', {
          day: formatDay(today, translate.locale),
          tool: edge.toolVersion,
          data: data.version,
        })}
      </p>
    </ReportSection>
  );
}
