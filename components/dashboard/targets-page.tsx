import { useState } from 'preact/hooks';
import type { CatalogueTarget } from '../../lib/targets/load.ts';
import { stateOn } from '../../lib/targets/validity.ts';
import { Field } from '../ui/field.tsx';
import { Content } from './content.tsx';
import { Heading } from './heading.tsx';
import { areaName, useHouse } from './house.ts';
import { setFilters } from './navigation.ts';
import { formatRoute, type Route } from './routes.ts';
import { bindings, searchTargets, shownState, stateFilters } from './target-search.ts';

const portion = 50;

/** All targets of the installed packs, to search and to read; those never checked against their source stand apart. */
export function TargetsPage({ route }: { route: Route }) {
  const { translate, data, today } = useHouse();
  const { query } = route;
  const found = searchTargets(data.targets, query, today, translate.locale);
  const verified = found.filter((target) => target.verified);
  const unverified = found.filter((target) => !target.verified);
  const [limit, setLimit] = useState(portion);
  const schemes = [...new Set(data.targets.map((target) => target.scheme))].sort();
  const filter = (name: string, label: string, all: string, options: { id: string; name: string }[]) => (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          value={query[name] ?? ''}
          onChange={(event) => setFilters(route, { [name]: event.currentTarget.value })}
        >
          <option value="">{all}</option>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <>
      <Heading>{translate('nav.targets')}</Heading>
      <p class="lead">{translate('targets.lead')}</p>
      <search class="filters" aria-label={translate('filter.label')}>
        <Field label={translate('targets.search')} class="wide">
          {(control) => (
            <input
              {...control}
              type="search"
              value={query.q ?? ''}
              onInput={(event) => setFilters(route, { q: event.currentTarget.value })}
            />
          )}
        </Field>
        {filter(
          'area',
          translate('filter.area'),
          translate('filter.allAreas'),
          data.areas.map((area) => ({ id: area.id, name: area[translate.locale] })),
        )}
        {filter(
          'scheme',
          translate('targets.scheme'),
          translate('targets.allSchemes'),
          schemes.map((scheme) => ({ id: scheme, name: scheme })),
        )}
        {filter(
          'binding',
          translate('targets.binding'),
          translate('targets.allBindings'),
          bindings.map((binding) => ({ id: binding, name: translate(`binding.${binding}`) })),
        )}
        {filter(
          'state',
          translate('targets.state'),
          translate('targets.allStates'),
          stateFilters.map((state) => ({ id: state, name: translate(`targets.state.${state}`) })),
        )}
      </search>
      <p class="result-count" role="status">
        {translate('targets.count', { count: found.length })}
      </p>
      {found.length === 0 && <p class="empty">{translate('targets.none')}</p>}
      {verified.length > 0 && (
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
            {verified.slice(0, limit).map((target) => (
              <TargetRow key={`${target.id} ${target.version}`} target={target} />
            ))}
          </tbody>
        </table>
      )}
      {verified.length > limit && (
        <p>
          <button type="button" class="button" onClick={() => setLimit(limit + portion)}>
            {translate('targets.more', { count: Math.min(portion, verified.length - limit) })}
          </button>
        </p>
      )}
      {unverified.length > 0 && (
        <section aria-labelledby="unverified">
          <h2 id="unverified">{translate('targets.unverified')}</h2>
          <p>{translate('targets.unverifiedLead')}</p>
          <ul class="plain-list">
            {unverified.map((target) => (
              <li key={`${target.id} ${target.version}`}>
                <a href={targetLink(target)}>
                  <Content of={target.title} />
                </a>{' '}
                <span class="muted">{target.scheme}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Address of a target's page, in the very version. */
export function targetLink({ id, version }: { id: string; version: number }): string {
  return formatRoute({ page: 'targets', id, query: { version: String(version) } });
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
          {target.scheme} · {translate(`tier.${target.tier.level}`)}
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
