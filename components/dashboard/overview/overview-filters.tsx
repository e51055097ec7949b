import { placementSchema } from '../../../lib/targets/schema.ts';
import { Field } from '../../ui/field.tsx';
import { FilterBar } from '../filter-bar.tsx';
import { contentIn, targetTitle, useHouse } from '../house.ts';
import { setFilters } from '../navigation.ts';
import { portalName } from '../portal-name.ts';
import type { Query, Route } from '../routes.ts';
import type { Counting } from './overview-model.ts';
import type { Overview } from './overview-reading.ts';

interface OverviewFiltersProps {
  route: Route;
  counting: Counting;
  /** Null while it is being read for the first time. */
  overview: Overview | null;
}

const besideNames = ['portal', 'author', 'placement'] as const;

/** Period, unit, area and target combine freely; one portal, person or placement stands beside them. */
export function OverviewFilters({ route, counting, overview }: OverviewFiltersProps) {
  const { translate } = useHouse();
  return (
    <FilterBar route={route} units={overview?.units.filter(Boolean) ?? []}>
      <TargetChoice route={route} />
      <BesideChoice route={route} overview={overview} />
      <fieldset class="switch">
        <legend>{translate('overview.by')}</legend>
        {(['number', 'value'] as const).map((way) => (
          <label key={way} class="switch-option">
            <input
              type="radio"
              name="counting"
              checked={counting === way}
              onChange={() => setFilters(route, { by: way === 'number' ? '' : way })}
            />
            <span>{translate(`overview.by.${way}`)}</span>
          </label>
        ))}
      </fieldset>
    </FilterBar>
  );
}

/** The targets of the chosen area; without an area there are hundreds, and only a target that is chosen is shown. */
function TargetChoice({ route }: { route: Route }) {
  const house = useHouse();
  const { translate, data } = house;
  const { area, target = '' } = route.query;
  if (!area && !target) return null;
  const known = new Map(
    data.targets
      .filter((one) => one.area === area)
      .map((one): [string, string] => [one.id, contentIn(one.title, translate.locale).text]),
  );
  if (target && !known.has(target)) known.set(target, targetTitle(house, target));
  const options = [...known].sort(([, a], [, b]) => a.localeCompare(b, translate.locale));
  return (
    <Field label={translate('overview.filter.target')}>
      {(control) => (
        <select
          {...control}
          value={target}
          onChange={(event) => setFilters(route, { target: event.currentTarget.value })}
        >
          <option value="">{translate('overview.filter.allTargets')}</option>
          {options.map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One list for the three, since only one of them can be chosen at a time. */
function BesideChoice({ route, overview }: { route: Route; overview: Overview | null }) {
  const { translate } = useHouse();
  const { query } = route;
  const chosen = besideNames.find((name) => query[name]);
  const value = chosen ? `${chosen}:${query[chosen]}` : '';
  const groups: [(typeof besideNames)[number], [string, string][]][] = [
    ['portal', withChosen(overview?.portals, query.portal).map((id) => [id, portalName(id, translate)])],
    ['author', withChosen(overview?.authors, query.author).map((name) => [name, name])],
    ['placement', placementSchema.options.map((code) => [code, translate(`placement.${code}`)])],
  ];
  const choose = (choice: string) => {
    const [, name, own] = /^(\w+):(.*)$/s.exec(choice) ?? [];
    const none: Query = { portal: '', author: '', placement: '' };
    setFilters(route, name === undefined ? none : { ...none, [name]: own ?? '' });
  };
  return (
    <Field label={translate('overview.filter.beside')}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{translate('overview.filter.everything')}</option>
          {groups
            .filter(([, options]) => options.length > 0)
            .map(([name, options]) => (
              <optgroup key={name} label={translate(`overview.filter.${name}`)}>
                {options.map(([id, label]) => (
                  <option key={id} value={`${name}:${id}`}>
                    {label}
                  </option>
                ))}
              </optgroup>
            ))}
        </select>
      )}
    </Field>
  );
}

const withChosen = (known: readonly string[] = [], chosen: string | undefined) =>
  chosen && !known.includes(chosen) ? [...known, chosen] : known;
