import type { ComponentChildren } from 'preact';
import { Field } from '../ui/field.tsx';
import { useHouse } from './house.ts';
import { setFilters } from './navigation.ts';
import { periodNames, readPeriod } from './period.ts';
import type { Route } from './routes.ts';

interface FilterBarProps {
  route: Route;
  /** Units that occur in the log. */
  units: readonly string[];
  /** What stands in place of units: members of a partnership, where its figures are looked at. */
  side?: 'unit' | 'organisation';
  /** False on a page whose figures tell the areas apart themselves. */
  withArea?: boolean;
  /** More filters of this page. */
  children?: ComponentChildren;
}

/** Period, unit and area, and what a page adds; all of it stands in the address. */
export function FilterBar({ route, units, side = 'unit', withArea = true, children }: FilterBarProps) {
  const { translate, today, data } = useHouse();
  const { query } = route;
  const period = readPeriod(query, today);
  const set = (name: string) => (event: { currentTarget: { value: string } }) =>
    setFilters(route, { [name]: event.currentTarget.value });
  const known = query.unit && !units.includes(query.unit) ? [...units, query.unit] : units;
  return (
    <search class="filters" aria-label={translate('filter.label')}>
      <Field label={translate('filter.period')}>
        {(control) => (
          <select {...control} value={period.name} onChange={set('period')}>
            {periodNames.map((name) => (
              <option key={name} value={name}>
                {translate(`period.${name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {period.name === 'own' && (
        <>
          <Field label={translate('period.from')} problem={period.problem && translate(period.problem)}>
            {(control) => <input {...control} type="date" value={query.from ?? ''} onChange={set('from')} />}
          </Field>
          <Field label={translate('period.to')}>
            {(control) => <input {...control} type="date" value={query.to ?? ''} onChange={set('to')} />}
          </Field>
        </>
      )}
      {known.length > 0 && (
        <Field label={translate(`filter.${side}`)}>
          {(control) => (
            <select {...control} value={query.unit ?? ''} onChange={set('unit')}>
              <option value="">{translate(side === 'unit' ? 'filter.allUnits' : 'filter.allOrganisations')}</option>
              {known.map((unit) => (
                <option key={unit} value={unit}>
                  {unit}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {withArea && (
        <Field label={translate('filter.area')}>
          {(control) => (
            <select {...control} value={query.area ?? ''} onChange={set('area')}>
              <option value="">{translate('filter.allAreas')}</option>
              {data.areas.map((area) => (
                <option key={area.id} value={area.id}>
                  {area[translate.locale]}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {children}
    </search>
  );
}
