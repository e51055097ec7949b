import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { bulkLimit } from '../../../lib/log/bulk.ts';
import { accepts, type LogFilter } from '../../../lib/log/find/filter.ts';
import { cursorOf } from '../../../lib/log/find/queries.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import { sharingOf } from '../../../lib/team/sharing.ts';
import { useHouse } from '../house.ts';
import { useLive } from '../live.ts';
import { formatRoute, type Query } from '../routes.ts';
import { cursorText } from './log-filter.ts';
import { LogRow } from './log-row.tsx';
import { useNearness } from './log-scroll.ts';
import { type LogWindow, rowsOf } from './log-window.ts';
import type { LogReading } from './use-log-window.ts';

/** Height of a row that has not been drawn yet, in CSS pixels; it counts until the row's own is known. */
const usualHeight = 84;

/** Keys that move from row to row. */
type Step = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';
const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last',
};

interface LogTableProps {
  reading: LogReading;
  window: LogWindow;
  filter: LogFilter;
  /** Filters of the view, which the links take along. */
  query: Query;
  /** Decisions in the filter; null while that is not known. */
  total: number | null;
  selected: ReadonlyMap<string, CurrentRow>;
  onSelect: (rows: readonly CurrentRow[], on: boolean) => void;
  /** Row that the reader comes back to. */
  returnTo: string | null;
  /** Says which row stands at the top of the screen. */
  onPlace: (row: CurrentRow | null, index: number | null) => void;
  /** Is given what has to be called before rows come or go, so that the reader's place is kept. */
  bind: (hold: () => void) => void;
}

/**
 * The log as a table that holds a few screens of rows, of however many there are. It stays a table for those who hear
 * it; with the keyboard it is one stop, and the arrow keys, Page Up and Down, Home and End go from row to row.
 */
