import { Field } from '../../ui/field.tsx';
import { useTyped } from '../../ui/kept-text.tsx';
import { Heading } from '../heading.tsx';
import { areaName, useHouse } from '../house.ts';
import { setFilters } from '../navigation.ts';
import { WhoElse } from '../purchases/who-else.tsx';
import { formatRoute, type Route } from '../routes.ts';
import { AreaFigures } from '../settings/policy-part.tsx';
import { EntryGroup } from './entry-group.tsx';
import { Practice } from './target-practice.tsx';
import { areasWithoutTargets, bindings, searchEntries, searchTargets, stateFilters } from './target-search.ts';
import { TargetTable, Unverified } from './target-table.tsx';
import { schemeName } from './target-words.ts';

/**
 * All targets of the installed packs, to search and to read. What was never checked against its source stands apart,
 * and areas about which the packs say nothing are named.
 */
export function TargetsPage({ route }: { route: Route }) {
  const house = useHouse();
  const { translate, data, today, policy } = house;
  const { query } = route;
  const found = searchTargets(data.targets, query, today, translate.locale);
  const entries = searchEntries(data.entries, query, translate.locale);
  const without = areasWithoutTargets(data, today);
  const blank = without.find(({ id }) => id === query.area);
  const schemes = [...new Set([...data.targets, ...data.entries].map(({ scheme }) => scheme))].sort();
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
  const search = useTyped(query.q ?? '', (q) => setFilters(route, { q }));
  const find = (words: string) => {
    search.type(words);
    search.keep(words);
  };
  const chosen = data.areas.find(({ id }) => id === query.area);
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
              value={search.text}
              onInput={(event) => find(event.currentTarget.value)}
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
          schemes.map((scheme) => ({ id: scheme, name: schemeName(scheme, translate) })),
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
        {policy.state === 'held' &&
          filter('policy', translate('policy.title'), translate('targets.allTargets'), [
            { id: 'own', name: translate('targets.policyOnly') },
          ])}
      </search>
      <p class="result-count" role="status">
        {translate('targets.count', { count: found.length })}
        {entries.length > 0 && ` · ${translate('targets.entryCount', { count: entries.length })}`}
      </p>
      {query.area && <AreaFigures area={query.area} />}
      {blank && <p class="empty">{translate('targets.areaEmpty', { area: areaName(house, blank.id) })}</p>}
      {found.length + entries.length === 0 && !blank && <p class="empty">{translate('targets.none')}</p>}
      <TargetTable targets={found.filter(({ verified }) => verified)} />
      <EntryGroup entries={entries} />
      <Unverified targets={found.filter(({ verified }) => !verified)} />
      {chosen && chosen.id !== 'all' && <WhoElse need={{ areas: [chosen.id], cpv: [] }} />}
      {chosen && <Practice area={chosen.id} />}
      {without.length > 0 && Object.keys(query).length === 0 && (
        <section class="part" aria-labelledby="without">
          <h2 id="without">{translate('targets.without')}</h2>
          <p>{translate('targets.withoutLead')}</p>
          <ul class="inline-list">
            {without.map(({ id }) => (
              <li key={id}>
                <a href={formatRoute({ page: 'targets', query: { area: id } })}>{areaName(house, id)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
