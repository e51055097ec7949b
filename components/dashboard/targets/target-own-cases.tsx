import { casesIn } from '../../../lib/log/procedures/outcomes.ts';
import type { CaseStory } from '../../../lib/log/record-schema.ts';
import type { CatalogueTarget } from '../../../lib/targets/load.ts';
import { formatDay } from '../../ui/format.ts';
import { areaName, targetTitle, useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { Fact } from '../record/record-fields.tsx';
import { formatRoute } from '../routes.ts';
import { ShareCase } from '../team/share-case.tsx';

/**
 * Cases that the organisation wrote itself, at their target and its area, and those that others share on the team's
 * server; those of the target come first.
 */
export function OwnCases({ target: { id, area } }: { target: Pick<CatalogueTarget, 'id' | 'area'> }) {
  const house = useHouse();
  const { translate, journal, organisation } = house;
  const live = useLive(`cases ${area}`, () => casesIn(journal, area));
  if (live.state !== 'ready') return null;
  const own = new Set(live.value.map(({ outcome }) => outcome.recordId));
  const shared = organisation.cases.filter(({ content }) => content.story.area === area && !own.has(content.id));
  if (live.value.length + shared.length === 0) return null;
  const here = live.value.filter(({ story }) => story.target === id);
  const others = live.value.filter(({ story }) => story.target !== id);
  return (
    <section class="part practice" aria-labelledby="own-cases">
      <h2 id="own-cases">{translate('cases.title', { area: areaName(house, area) })}</h2>
      <ul class="cases">
        {[...here, ...others].map((own) => {
          const { story, outcome, procedure } = own;
          return (
            <li key={outcome.id}>
              <h3>{story.title}</h3>
              <p class="below">
                {[
                  outcome.unit,
                  formatDay(outcome.day, translate.locale),
                  story.target && story.target !== id && targetTitle(house, story.target),
                  translate('cases.own'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <Story story={story} />
              {procedure && (
                <p>
                  <a href={formatRoute({ page: 'procedure', id: procedure.id })}>
                    {translate('cases.tender', { title: procedure.title })}
                  </a>
                </p>
              )}
              <ShareCase own={own} />
            </li>
          );
        })}
        {shared.map(({ from, content: { id: caseId, organisation: whose, unit, day, story } }) => (
          <li key={caseId}>
            <h3>{story.title}</h3>
            <p class="below">
              {[
                whose,
                unit,
                formatDay(day, translate.locale),
                story.target && story.target !== id && targetTitle(house, story.target),
                translate(`shared.case.from.${from}`),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <Story story={story} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Story({ story }: { story: CaseStory }) {
  return (
    <dl class="facts">
      <Fact name="outcome.what">{story.what}</Fact>
      <Fact name="outcome.how">{story.how}</Fact>
      <Fact name="outcome.result">{story.result}</Fact>
      <Fact name="outcome.askRole">{story.askRole}</Fact>
    </dl>
  );
}
