import type { ComponentChildren } from 'preact';
import { formatNumber } from '../../../lib/i18n.ts';
import type { Share } from '../../../lib/reporting/indicator-types.ts';
import { formatShare } from '../../ui/format.ts';
import { useHouse } from '../house.ts';
import { type Counting, compactMoney, counted, partOfWhole, smallCount } from './overview-model.ts';

interface FigureProps {
  id: 'I1' | 'I2' | 'I7' | 'I9' | 'I12';
  share: Share;
  counting: Counting;
  currency: string;
  /** The decisions behind the figure; null where they cannot be seen from here. */
  href: string | null;
  /** From what state a figure is that others have told. */
  state?: string | null;
  /** Said with a sign and in words when the figure is low enough to spoil the others. */
  warning?: string | null;
  /** How the figure stands beside the year before, or beside figures of others. */
  children?: ComponentChildren;
}

/** One key figure with what it is a part of, what it leaves out, how it is computed, and the decisions behind it. */
export function Figure({ id, share, counting, currency, href, state = null, warning = null, children }: FigureProps) {
  const { translate } = useHouse();
  const { locale } = translate;
  const figure = counted(share, counting, currency);
  const title = translate(`overview.figure.${id}`);
  return (
    <section class={warning ? 'figure low' : 'figure'} aria-label={title}>
      <h3>{title}</h3>
      <p class="figure-value">{formatShare(figure.share, locale)}</p>
      <p class="figure-part">
        {figure.share === null
          ? translate(`figure.nothing.${counting}`)
          : translate(`figure.${id}.${counting}`, { part: partOfWhole(figure, counting, currency, translate) })}
      </p>
      {figure.share !== null && share.denominator < smallCount && (
        <p class="figure-small">{translate('overview.small', { count: share.denominator })}</p>
      )}
      {warning && <p class="figure-warning">{warning}</p>}
      {children}
      <details>
        <summary>{translate('figure.how')}</summary>
        <p>{translate(`indicator.${id}.definition`)}</p>
        {state && <p>{state}</p>}
        <MoneyBehind share={share} currency={currency} unit={id === 'I7' ? 'decisions' : 'procedures'} />
      </details>
      {href !== null && share.denominator > 0 && (
        <p class="figure-link">
          <a href={href}>
            {translate('overview.seeDecisions')}
            <span class="visually-hidden"> ({title})</span>
          </a>
        </p>
      )}
    </section>
  );
}

/** The value that is known behind a figure, and what has none or cannot be told apart; in every currency. */
export function MoneyBehind({
  share,
  currency,
  unit,
}: {
  share: Share;
  currency: string;
  unit: 'procedures' | 'decisions';
}) {
  const { translate } = useHouse();
  const { locale } = translate;
  const known = Object.entries(share.value).sort(([a], [b]) => Number(b === currency) - Number(a === currency));
  return (
    <dl class="money">
      <div>
        <dt>{translate('money.known')}</dt>
        <dd>
          {known.length === 0
            ? translate('money.none')
            : known.map(([code, { denominator }]) => compactMoney(denominator, code, locale)).join(' · ')}
        </dd>
      </div>
      <div>
        <dt>{translate('money.missing')}</dt>
        <dd>{translate(`money.missing.${unit}`, { count: share.valueMissing })}</dd>
      </div>
      <div>
        <dt>{translate('money.unallocated')}</dt>
        <dd>
          {share.unallocated === 0
            ? formatNumber(0, locale)
            : translate(`money.unallocated.${unit}`, { count: share.unallocated })}
        </dd>
      </div>
    </dl>
  );
}
