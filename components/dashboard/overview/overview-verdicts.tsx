import { formatNumber } from '../../../lib/i18n.ts';
import { verdicts } from '../../ui/decision-input.ts';
import { formatShare } from '../../ui/format.ts';
import { VerdictLabel } from '../../ui/verdict-label.tsx';
import { useHouse } from '../house.ts';
import type { Query } from '../routes.ts';
import { behindOf } from './overview-links.ts';
import type { Overview } from './overview-reading.ts';

/** The decisions of one portal, person or placement, by verdict: what the figures know of them. */
export function OverviewVerdicts({ overview, query }: { overview: Overview; query: Query }) {
  const { translate } = useHouse();
  const { locale } = translate;
  const { I3 } = overview.indicators;
  const behind = behindOf(overview);
  const isTarget = overview.told !== null && overview.period.target !== undefined;
  return (
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer">{translate('beside.title', { count: I3.met.denominator })}</h2>
      <p class="muted">{translate(isTarget ? 'told.target' : 'beside.why')}</p>
      <ul class="verdict-counts">
        {verdicts.map((verdict) => (
          <li key={verdict}>
            <VerdictLabel verdict={verdict} translate={translate} />
            <strong>{formatShare(I3[verdict].share, locale)}</strong>
            {/* The log knows no placement, and would show more than these. */}
            {query.placement || behind(query) === null ? (
              <span>{formatNumber(I3[verdict].numerator, locale)}</span>
            ) : (
              <a href={behind(query, { verdict }) ?? undefined}>
                {translate('beside.decisions', { count: I3[verdict].numerator })}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
