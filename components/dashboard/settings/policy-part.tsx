import { formatNumber } from '../../../lib/i18n.ts';
import { limitValue } from '../../../lib/targets/limit-value.ts';
import type { PolicyNote } from '../../../lib/targets/policy.ts';
import { areaName, contentIn, useHouse } from '../house.ts';

/** What the organisation's policy says of a target, with the shared value beside its own. */
export function PolicyPart({ policy }: { policy: PolicyNote }) {
  const { translate } = useHouse();
  const { locale } = translate;
  return (
    <section class="policy-note" aria-label={translate('policy.title')}>
      <p>
        <strong>{translate(`policy.kind.${policy.kind}`, { organisation: policy.organisation })}</strong>
      </p>
      {policy.values.map(({ metric, unit, own, shared }) => (
        <p key={metric.da}>
          {translate('policy.values', {
            own: limitValue(own, unit, locale),
            shared: limitValue(shared, unit, locale),
            metric: contentIn(metric, locale).text,
          })}
        </p>
      ))}
      {policy.reason && <p>{policy.reason}</p>}
    </section>
  );
}

/** The organisation's own target figures for an area; nothing when it has set none. */
export function AreaFigures({ area }: { area: string }) {
  const house = useHouse();
  const { translate, policy } = house;
  const figures = policy.state === 'held' ? policy.policy.figures.filter((figure) => figure.area === area) : [];
  if (figures.length === 0) return null;
  return (
    <section class="policy-note" aria-label={translate('policy.figures')}>
      {figures.map(({ year, share, unit, note }) => (
        <p key={`${year} ${unit}`}>
          {translate(`policy.figure.${unit}`, {
            area: areaName(house, area),
            share: formatNumber(share, translate.locale),
            year: String(year),
          })}{' '}
          {note}
        </p>
      ))}
    </section>
  );
}
