import { placementSchema } from '../../lib/targets/schema.ts';
import { Field } from '../ui/field.tsx';
import { besideNames, besideOf } from './beside.ts';
import { useHouse } from './house.ts';
import { setFilters } from './navigation.ts';
import { portalName } from './portal-name.ts';
import type { Query, Route } from './routes.ts';

interface BesideChoiceProps {
  route: Route;
  /** Ids of the portals to choose among. */
  portals: readonly string[];
  /** Pseudonyms to choose among. */
  authors: readonly string[];
}

/** One list for portal, person and placement, since only one of them can be chosen at a time. */
export function BesideChoice({ route, portals, authors }: BesideChoiceProps) {
  const { translate } = useHouse();
  const { query } = route;
  const [chosen] = Object.entries(besideOf(query));
  const groups: [(typeof besideNames)[number], [string, string][]][] = [
    ['portal', withChosen(portals, query.portal).map((id) => [id, portalName(id, translate)])],
    ['author', withChosen(authors, query.author).map((name) => [name, name])],
    ['placement', placementSchema.options.map((code) => [code, translate(`placement.${code}`)])],
  ];
  const choose = (choice: string) => {
    const [, name, own] = /^(\w+):(.*)$/s.exec(choice) ?? [];
    const none: Query = Object.fromEntries(besideNames.map((known) => [known, '']));
    setFilters(route, name === undefined ? none : { ...none, [name]: own ?? '' });
  };
  return (
    <Field label={translate('filter.beside')}>
      {(control) => (
        <select
          {...control}
          value={chosen ? chosen.join(':') : ''}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{translate('filter.beside.none')}</option>
          {groups
            .filter(([, options]) => options.length > 0)
            .map(([name, options]) => (
              <optgroup key={name} label={translate(`filter.beside.${name}`)}>
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

const withChosen = (known: readonly string[], chosen: string | undefined) =>
  chosen && !known.includes(chosen) ? [...known, chosen] : known;
