import { useRef, useState } from 'preact/hooks';
import type { SeriesRow } from '../../../lib/reporting/indicators.ts';
import { formatShare } from '../../ui/format.ts';
import { areaName, useHouse } from '../house.ts';
import type { Query } from '../routes.ts';
import { behindOf, monthFilter } from './overview-links.ts';
import { type Counting, counted, monthName, smallCount, tendersText } from './overview-model.ts';
import type { Overview } from './overview-reading.ts';

/** Months that stand side by side; of a longer period the last ones. */
const monthsShown = 24;

interface MatrixProps {
  overview: Overview;
  counting: Counting;
  query: Query;
}

/**
 * Areas by months: where it began to go wrong. The darker, the larger the share with all targets met; the figure stands
 * in every cell, so the colour says nothing that is not read. One stop of the Tab key, arrows from cell to cell.
 */
export function Matrix({ overview, counting, query }: MatrixProps) {
  const house = useHouse();
  const { translate } = house;
  const { locale } = translate;
  const { period, currency } = overview;
  const behind = behindOf(overview);
  const months = overview.months.slice(-monthsShown);
  const rows = [...overview.matrix].sort(
    (a, b) =>
      Number(a.key === 'all') - Number(b.key === 'all') ||
      areaName(house, a.key).localeCompare(areaName(house, b.key), locale),
  );
  const table = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const at = { row: Math.min(active.row, rows.length - 1), column: Math.min(active.column, months.length - 1) };

  const move = (event: KeyboardEvent) => {
    const next = nextPlace(event, at, { rows: rows.length, columns: months.length });
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    cellAt(table.current, next)?.focus();
  };

  if (rows.length === 0 || months.length === 0) return null;
  return (
    <section class="part" aria-labelledby="matrix">
      <h2 id="matrix">{translate('matrix.title')}</h2>
      <p class="muted" id="matrix-lead">
        {translate(overview.told ? 'matrix.leadTold' : 'matrix.lead')}{' '}
        {overview.months.length > monthsShown && translate('matrix.last', { count: monthsShown })}
      </p>
      <div class="table-scroll matrix-scroll">
        <table
          class="matrix"
          // A table whose cells are walked by arrow keys is a grid; its cells are then grid cells by themselves.
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see above
          role="grid"
          aria-labelledby="matrix"
          aria-describedby="matrix-lead"
          ref={table}
          onKeyDown={move}
        >
          <thead>
            <tr>
              <th scope="col">{translate('filter.area')}</th>
              {months.map(({ key }) => (
                <th key={key} scope="col">
                  {monthName(key, locale)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key: area, months: own }, row) => (
              <tr key={area}>
                <th scope="row">{areaName(house, area)}</th>
                {own.slice(-monthsShown).map((cell, column) => {
                  const isActive = row === at.row && column === at.column;
                  const month = months[column]?.key ?? '';
                  return (
                    <MatrixCell
                      key={month}
                      cell={cell}
                      counting={counting}
                      currency={currency}
                      href={behind(query, { area, ...monthFilter(month, period) })}
                      tabIndex={isActive ? 0 : -1}
                      onFocus={() => setActive({ row, column })}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="matrix-scale" aria-hidden="true">
        <span>0 %</span>
        {[0, 1, 2, 3, 4].map((step) => (
          <span key={step} class={`matrix-step heat-${step}`} />
        ))}
        <span>100 %</span>
      </p>
    </section>
  );
}

interface MatrixCellProps {
  cell: SeriesRow | null;
  counting: Counting;
  currency: string;
  /** The decisions behind; null where they cannot be seen from here. */
  href: string | null;
  tabIndex: number;
  onFocus: () => void;
}

function MatrixCell({ cell, counting, currency, href, tabIndex, onFocus }: MatrixCellProps) {
  const { translate } = useHouse();
  const share = cell && counted(cell.allMet, counting, currency).share;
  if (cell === null || share === null) {
    const waiting = cell !== null && cell.verdicts.open > 0;
    return (
      <td class="matrix-empty" tabIndex={tabIndex} onFocus={onFocus}>
        <span aria-hidden="true">{waiting ? '…' : ''}</span>
        <span class="visually-hidden">{translate(waiting ? 'matrix.waiting' : 'matrix.nothing')}</span>
      </td>
    );
  }
  const { denominator } = cell.allMet;
  const few = denominator < smallCount;
  const figure = (
    <>
      {formatShare(share, translate.locale)}
      <span class="matrix-count">
        <span aria-hidden="true">{denominator}</span>
        <span class="visually-hidden">{tendersText(denominator, translate)}</span>
      </span>
    </>
  );
  return (
    <td class={`heat-${heatOf(share)}${few ? ' few' : ''}`} {...(href === null && { tabIndex, onFocus })}>
      {href === null ? (
        <span class="matrix-figure">{figure}</span>
      ) : (
        <a href={href} tabIndex={tabIndex} onFocus={onFocus}>
          {figure}
        </a>
      )}
    </td>
  );
}

/** Step of the colour scale, 0 to 4; the ends are kept for none and all. */
export function heatOf(share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 4;
  return 1 + Math.min(2, Math.floor(share * 3));
}

interface Place {
  row: number;
  column: number;
}

/** Where a key leads from a cell; null for a key that moves nothing. */
export function nextPlace(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { row, column }: Place,
  { rows, columns }: { rows: number; columns: number },
): Place | null {
  const within = (value: number, end: number) => Math.max(0, Math.min(end - 1, value));
  switch (key) {
    case 'ArrowUp':
      return { row: within(row - 1, rows), column };
    case 'ArrowDown':
      return { row: within(row + 1, rows), column };
    case 'ArrowLeft':
      return { row, column: within(column - 1, columns) };
    case 'ArrowRight':
      return { row, column: within(column + 1, columns) };
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrlKey ? rows - 1 : row, column: columns - 1 };
    default:
      return null;
  }
}

function cellAt(table: HTMLTableElement | null, { row, column }: Place): HTMLElement | null {
  const cell = table?.tBodies[0]?.rows[row]?.cells[column + 1];
  return cell?.querySelector('a') ?? cell ?? null;
}
