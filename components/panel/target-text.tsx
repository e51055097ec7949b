import type { Signal } from '@preact/signals';
import type { Advised } from '../../lib/advice/advised.ts';
import { limitValue } from '../../lib/targets/limit-value.ts';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import { inLocale } from '../../lib/targets/localized.ts';
import type { PolicyNote } from '../../lib/targets/policy.ts';
import type { Placement } from '../../lib/targets/schema.ts';
import { formatDay } from '../ui/format.ts';
import { CriterionPart } from './criterion-part.tsx';
import type { PanelModel } from './model.ts';
import { whyShown } from './why.ts';

/** What a target asks for, in plain words first; how to prove it, why it is shown and where it is from. */
export function TargetText(props: {
  model: PanelModel;
  advised: Advised;
  target: CatalogueTarget;
  /** What the buyer uses the criterion as. */
  kind: Signal<Placement | null>;
}) {
  const { model, advised, target, kind } = props;
  const { translate, tender, actions, fields } = model;
  const locale = translate.locale;
  return (
    <div class="target-text">
      <p class="plain">{inLocale(target.plain, locale)}</p>
      <dl>
        <dt>{translate('panel.requirement')}</dt>
        <dd>{inLocale(target.requirement, locale)}</dd>
        {target.policy && <PolicyLine model={model} policy={target.policy} />}
        {target.erratum && (
          <>
            <dt>{translate('panel.erratum')}</dt>
            <dd>{inLocale(target.erratum, locale)}</dd>
          </>
        )}
        {target.proofs.length > 0 && (
          <>
            <dt>{translate('panel.proofs')}</dt>
            <dd>
              <ul>
                {target.proofs.map((proof) => (
                  <li key={proof.da}>{inLocale(proof, locale)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{translate('panel.tier')}</dt>
        <dd>
          {translate(`tier.${target.tier.level}`)} ({target.tier.word}
          {target.tier.derived && `, ${translate('tier.derived')}`})
        </dd>
        {advised.reasons.length > 0 && (
          <>
            <dt>{translate('panel.why')}</dt>
            <dd>
              {whyShown(advised.reasons, tender.value?.lots ?? [], translate)}{' '}
              {advised.reasons.some(({ span }) => span !== null) && (
                <button
                  type="button"
                  class="link"
                  onClick={() => fields.actions.showWords(advised.target) || actions.showPlace(advised)}
                >
                  {translate('panel.showPlace')}
                </button>
              )}
            </dd>
          </>
        )}
        <dt>{translate('panel.source')}</dt>
        <dd>
          <a href={target.source.url} target="_blank" rel="noreferrer">
            {target.source.title}
          </a>{' '}
          <span class="muted">{translate('panel.sourceRead', { day: formatDay(target.source.read, locale) })}</span>
        </dd>
      </dl>
      <button type="button" class="link" onClick={() => actions.dashboard(`targets/${encodeURIComponent(target.id)}`)}>
        {translate('panel.moreOnTarget')}
      </button>
      <CriterionPart model={model} target={target} kind={kind} />
    </div>
  );
}

/** What the buyer's own organisation asks for, beside what the shared target does. */
function PolicyLine({ model, policy }: { model: PanelModel; policy: PolicyNote }) {
  const { translate } = model;
  const { locale } = translate;
  return (
    <>
      <dt>{translate('panel.policy')}</dt>
      <dd class="policy">
        {policy.kind === 'added' && translate('panel.policy.added', { organisation: policy.organisation })}
        {policy.values.map(({ metric, unit, own, shared }) => (
          <p key={metric.da}>
            {translate('panel.policy.stricter', {
              own: limitValue(own, unit, locale),
              shared: limitValue(shared, unit, locale),
              metric: inLocale(metric, locale),
            })}
          </p>
        ))}
        {policy.reason}
      </dd>
    </>
  );
}
