import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import { formatDay } from '../../ui/format.ts';
import { useHouse } from '../house.ts';

interface LogBarProps {
  /** Decisions in the filter; null while only `atLeast` is known. */
  total: number | null;
  /** Null before anything has been read. */
  atLeast: number | null;
  /** The row at the top of the screen, with its number where that is known. */
  top: { row: CurrentRow | null; index: number | null };
  /** Whether reading begins at the newest decision. */
  atTop: boolean;
  /** Where what the filter shows is exported; null where that is nothing. Below the rows it would never be reached. */
  exportHref: string | null;
  /** Day that was jumped to; empty for none. */
  day: string;
  onDay: (day: string) => void;
  onNewest: () => void;
}

/** How many decisions there are, where among them the reader is, and the way to any day. It stays in sight. */
export function LogBar({ total, atLeast, top, atTop, exportHref, day, onDay, onNewest }: LogBarProps) {
  const { translate } = useHouse();
  const { locale } = translate;
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = bar;
    if (current === null) return;
    // The head of the table stays in sight right below, however many lines the bar takes.
    const root = document.documentElement.style;
    const measured = new ResizeObserver(() => root.setProperty('--log-bar', `${current.offsetHeight}px`));
    measured.observe(current);
    return () => measured.disconnect();
  }, []);
  const place = top.row && {
    day: formatDay(top.row.day, locale),
    number: top.index === null ? '' : new Intl.NumberFormat(locale).format(top.index),
  };
  return (
    <div class="log-bar" ref={bar}>
      <p class="result-count" role="status">
        {atLeast === null
          ? translate('loading')
          : total === null
            ? translate('log.countAtLeast', { count: atLeast })
            : translate('log.count', { count: total })}
      </p>
      {place && <p class="muted">{translate(place.number ? 'log.placeNumber' : 'log.place', place)}</p>}
      {exportHref !== null && (
        <a class="log-export" href={exportHref}>
          {translate('log.export')}
        </a>
      )}
      <label class="log-jump">
        <span>{translate('log.jump')}</span>
        <input type="date" value={day} onChange={(event) => onDay(event.currentTarget.value)} />
      </label>
      <button type="button" class="button small" disabled={atTop && (top.index ?? 1) <= 1} onClick={onNewest}>
        {translate('log.newest')}
      </button>
    </div>
  );
}
