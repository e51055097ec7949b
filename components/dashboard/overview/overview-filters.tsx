import { Field } from '../../ui/field.tsx';
import { BesideChoice } from '../beside-choice.tsx';
import { FilterBar } from '../filter-bar.tsx';
import { contentIn, targetTitle, useHouse } from '../house.ts';
import { setFilters } from '../navigation.ts';
import type { Route } from '../routes.ts';
import type { Counting } from './overview-model.ts';
import type { Overview } from './overview-reading.ts';

interface OverviewFiltersProps {
  route: Route;
  counting: Counting;
  /** Null while it is being read for the first time. */
  overview: Overview | null;
}

/** Period, unit, area and target combine freely; one portal, person or placement stands beside them. */
export function OverviewFilters({ route, counting, overview }: OverviewFiltersProps) {
  const { translate } = useHouse();
  return (
    <FilterBar route={route} units={overview?.units.filter(Boolean) ?? []} side={sideOf(overview)}>
      <TargetChoice route={route} />
      <BesideChoice route={route} portals={overview?.portals ?? []} authors={overview?.authors ?? []} />
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

/** What stands side by side: an organisation's units, or a partnership's members. */
export const sideOf = (overview: Pick<Overview, 'told'> | null): 'unit' | 'organisation' =>
  overview?.told?.kind === 'partnership' ? 'organisation' : 'unit';

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
