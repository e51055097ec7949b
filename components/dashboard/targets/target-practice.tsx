import { formatNumber } from '../../../lib/i18n.ts';
import type { AreaId, Case, Localized, Tip } from '../../../lib/targets/schema.ts';
import { areaName, contentIn, useHouse } from '../house.ts';
import { Content } from './content.tsx';

/** Unit of a figure that is a calendar year, which has no thousands and is printed without its unit. */
const yearUnit = 'årstal';

/** Cases that are drawn at once; the rest unfold. */
const shownAtOnce = 5;

/** What others did in a product area, the newest first; what went wrong stands among the rest, and says so. */
export function Practice({ area }: { area: AreaId }) {
  const house = useHouse();
  const { translate, data } = house;
  const cases = data.cases
    .filter((example) => example.area === area)
    .sort((left, right) => (right.year ?? 0) - (left.year ?? 0));
  if (cases.length === 0) return null;
  const more = cases.slice(shownAtOnce);
  return (
    <section class="part practice" aria-labelledby="practice">
      <h2 id="practice">{translate('practice.title', { area: areaName(house, area) })}</h2>
      <Cases cases={cases.slice(0, shownAtOnce)} />
      {more.length > 0 && (
        <details>
          <summary class="practice-more">{translate('practice.more', { count: more.length })}</summary>
          <Cases cases={more} />
        </details>
      )}
    </section>
  );
}

function Cases({ cases }: { cases: readonly Case[] }) {
  return (
    <ul class="cases">
      {cases.map((example) => (
        <CaseItem key={example.id} example={example} />
      ))}
    </ul>
  );
}

function CaseItem({ example }: { example: Case }) {
  const { translate, policy } = useHouse();
  const { locale } = translate;
  const own = policy.state === 'held' && policy.policy.cases.some(({ id }) => id === example.id);
  return (
    <li>
      <h3>
        <Content of={example.title} />
      </h3>
      <p class="below">
        {[example.organisation, translate(`country.${example.country}`), example.year].filter(Boolean).join(' · ')}
        {own && ` · ${translate('practice.own')}`}
      </p>
      {example.wentWrong && <p class="went-wrong">{translate('practice.wentWrong')}</p>}
      <p>
        <Content of={example.done} />
      </p>
      {example.result && (
        <p>
          <strong>{translate('practice.result')}</strong> <Content of={example.result} />
        </p>
      )}
      {example.figures.length > 0 && (
        <dl class="facts case-figures">
          {example.figures.map(({ label, value, unit }) => (
            <div key={`${label.da} ${value}`}>
              <dt>{contentIn(label, locale).text}</dt>
              <dd>{unit?.da === yearUnit ? value : `${formatNumber(value, locale)} ${unitIn(unit, locale)}`.trim()}</dd>
            </div>
          ))}
        </dl>
      )}
      <p class="muted">
        {translate(`practice.kind.${example.resultKind}`)}{' '}
        <a href={example.source.url} target="_blank" rel="noreferrer">
          {example.source.title}
          <span class="visually-hidden"> {translate('link.newTab')}</span>
        </a>
      </p>
    </li>
  );
}

const unitIn = (unit: Localized | null, locale: string): string => (unit ? contentIn(unit, locale).text : '');

/** Innovation advice that was written for a product area. */
export function AreaTips({ area }: { area: AreaId }) {
  const house = useHouse();
  const { translate, data } = house;
  const tips = data.tips.filter(({ trigger }) => trigger.areas.includes(area));
  if (tips.length === 0) return null;
  return (
    <section class="part" aria-labelledby="tips">
      <h2 id="tips">{translate('tips.title', { area: areaName(house, area) })}</h2>
      {tips.map((tip) => (
        <TipDetails key={tip.id} tip={tip} />
      ))}
    </section>
  );
}

function TipDetails({ tip }: { tip: Tip }) {
  const { translate } = useHouse();
  return (
    <details class="tip-details">
      <summary>
        <Content of={tip.title} />
      </summary>
      <p>
        <Content of={tip.advice} />
      </p>
      <p>
        <strong>{translate('tips.action')}</strong> <Content of={tip.action} />
      </p>
      {tip.checklist && tip.checklist.length > 0 && (
        <ol>
          {tip.checklist.map((step) => (
            <li key={step.da}>
              <Content of={step} />
            </li>
          ))}
        </ol>
      )}
      <p class="muted">
        {translate('tips.phases', { phases: tip.phases.map((phase) => translate(`phase.${phase}`)).join(', ') })}{' '}
        <a href={tip.source.url} target="_blank" rel="noreferrer">
          {tip.source.title}
          <span class="visually-hidden"> {translate('link.newTab')}</span>
        </a>
      </p>
    </details>
  );
}