export function LogTable(props: LogTableProps) {
  const { reading, window, filter, query, total, selected, onSelect, returnTo, onPlace, bind } = props;
  const { translate, journal } = useHouse();
  const table = useRef<HTMLTableElement>(null);
  const rows = useMemo(() => rowsOf(window), [window]);
  const places = useMemo(() => new Map(rows.map((row, index) => [row.recordId, index])), [rows]);
  const [active, setActive] = useState<string | null>(null);
  const goal = useRef<{ record: string; control: 'a' | 'input' } | null>(null);
  const { near, heights, look, hold } = useNearness(table, {
    older: () => void reading.extend('older'),
    newer: () => void reading.extend('newer'),
    // The top of the page is the top of the log.
    top: () => window.newer !== null && void reading.open('newest'),
  });
  useLayoutEffect(() => bind(hold), [bind, hold]);
  // What is near is measured anew whenever the rows or what is drawn of them has changed.
  useLayoutEffect(look, [window, near, look]);
  const { landing } = reading;
  useLayoutEffect(() => {
    if (landing === null) return;
    const row = table.current?.querySelector(`[data-record="${landing.record}"]`);
    row?.scrollIntoView({ block: 'start', behavior: 'instant' });
  }, [landing]);

  const fits = useMemo(() => accepts(filter), [filter]);
  const stop = active !== null && places.has(active) ? active : (rows[0]?.recordId ?? null);
  const kept = new Set([active, goal.current?.record, landing?.record]);
  const shownChunks = window.chunks.filter(
    (chunk) =>
      near.keys.has(chunk.key) ||
      // The row that has the focus, or is about to get it, stays although it was scrolled away from.
      chunk.rows.some(({ recordId }) => kept.has(recordId)),
  );
  const shown = new Set(shownChunks);
  const drawn = shownChunks.flatMap((chunk) => chunk.rows);
  const sharing = useLive(`sharing ${drawn.map(({ id }) => id)}`, () => sharingOf(journal, drawn));
  const unshared = (sharing.state === 'ready' && sharing.value) || {};
  const ids = drawn.map(({ recordId }) => recordId);
  const fresh = useLive(ids.join(), () => journal.current.bulkGet(ids));
  useEffect(() => {
    if (fresh.state === 'ready' && !fresh.stale) reading.refresh(fresh.value.filter((row) => row !== undefined));
  }, [fresh]);

  const top = near.top === null ? undefined : places.get(near.top);
  useEffect(() => {
    const row = top === undefined ? null : (rows[top] ?? null);
    onPlace(row, row && window.before !== null ? window.before + (top ?? 0) + 1 : null);
  }, [top, rows, window.before]);

  const goTo = useCallback((record: string, control: 'a' | 'input') => {
    goal.current = { record, control };
    setActive(record);
  }, []);
  useLayoutEffect(() => {
    const wanted = goal.current;
    const row = wanted && table.current?.querySelector<HTMLElement>(`[data-record="${wanted.record}"]`);
    if (!wanted || !row) return;
    goal.current = null;
    row.querySelector<HTMLElement>(wanted.control)?.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  });
  useEffect(() => {
    if (returnTo !== null && places.has(returnTo)) goTo(returnTo, 'a');
  }, [returnTo, places.has(returnTo ?? '')]);

  // A row that is read away while it has the focus hands it to the first one in sight.
  const lost = active !== null && !places.has(active);
  useLayoutEffect(() => {
    if (!lost) return;
    setActive(null);
    if (document.activeElement === document.body && near.top !== null) goTo(near.top, 'a');
  }, [lost]);

  const onKeyDown = async (event: KeyboardEvent) => {
    const step = steps[event.key];
    const control = (event.target as HTMLElement).localName;
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-record]')?.dataset.record;
    if (!step || from === undefined || (control !== 'a' && control !== 'input')) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const page = Math.max(1, Math.floor(innerHeight / usualHeight) - 2);
    const moves = { up: -1, down: 1, pageUp: -page, pageDown: page };
    if (step === 'first' || step === 'last') {
      const end = step === 'first' ? window.newer : window.older;
      if (end !== null) await reading.open(step === 'first' ? 'newest' : 'oldest');
      ends.current = { step, control };
      setEnd((count) => count + 1);
      return;
    }
    const index = Math.min(rows.length - 1, Math.max(0, (places.get(from) ?? 0) + moves[step]));
    const row = rows[index];
    if (row) goTo(row.recordId, control);
  };
  const ends = useRef<{ step: 'first' | 'last'; control: 'a' | 'input' } | null>(null);
  const [end, setEnd] = useState(0);
  useLayoutEffect(() => {
    const wanted = ends.current;
    ends.current = null;
    const row = wanted && (wanted.step === 'first' ? rows[0] : rows.at(-1));
    if (wanted && row) goTo(row.recordId, wanted.control);
  }, [end]);

  const usual = usualHeightOf(heights, window);
  let index = 0;
  return (
    <table
      class="list log-table"
      ref={table}
      aria-rowcount={total === null ? -1 : total + 1}
      aria-busy={reading.busy !== null}
      onKeyDown={onKeyDown}
      onFocusIn={(event) =>
        setActive((event.target as HTMLElement).closest<HTMLElement>('[data-record]')?.dataset.record ?? null)
      }
    >
      <caption class="visually-hidden">{translate('log.caption')}</caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" class="select">
            <input
              type="checkbox"
              aria-label={translate('log.selectAll', { number: String(bulkLimit) })}
              checked={rows.length > 0 && rows.slice(0, bulkLimit).every(({ recordId }) => selected.has(recordId))}
              onChange={(event) => onSelect(rows.slice(0, bulkLimit), event.currentTarget.checked)}
            />
          </th>
          <th scope="col" class="day">
            {translate('log.day')}
          </th>
          <th scope="col">{translate('log.tenderAndTarget')}</th>
          <th scope="col" class="area narrow-hidden">
            {translate('filter.area')}
          </th>
          <th scope="col" class="unit narrow-hidden">
            {translate('filter.unit')}
          </th>
          <th scope="col" class="verdict">
            {translate('log.verdict')}
          </th>
        </tr>
      </thead>
      {window.chunks.map((chunk) => {
        const first = index;
        index += chunk.rows.length;
        if (!shown.has(chunk)) {
          const height = heights.get(chunk.key) ?? chunk.rows.length * usual;
          return (
            <tbody key={chunk.key} data-chunk={chunk.key} aria-hidden="true">
              <tr style={{ height: `${height}px` }}>
                <td colSpan={6} />
              </tr>
            </tbody>
          );
        }
        return (
          <tbody key={chunk.key} data-chunk={chunk.key} data-drawn>
            {chunk.rows.map((row, offset) => {
              const { recordId } = row;
              const place = formatRoute({ page: 'log', query: { ...query, at: cursorText(cursorOf(row)) } });
              return (
                <LogRow
                  key={recordId}
                  row={row}
                  index={window.before === null ? null : window.before + first + offset + 2}
                  href={formatRoute({ page: 'log', id: recordId, query })}
                  isActive={recordId === stop}
                  isSelected={selected.has(recordId)}
                  fits={fits(row)}
                  unshared={unshared[row.id]}
                  // Back leads to this row again.
                  onFollow={() => history.replaceState(null, '', place)}
                  onSelect={(on) => onSelect([row], on)}
                />
              );
            })}
          </tbody>
        );
      })}
    </table>
  );
}

/** Height of a row as those that were drawn had it. */
function usualHeightOf(heights: ReadonlyMap<string, number>, { chunks }: LogWindow): number {
  const measured = chunks.filter(({ key }) => heights.has(key));
  const count = rowsOf({ chunks: measured }).length;
  if (count === 0) return usualHeight;
  return measured.reduce((sum, { key }) => sum + (heights.get(key) ?? 0), 0) / count;
}
