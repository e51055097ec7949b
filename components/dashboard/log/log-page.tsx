import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { bulkLimit } from '../../../lib/log/bulk.ts';
import { onJournal } from '../../../lib/log/database.ts';
import { authors, units } from '../../../lib/log/find/queries.ts';
import { countDecisions } from '../../../lib/log/rollups/count.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import { Heading } from '../heading.tsx';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { setFilters } from '../navigation.ts';
import { throughMonth } from '../period.ts';
import { formatRoute, type Route } from '../routes.ts';
import { Trouble } from '../trouble.tsx';
import { LogBar } from './log-bar.tsx';
import { LastBulk, LogBulk } from './log-bulk.tsx';
import { beyondPlace, filtersOf, logFilterOf, placeOf } from './log-filter.ts';
import { LogFilters } from './log-filters.tsx';
import { LogNews } from './log-news.tsx';
import { LogTable } from './log-table.tsx';
import { type LogWindow, rowsOf } from './log-window.ts';
import { useLogWindow } from './use-log-window.ts';

/** Every decision, the newest first; what is read does not grow with the log. */
export function LogPage({ route }: { route: Route }) {
  const { translate, journal, today } = useHouse();
  const { query } = route;
  const filter = useMemo(() => logFilterOf(query, today), [JSON.stringify(filtersOf(query)), today]);
  const key = JSON.stringify(filter);
  const hold = useRef(() => {});
  const lastBulk = useRef<HTMLDivElement>(null);
  const [corrected, setCorrected] = useState(0);
  useLayoutEffect(() => {
    // Not before the dialog has gone, which shuts off everything else.
    if (corrected > 0) lastBulk.current?.focus();
  }, [corrected]);
  const reading = useLogWindow(journal, filter, () => hold.current());
  const [selected, setSelected] = useState<ReadonlyMap<string, CurrentRow>>(new Map());
  const [top, setTop] = useState<{ row: CurrentRow | null; index: number | null }>({ row: null, index: null });
  const known = useLive(`units ${key}`, () =>
    onJournal(journal, 'everything', async () => ({
      units: await units(journal),
      authors: await authors(journal),
      count: await countDecisions(journal, throughMonth(filter, today)),
    })),
  );

  const { at = '' } = query;
  const shownKey = useRef(key);
  useEffect(() => {
    // Another filter is another list, and reading it begins at its top.
    if (shownKey.current !== key) scrollTo(0, 0);
    shownKey.current = key;
    setSelected(new Map());
    const place = placeOf({ at });
    if (place === null) void reading.open('newest');
    else {
      const newer = 'day' in place ? newerThan(place.day) : Promise.resolve(null);
      void reading.open({ beyond: beyondPlace(place), newer });
    }
  }, [key, at]);

  /** Decisions after a day, for the numbers of the rows; null where only reading them would tell. */
  async function newerThan(day: string): Promise<number | null> {
    const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    if (filter.to !== undefined && next > filter.to) return 0;
    const from = filter.from !== undefined && filter.from > next ? filter.from : next;
    const newer = await countDecisions(journal, throughMonth({ ...filter, from }, today));
    return newer?.exact ? newer.count : null;
  }

  const select = useCallback((rows: readonly CurrentRow[], on: boolean) => {
    setSelected((before) => {
      const after = new Map(before);
      for (const row of rows) {
        if (!on) after.delete(row.recordId);
        else if (after.size < bulkLimit) after.set(row.recordId, row);
      }
      return after;
    });
  }, []);
  const bind = useCallback((work: () => void) => {
    hold.current = work;
  }, []);
  const onPlace = useCallback((row: CurrentRow | null, index: number | null) => {
    setTop((before) => (before.row === row && before.index === index ? before : { row, index }));
  }, []);

  const rows = useMemo(() => (reading.window === null ? [] : rowsOf(reading.window)), [reading.window]);
  const counted = known.state === 'ready' && !known.stale ? known.value.count : null;
  const whole = reading.window?.newer === null && reading.window.older === null;
  const total = whole ? rows.length : counted?.exact ? counted.count : null;
  // The same window for as long as it says the same: what is drawn of it follows from it.
  const window = useMemo(
    () => reading.window && numbered(reading.window, rows.length, total),
    [reading.window, rows, total],
  );
  const failed = known.state === 'failed' ? known.error : reading.error;
  if (failed) return <Trouble code={failed.code} detail={failed.detail} page="log" />;
  const atLeast = Math.max(counted?.count ?? 0, (window?.before ?? 0) + rows.length);
  const place = placeOf(query);
  return (
    <>
      <Heading>{translate('nav.log')}</Heading>
      <p class="lead">{translate('log.lead')}</p>
      <LogFilters
        route={route}
        units={known.state === 'ready' ? known.value.units.filter(Boolean) : []}
        authors={known.state === 'ready' ? known.value.authors : []}
      />
      <LogBar
        total={total}
        atLeast={window === null ? null : atLeast}
        top={top}
        atTop={window?.newer === null}
        exportHref={rows.length > 0 ? formatRoute({ page: 'exchange', query: filtersOf(query) }) : null}
        day={place !== null && 'day' in place ? place.day : ''}
        onDay={(day) => setFilters(route, { at: day })}
        onNewest={() =>
          at === '' ? void reading.open('newest').then(() => scrollTo(0, 0)) : setFilters(route, { at: '' })
        }
      />
      <LastBulk place={lastBulk} />
      {window !== null && <LogNews filter={filter} window={window} onShow={() => void reading.open('newest')} />}
      {window !== null && rows.length === 0 && reading.busy === null && (
        <p class="empty">{translate(Object.keys(filtersOf(query)).length > 0 ? 'log.noneFiltered' : 'log.noneYet')}</p>
      )}
      {window !== null && rows.length > 0 && (
        <LogTable
          reading={reading}
          window={window}
          filter={filter}
          query={filtersOf(query)}
          total={total}
          selected={selected}
          onSelect={select}
          returnTo={place !== null && 'row' in place ? place.row[1] : null}
          onPlace={onPlace}
          bind={bind}
        />
      )}
      <LogBulk
        selected={selected}
        units={known.state === 'ready' ? known.value.units.filter(Boolean) : []}
        onClear={() => setSelected(new Map())}
        onDone={() => setCorrected((count) => count + 1)}
      />
    </>
  );
}

/** The window with its place among all rows, where it ends with the oldest one and their number is known. */
function numbered(window: LogWindow, rows: number, total: number | null): LogWindow {
  if (window.before !== null || window.older !== null || total === null) return window;
  return { ...window, before: Math.max(0, total - rows) };
}
