import { formatNumber } from '../../lib/i18n.ts';
import type { Share } from '../../lib/reporting/indicator-types.ts';
import { formatShare } from '../ui/format.ts';
import { useHouse } from './house.ts';
import { type Counting, counted, partOfWhole } from './overview-model.ts';

interface FigureProps {
  id: 'I1' | 'I2' | 'I12';
  share: Share;
  counting: Counting;
  currency: string;
  /** Said with a sign and in words when the figure is low enough to spoil the others. */
  warning?: string | null;
}

/** One key figure with what it is a part of, what it leaves out, and how it is computed. */
export function Figure({ id, share, counting, currency, warning = null }: FigureProps) {
  const { translate } = useHouse();
  const { locale } = translate;
  const figure = counted(share, counting, currency);
  const otherCurrencies = counting === 'value' ? Object.keys(share.value).filter((other) => other !== currency) : [];
  return (
    <section class={warning ? 'figure low' : 'figure'} aria-label={translate(`indicator.${id}.title`)}>
      <h3>{translate(`indicator.${id}.title`)}</h3>
      <p class="figure-value">{formatShare(figure.share, locale)}</p>
      <p class="figure-part">
        {figure.share === null
          ? translate(`figure.nothing.${counting}`)
          : translate(`figure.${id}.${counting}`, { part: partOfWhole(figure, counting, currency, translate) })}
      </p>
      {warning && <p class="figure-warning">{warning}</p>}
      {counting === 'value' && share.valueMissing > 0 && (
        <p class="muted">{translate('figure.valueMissing', { count: share.valueMissing })}</p>
      )}
      {counting === 'value' && share.unallocated > 0 && (
        <p class="muted">{translate('figure.unallocated', { count: share.unallocated })}</p>
      )}
      {otherCurrencies.map((other) => {
        const also = counted(share, 'value', other);
        return (
          <p key={other} class="muted">
            {other}: {formatShare(also.share, locale)} ({formatNumber(also.numerator, locale)} /{' '}
            {formatNumber(also.denominator, locale)})
          </p>
        );
      })}
      <details>
        <summary>{translate('figure.how')}</summary>
        <p>{translate(`indicator.${id}.definition`)}</p>
      </details>
    </section>
  );
}
