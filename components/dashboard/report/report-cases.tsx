import type { OwnCase } from '../../../lib/log/procedures/outcomes.ts';
import { formatDay } from '../../ui/format.ts';
import { areaName, targetTitle, useHouse } from '../house.ts';
import { ReportSection } from './report-section.tsx';

/** Good practice of the period in the organisation's own words; who to ask is a role, never a person. */
export function ReportCases({ cases }: { cases: readonly OwnCase[] }) {
  const house = useHouse();
  const { translate } = house;
  if (cases.length === 0) return null;
  return (
    <ReportSection title={translate('report.cases')}>
      {cases.map(({ story, outcome, procedure }) => (
        <article key={outcome.id} class="report-case">
          <h3>{story.title}</h3>
          <p class="muted">
            {[
              areaName(house, story.area),
              story.target && targetTitle(house, story.target),
              outcome.unit,
              formatDay(outcome.day, translate.locale),
              procedure?.title,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <dl class="report-story">
            {(['what', 'how', 'result', 'askRole'] as const).map((part) => {
              const text = story[part];
              return text ? (
                <div key={part}>
                  <dt>{translate(`outcome.${part}`)}</dt>
                  <dd>{text}</dd>
                </div>
              ) : null;
            })}
          </dl>
        </article>
      ))}
    </ReportSection>
  );
}
