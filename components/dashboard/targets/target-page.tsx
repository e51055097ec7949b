import type { ComponentChildren } from 'preact';
import type { CatalogueTarget } from '../../../lib/targets/load.ts';
import { stateOn } from '../../../lib/targets/validity.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { formatDay, noFigure } from '../../ui/format.ts';
import { Heading } from '../heading.tsx';
import { areaName, contentIn, findTarget, useHouse } from '../house.ts';
import { InvoiceLabels } from '../invoice-labels.tsx';
import { WhoElse } from '../purchases/who-else.tsx';
import { formatRoute, type Route } from '../routes.ts';
import { AreaFigures, PolicyPart } from '../settings/policy-part.tsx';
import { Content } from './content.tsx';
import { CopyButton } from './copy-button.tsx';
import { MismatchCount } from './mismatch-count.tsx';
import { OwnCases } from './target-own-cases.tsx';
import { AreaTips, Practice } from './target-practice.tsx';
import { shownState } from './target-search.ts';
import { stepsOf, Versions } from './target-versions.tsx';
import { limitText, schemeName, validityText } from './target-words.ts';

/** Everything the packs say of one target. One that was never checked against its source shows its title alone. */
export function TargetPage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate, data } = house;
  const id = route.id ?? '';
  const target = findTarget(house, id, Number(route.query.version));
  if (target === null) {
    return (
      <>
        <Heading>{translate('target.unknown')}</Heading>
        <p>{translate('target.unknownText', { id })}</p>
        <p>
          <a href={formatRoute({ page: 'targets' })}>{translate('target.back')}</a>
        </p>
      </>
    );
  }
  const title = contentIn(target.title, translate.locale);
  const steps = stepsOf(data.targets, target);
  return (
    <article class="target">
      <p class="breadcrumb">
        <a href={formatRoute({ page: 'targets' })}>{translate('target.back')}</a>
      </p>
      <Heading lang={title.lang}>{title.text}</Heading>
      <Facts target={target} />
      {target.policy && <PolicyPart policy={target.policy} />}
      <AreaFigures area={target.area} />
      <MismatchCount target={target.id} />
      {target.erratum && (
        <p class="notice">
          <strong>{translate('target.erratum')}</strong> <Content of={target.erratum} />
        </p>
      )}
      {target.verified ? <Requirement target={target} /> : <p class="notice">{translate('target.unverified')}</p>}
      {target.verified && <InvoiceLabels ids={target.ecolabels} />}
      <Source target={target} />
      {steps.length > 0 && <Versions steps={steps} />}
      {target.area !== 'all' && <WhoElse need={{ areas: [target.area], cpv: [] }} />}
      <OwnCases target={target} />
      <Practice area={target.area} />
      <AreaTips area={target.area} />
      <p class="screen-only">
        <a href={formatRoute({ page: 'log', query: { target: target.id, period: 'last-12-months' } })}>
          {translate('target.decisions')}
        </a>
      </p>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Facts({ target }: { target: CatalogueTarget }) {
  const house = useHouse();
  const { translate, today } = house;
  const exact = stateOn(target, today);
  return (
    <dl class="facts">
      <dt>{translate('targets.state')}</dt>
      <dd>
        <span class={`tag state-${shownState(exact)}`}>{translate(`targets.state.${exact}`)}</span>{' '}
        {validityText(target.valid, translate)}
      </dd>
      <dt>{translate('targets.binding')}</dt>
      <dd>
        {translate(`binding.${target.binding}`)} ({translate(`jurisdiction.${target.jurisdiction}`)})
      </dd>
      <dt>{translate('filter.area')}</dt>
      <dd>{areaName(house, target.area)}</dd>
      <dt>{translate('target.tier')}</dt>
      <dd>
        {translate(`tier.${target.tier.level}`)}
        {' · '}
        {target.tier.derived ? translate('tier.derived') : target.tier.word}
      </dd>
      <dt>{translate('targets.scheme')}</dt>
      <dd>
        {schemeName(target.scheme, translate)} · <code>{target.id}</code> ·{' '}
        {translate('target.version', { version: String(target.version) })}
      </dd>
    </dl>
  );
}

function Requirement({ target }: { target: CatalogueTarget }) {
  const house = useHouse();
  const { translate, data } = house;
  const { locale } = translate;
  const criterion = target.criterion && contentIn(target.criterion.text, locale);
  const labels = data.ecolabels.filter((label) => target.ecolabels.includes(label.id));
  const terms = locale === 'da' ? target.terms.da : (target.terms[locale] ?? target.terms.da);
  return (
    <>
      <Part title={translate('target.plain')}>
        <p class="lead">
          <Content of={target.plain} />
        </p>
      </Part>
      <Part title={translate('target.requirement')}>
        <p>
          <Content of={target.requirement} />
        </p>
      </Part>
      {target.criterion && criterion && (
        <Part title={translate('target.criterion')}>
          <p class="muted">{translate(`placement.${target.criterion.kind}`)}</p>
          {target.policy?.sharedWording && <p class="notice">{translate('policy.wording')}</p>}
          <blockquote lang={criterion.lang}>{criterion.text}</blockquote>
          <CopyButton text={criterion.text} label={translate('target.copy')} />
        </Part>
      )}
      {(target.proofs.length > 0 || labels.length > 0) && (
        <Part title={translate('target.proofs')}>
          <ul>
            {target.proofs.map((proof) => (
              <li key={proof.da}>
                <Content of={proof} />
              </li>
            ))}
            {labels.map((label) => (
              <li key={label.id}>{translate('target.ecolabel', { name: contentIn(label.name, locale).text })}</li>
            ))}
          </ul>
        </Part>
      )}
      {target.thresholds.length > 0 && (
        <Part title={translate('target.thresholds')}>
          <DataTable
            caption={translate('table.of', { title: translate('target.thresholds') })}
            hideCaption
            columns={[
              { label: translate('target.metric') },
              { label: translate('target.limit'), numeric: true },
              { label: translate('decision.measuredUnit') },
            ]}
            rows={target.thresholds.map((threshold) => ({
              key: `${threshold.metric.da} ${threshold.op} ${threshold.value}`,
              cells: [
                contentIn(threshold.metric, locale).text,
                limitText(threshold, translate),
                contentIn(threshold.unit, locale).text,
              ],
            }))}
          />
        </Part>
      )}
      <Part title={translate('target.appliesTo')}>
        <dl class="facts">
          <dt>{translate('target.cpv')}</dt>
          <dd>{target.cpv.prefixes.join(', ') || noFigure}</dd>
          {target.cpv.except.length > 0 && (
            <>
              <dt>{translate('target.cpvExcept')}</dt>
              <dd>{target.cpv.except.join(', ')}</dd>
            </>
          )}
          <dt>{translate('target.terms')}</dt>
          <dd>{terms?.map((term) => term.word).join(', ') || noFigure}</dd>
        </dl>
      </Part>
    </>
  );
}

function Source({ target }: { target: CatalogueTarget }) {
  const { translate } = useHouse();
  const { source } = target;
  return (
    <Part title={translate('target.source')}>
      <p>
        <a href={source.url} target="_blank" rel="noreferrer">
          {source.title}
          <span class="visually-hidden"> {translate('link.newTab')}</span>
        </a>
        <br />
        <span class="muted">
          {translate('target.read', { day: formatDay(source.read, translate.locale) })}
          {source.precision === 'site' && ` ${translate('target.siteOnly')}`}
        </span>
      </p>
      {target.note && <p class="muted">{target.note}</p>}
    </Part>
  );
}
