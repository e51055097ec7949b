import { useEffect } from 'preact/hooks';
import { adapters } from '../../../lib/portals/adapters/index.ts';
import { reasonCodes, verdicts } from '../../ui/decision-input.ts';
import { Field } from '../../ui/field.tsx';
import { useTyped } from '../../ui/kept-text.tsx';
import { BesideChoice } from '../beside-choice.tsx';
import { FilterBar } from '../filter-bar.tsx';
import { targetTitle, useHouse } from '../house.ts';
import { setFilters } from '../navigation.ts';
import { formatRoute, type Route, withFilters } from '../routes.ts';
import { furtherFilters, kindFilters } from './log-filter.ts';

interface LogFiltersProps {
  route: Route;
  units: readonly string[];
  /** Pseudonyms that occur in the log. */
  authors: readonly string[];
}

/** What narrows the log. What is asked for every day stands open; the rest unfolds, and stays open while it is in use. */
export function LogFilters({ route, units, authors }: LogFiltersProps) {
  const house = useHouse();
  const { translate } = house;
  const { query } = route;
  const inUse = furtherFilters.filter((name) => query[name]);
  return (
    <FilterBar route={route} units={units}>
      <Choice
        route={route}
        name="verdict"
        words="log.verdict"
        all="log.allVerdicts"
        options={verdicts.map((verdict) => [verdict, translate(`verdict.${verdict}`)])}
      />
      <TextSearch route={route} />
      <details class="more-filters" open={inUse.length > 0}>
        <summary>
          {inUse.length > 0 ? translate('log.moreInUse', { count: inUse.length }) : translate('log.more')}
        </summary>
        <div class="filter-group">
          <Choice
            route={route}
            name="reason"
            words="decision.reason"
            all="log.allReasons"
            options={reasonCodes.map((code) => [code, translate(`reason.${code}`)])}
          />
          <BesideChoice route={route} portals={knownPortals} authors={authors} />
          <Choice
            route={route}
            name="kind"
            words="log.kind"
            options={kindFilters.map((kind) => [kind === 'decision' ? '' : kind, translate(`log.kind.${kind}`)])}
          />
          <Tick route={route} name="evidence" value="missing" words="log.missingEvidence" />
          <Tick route={route} name="conflict" value="only" words="log.conflictOnly" />
        </div>
        {query.target && (
          <p class="active-filter">
            {translate('log.target', { title: targetTitle(house, query.target) })}{' '}
            <a href={formatRoute({ page: 'log', query: withFilters(query, { target: '' }) })}>
              {translate('log.removeTarget')}
            </a>
          </p>
        )}
      </details>
    </FilterBar>
  );
}

/** Every portal that decisions can come from, in the order of their names. */
const knownPortals = [
  ...adapters.toSorted((a, b) => a.name.localeCompare(b.name, 'da')).map(({ id }) => id),
  'generic',
];

interface ChoiceProps {
  route: Route;
  /** Name of the filter in the address. */
  name: string;
  /** Key of its words. */
  words: string;
  /** Words for no choice; left out where one of the options says that. */
  all?: string;
  options: readonly (readonly [value: string, name: string])[];
}

function Choice({ route, name, words, all, options }: ChoiceProps) {
  const { translate } = useHouse();
  return (
    <Field label={translate(words)}>
      {(control) => (
        <select
          {...control}
          value={route.query[name] ?? ''}
          onChange={(event) => setFilters(route, { [name]: event.currentTarget.value })}
        >
          {all && <option value="">{translate(all)}</option>}
          {options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Tick({ route, name, value, words }: { route: Route; name: string; value: string; words: string }) {
  const { translate } = useHouse();
  return (
    <label class="choice filter-choice">
      <input
        type="checkbox"
        checked={route.query[name] === value}
        onChange={(event) => setFilters(route, { [name]: event.currentTarget.checked ? value : '' })}
      />
      <span>{translate(words)}</span>
    </label>
  );
}

/** Text search; it waits until typing pauses. */
function TextSearch({ route }: { route: Route }) {
  const { translate } = useHouse();
  const current = route.query.q ?? '';
  const { text, type, keep } = useTyped(current, (q) => setFilters(route, { q }));
  useEffect(() => {
    if (text === current) return;
    const timer = setTimeout(() => keep(text), 250);
    return () => clearTimeout(timer);
  }, [text, current, route]);
  return (
    <Field label={translate('log.search')} class="wide">
      {(control) => (
        <input {...control} type="search" value={text} onInput={(event) => type(event.currentTarget.value)} />
      )}
    </Field>
  );
}
