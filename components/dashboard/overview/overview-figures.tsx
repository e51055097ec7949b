import { formatNumber } from '../../../lib/i18n.ts';
import { formatShare } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import type { Query } from '../routes.ts';
import { Figure } from './figure.tsx';
import { behindOf } from './overview-links.ts';
import { type Counting, counted, lowCompleteness } from './overview-model.ts';
import type { Overview } from './overview-reading.ts';
import { toldStateText } from './told-words.ts';
import { YearChange } from './year-change.tsx';

interface FiguresProps {
  overview: Overview;
  counting: Counting;
  query: Query;
}

/** The key figures, each with the decisions behind it. */
export function KeyFigures({ overview, counting, query }: FiguresProps) {
  const { translate, settings } = useHouse();
  const { indicators, currency, yearBefore, tiers } = overview;
  const { I1, I2, I7, I9, I12 } = indicators;
  const state = toldStateText(overview.told, translate);
  const common = { counting, currency };
  const behind = behindOf(overview);
  const change = (id: 'I1' | 'I2' | 'I12') => <YearChange yearBefore={yearBefore} id={id} {...common} />;
  // The survey was made of Danish buyers, and counted tenders.
  const survey = settings.country === 'DK' && counting === 'number';
  const low = I12.share !== null && I12.share < lowCompleteness;
  return (
    <div class="figures">
      <Figure id="I2" share={I2} state={state} href={behind(query)} {...common}>
        {change('I2')}
        {survey && <p class="figure-note">{translate('overview.survey.I2')}</p>}
      </Figure>
      <Figure id="I1" share={I1} state={state} href={behind(query, { verdict: 'met' })} {...common}>
        {change('I1')}
        {survey && <p class="figure-note">{translate('overview.survey.I1')}</p>}
      </Figure>
      <Figure
        id="I12"
        share={I12}
        state={state}
        href={behind(query)}
        warning={low ? translate('overview.lowCompleteness') : null}
        {...common}
      >
        {change('I12')}
      </Figure>
      <Figure id="I7" share={I7} state={state} href={behind(query)} {...common} />
      <Figure id="I9" share={I9.innovative} state={state} href={behind(query)} {...common}>
        <InnovationScale share={counted(I9.innovative, counting, currency).share} />
        <p class="figure-note">{translate('overview.innovation')}</p>
      </Figure>
      <TierFigure tiers={tiers} state={state} />
    </div>
  );
}

/** Highest value of the scale, in per cent. */
const scaleEnd = 25;
const ideal = 17;
const estimated = 10;

/** The own share of innovative purchases beside the estimated and the ideal one, on one scale from nought. */
function InnovationScale({ share }: { share: number | null }) {
  const { translate } = useHouse();
  const own = Math.min(scaleEnd, (share ?? 0) * 100);
  const at = (percent: number) => ({ left: `${(percent / scaleEnd) * 100}%` });
  return (
    <div
      class="scale"
      role="img"
      aria-label={translate('overview.innovationScale', {
        share: formatShare(share, translate.locale),
        estimated,
        ideal,
      })}
    >
      <span class="scale-bar" style={{ width: `${(own / scaleEnd) * 100}%` }} />
      {[estimated, ideal].map((percent) => (
        <span key={percent} class="scale-mark" style={at(percent)}>
          <span>{percent} %</span>
        </span>
      ))}
    </div>
  );
}

function TierFigure({ tiers, state }: Pick<Overview, 'tiers'> & { state: string | null }) {
  const { translate } = useHouse();
  const { locale } = translate;
  return (
    <section class="figure" aria-labelledby="tiers">
      <h3 id="tiers">{translate('overview.tiers')}</h3>
      {tiers.length === 0 ? (
        <p class="figure-part">{translate('overview.tiers.none')}</p>
      ) : (
        <table class="tiers">
          <caption class="visually-hidden">{translate('overview.tiers')}</caption>
          <thead class="visually-hidden">
            <tr>
              <th scope="col">{translate('target.tier')}</th>
              <th scope="col">{translate('figures.share')}</th>
              <th scope="col">{translate('figures.count')}</th>
            </tr>
          </thead>
          <tbody>
            {tiers.map(({ tier, met, of }) => (
              <tr key={tier}>
                <th scope="row">{translate(`tier.${tier}`)}</th>
                <td class="numeric tier-share">{formatShare(met / of, locale)}</td>
                <td class="numeric muted">
                  {translate('figure.partOf', { part: formatNumber(met, locale), whole: formatNumber(of, locale) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <details>
        <summary>{translate('figure.how')}</summary>
        <p>{translate('overview.tiers.definition')}</p>
        {state && <p>{state}</p>}
      </details>
    </section>
  );
}
