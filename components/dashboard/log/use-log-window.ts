import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { JournalDatabase } from '../../../lib/log/database.ts';
import type { LogFilter } from '../../../lib/log/find/filter.ts';
import { type Cursor, decisionsBeyond, type Stretch } from '../../../lib/log/find/queries.ts';
import { type JournalError, toJournalError } from '../../../lib/log/journal-error.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';
import { chunkSize, type LogWindow, withFresh, withNewer, withNumber, withOlder } from './log-window.ts';

/** Where reading begins: at one end, or at a place, with how many rows are newer than it as soon as that is known. */
export type Start = 'newest' | 'oldest' | { beyond: Cursor; newer: Promise<number | null> };

/** The log as far as it has been read. */
export interface LogReading {
  /** Null until the first rows have come. */
  window: LogWindow | null;
  error: JournalError | null;
  /** Row that the latest `open` with a place begins at. */
  landing: { record: string } | null;
  /** Which way it is being read on just now. */
  busy: 'older' | 'newer' | null;
  /** Begins anew at a place. */
  open: (start: Start) => Promise<void>;
  /** Reads on; nothing happens while a reading is under way or where nothing is left. */
  extend: (towards: 'older' | 'newer') => Promise<void>;
  /** Lays what the journal says now over rows that are shown. */
  refresh: (rows: readonly CurrentRow[]) => void;
}

/**
 * Reads the log around the reader. A filter that lets few rows through is read on until there is a chunk to show, so
 * that nobody waits before an empty page that says "more".
 * @param beforeChange called before rows come or go around the reader, whose place is to be kept
 */
export function useLogWindow(journal: JournalDatabase, filter: LogFilter, beforeChange: () => void): LogReading {
  const [shown, setShown] = useState<Pick<LogReading, 'window' | 'error' | 'landing' | 'busy'>>({
    window: null,
    landing: null,
    error: null,
    busy: null,
  });
  const latest = useRef(shown);
  const run = useRef(0);
  const asked = useRef(filter);
  asked.current = filter;
  useEffect(() => () => void run.current++, []);

  const show = useCallback((change: Partial<typeof shown>) => {
    latest.current = { ...latest.current, ...change };
    setShown(latest.current);
  }, []);

  /** Rows until a chunk is full or the log ends; null when something else was asked for meanwhile. */
  const read = async (own: number, beyond: Cursor | null, towards: 'older' | 'newer'): Promise<Stretch | null> => {
    const rows: CurrentRow[] = [];
    let place = beyond;
    for (;;) {
      const part = await decisionsBeyond(journal, asked.current, {
        beyond: place,
        towards,
        size: chunkSize - rows.length,
      });
      if (own !== run.current) return null;
      if (towards === 'older') rows.push(...part.rows);
      else rows.unshift(...part.rows);
      if (part.more === null || rows.length === chunkSize) return { rows, more: part.more };
      place = part.more;
    }
  };

  const guarded = async (own: number, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (own === run.current) show({ error: toJournalError(error, 'everything'), busy: null });
    }
  };

  const open = useCallback(async (start: Start) => {
    const own = ++run.current;
    const towards = start === 'oldest' ? 'newer' : 'older';
    const beyond = typeof start === 'object' ? start.beyond : null;
    show({ busy: towards, error: null });
    await guarded(own, async () => {
      const first = await read(own, beyond, towards);
      if (!first) return;
      const empty: LogWindow = { chunks: [], newer: beyond, older: beyond, before: 0 };
      if (typeof start === 'object') {
        const older = withOlder({ ...empty, before: null }, first);
        // The rows just above the place, so that reading does not begin at an edge.
        const above = await read(own, beyond, 'newer');
        const [at] = first.rows;
        const landing = at ? { record: at.recordId } : null;
        if (!above) return;
        show({ window: withNewer(older, above), landing, busy: null });
        // Without it the rows have no numbers, which is no reason to keep the reader waiting for the rows.
        const newer = await start.newer.catch(() => null);
        const { window } = latest.current;
        if (newer === null || own !== run.current || window === null || landing === null) return;
        show({ window: withNumber(window, landing.record, newer) });
      } else if (start === 'oldest') {
        show({ window: withNewer({ ...empty, older: null, before: null }, first), landing: null, busy: null });
      } else {
        show({ window: withOlder({ ...empty, newer: null }, first), landing: null, busy: null });
      }
    });
  }, []);

  const extend = useCallback(async (towards: 'older' | 'newer') => {
    const { window, busy } = latest.current;
    if (window === null || busy !== null || window[towards] === null) return;
    const own = run.current;
    show({ busy: towards });
    await guarded(own, async () => {
      const part = await read(own, window[towards], towards);
      const { window: now } = latest.current;
      beforeChange();
      if (part && now) show({ window: towards === 'older' ? withOlder(now, part) : withNewer(now, part), busy: null });
    });
  }, []);

  const refresh = useCallback((rows: readonly CurrentRow[]) => {
    const { window } = latest.current;
    if (window === null) return;
    const fresh = withFresh(window, new Map(rows.map((row) => [row.recordId, row])));
    if (fresh === window) return;
    beforeChange();
    show({ window: fresh });
  }, []);

  return { ...shown, open, extend, refresh };
}
