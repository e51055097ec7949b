import { formatShare } from '../../ui/format.ts';
import { areaName, useHouse } from '../house.ts';
import type { Query } from '../routes.ts';
import { overviewOf } from './overview-links.ts';
import { type Counting, counted, partOfWhole, smallCount, weakestAreas } from './overview-model.ts';
import type { Overview } from './overview-reading.ts';
import { YearChange } from './year-change.tsx';

interface AnswerProps {
  overview: Overview;
  counting: Counting;
  query: Query;
}

/** The first question: are we there, and if not, where? */
export function Answer({ overview, counting, query }: AnswerProps) {
  const house = useHouse();
  const { translate } = house;
  const { locale } = translate;
  const { indicators, currency, standings, yearBefore, period } = overview;
  const { I2 } = indicators;
  const main = counted(I2, counting, currency);
  const reached = standings.filter(({ distance }) => distance !== null && distance >= -1e-9).length;
  const weakest = period.area === undefined ? weakestAreas(overview.areas) : [];
  const key = main.numerator === main.denominator ? 'all' : counting;
  return (
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer">
        {main.share === null
          ? translate('overview.noAnswer')
          : translate(`overview.answer.${key}`, {
              share: formatShare(main.share, locale),
              part: partOfWhole(main, counting, currency, translate),
              count: I2.denominator,
            })}
      </h2>
      {main.share !== null && I2.denominator < smallCount && (
        <p class="figure-small">{translate('overview.small', { count: I2.denominator })}</p>
      )}
      {main.share !== null && (
        <YearChange yearBefore={yearBefore} id="I2" counting={counting} currency={currency} full />
      )}
      {weakest.length > 0 && (
        <p>
          {translate('overview.where')}{' '}
          {weakest.map(({ key: area, missing, of }, index) => (
            <span key={area}>
              {index > 0 && (index === weakest.length - 1 ? ` ${translate('overview.and')} ` : ', ')}
              <a href={overviewOf(query, { area })}>{areaName(house, area)}</a>{' '}
              {translate('overview.missing', { missing, of })}
            </span>
          ))}
          .
        </p>
      )}
      {standings.length > 0 && (
        <p>
          {translate('goals.reached', { reached, count: standings.length })}{' '}
          <button type="button" class="link-button" onClick={toGoals}>
            {translate('goals.see')}
          </button>
        </p>
      )}
    </section>
  );
}

/** The address names the page, so that a place in it is gone to without one. */
function toGoals(): void {
  const heading = document.getElementById('goals');
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}
