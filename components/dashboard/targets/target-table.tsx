import { useState } from 'preact/hooks';
import type { CatalogueTarget } from '../../../lib/targets/load.ts';
import { stateOn } from '../../../lib/targets/validity.ts';
import { areaName, useHouse } from '../house.ts';
import { formatRoute } from '../routes.ts';
import { Content } from './content.tsx';
import { shownState } from './target-search.ts';
import { schemeName } from './target-words.ts';

/** Rows that are drawn at once. */
export const portion = 50;

/** Address of a target's page, in the very version. */
export function targetLink({ id, version }: { id: string; version: number }): string {
  return formatRoute({ page: 'targets', id, query: { version: String(version) } });
}

/** Targets that were checked against their source, each leading to its page. */
export function TargetTable({ targets }: { targets: readonly CatalogueTarget[] }) {
  const { translate } = useHouse();
  const [limit, setLimit] = useState(portion);
  if (targets.length === 0) return null;
  return (
    <>
      <table class="list">
        <caption class="visually-hidden">{translate('nav.targets')}</caption>
        <thead>
          <tr>
            <th scope="col">{translate('targets.target')}</th>
            <th scope="col" class="narrow-hidden">
              {translate('filter.area')}
            </th>
            <th scope="col" class="narrow-hidden">
              {translate('targets.binding')}
            </th>
            <th scope="col">{translate('targets.state')}</th>
          </tr>
        </thead>
        <tbody>
          {targets.slice(0, limit).map((target) => (
            <TargetRow key={`${target.id} ${target.version}`} target={target} />
          ))}
        </tbody>
      </table>
      <More left={targets.length - limit} onMore={() => setLimit(limit + portion)} />
    </>
  );
}

/** The button below a list that is not drawn to its end. */
export function More({ left, onMore }: { left: number; onMore: () => void }) {
  const { translate } = useHouse();
  if (left <= 0) return null;
  return (
    <p>
      <button type="button" class="button" onClick={onMore}>
        {translate('targets.more', { count: Math.min(portion, left) })}
      </button>
    </p>
  );
}

function TargetRow({ target }: { target: CatalogueTarget }) {
  const house = useHouse();
  const { translate, today } = house;
  const state = shownState(stateOn(target, today));
  return (
    <tr>
      <th scope="row">
        <a href={targetLink(target)}>
          <Content of={target.title} />
        </a>
        <span class="below">
          {schemeName(target.scheme, translate)} · {translate(`tier.${target.tier.level}`)}
          {target.policy && target.policy.kind !== 'added' && ` · ${translate(`policy.tag.${target.policy.kind}`)}`}
        </span>
      </th>
      <td class="narrow-hidden">{areaName(house, target.area)}</td>
      <td class="narrow-hidden">{translate(`binding.${target.binding}`)}</td>
      <td>
        <span class={`tag state-${state}`}>{translate(`targets.state.${state}`)}</span>
      </td>
    </tr>
  );
}

/** Targets whose requirement was never checked against the source: their titles alone. */
export function Unverified({ targets }: { targets: readonly CatalogueTarget[] }) {
  const { translate } = useHouse();
  if (targets.length === 0) return null;
  return (
    <section class="part" aria-labelledby="unverified">
      <h2 id="unverified">{translate('targets.unverified')}</h2>
      <p>{translate('targets.unverifiedLead')}</p>
      <ul class="plain-list">
        {targets.map((target) => (
          <li key={`${target.id} ${target.version}`}>
            <a href={targetLink(target)}>
              <Content of={target.title} />
            </a>{' '}
            <span class="muted">{target.scheme}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
