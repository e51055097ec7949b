import { useState } from 'preact/hooks';
import { onJournal } from '../../../lib/log/database.ts';
import { units } from '../../../lib/log/find/queries.ts';
import { Field } from '../../ui/field.tsx';
import { Heading } from '../heading.tsx';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { setFilters } from '../navigation.ts';
import type { Route } from '../routes.ts';
import { Trouble } from '../trouble.tsx';
import { ChangedTargets, DueTenders, OpenTargets, UnprovenDecisions } from './missing-parts.tsx';

/** What is missing before the figures are whole, the most urgent first; each line leads to where it is mended. */
export function MissingPage({ route }: { route: Route }) {
  const { translate, journal } = useHouse();
  const { unit = '' } = route.query;
  // Parts that came one by one would push each other, and the focus, down the page.
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const isRead = read.size === 4;
  const onRead = (part: string) => () => setRead((before) => new Set(before).add(part));
  const known = useLive('missing units', () => onJournal(journal, 'everything', () => units(journal)));
  if (known.state === 'failed') return <Trouble code={known.error.code} detail={known.error.detail} page="missing" />;
  const names = [...new Set([...(known.state === 'ready' ? known.value : []), unit])].filter(Boolean);
  return (
    <>
      <Heading>{translate('nav.missing')}</Heading>
      <p class="lead">{translate('missing.lead')}</p>
      {names.length > 0 && (
        <search class="filters" aria-label={translate('filter.label')}>
          <Field label={translate('filter.unit')}>
            {(control) => (
              <select
                {...control}
                value={unit}
                onChange={(event) => setFilters(route, { unit: event.currentTarget.value })}
              >
                <option value="">{translate('filter.allUnits')}</option>
                {names.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </search>
      )}
      {!isRead && <p class="muted">{translate('loading')}</p>}
      <div hidden={!isRead}>
        <DueTenders unit={unit} onRead={onRead('due')} />
        <OpenTargets unit={unit} onRead={onRead('open')} />
        <ChangedTargets unit={unit} onRead={onRead('changed')} />
        <UnprovenDecisions unit={unit} onRead={onRead('unproven')} />
      </div>
    </>
  );
}
