import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Screens above and below the visible one within which rows are drawn. */
const drawn = 1;
/** Pixels of a row that do not count as seeing it. */
const sliver = 12;
/** Screens from the edge of what is read at which more is read. */
const readAhead = 2;

/** What of a long table lies near the reader. */
export interface Nearness {
  /** Keys of the chunks that are to be drawn. */
  keys: ReadonlySet<string>;
  /** Record of the first row that is wholly visible. */
  top: string | null;
}

/** What to do where the reader comes near the end of what is read, and when they have scrolled to the page's top. */
interface Edges {
  older: () => void;
  newer: () => void;
  top: () => void;
}

/**
 * Follows the page's scrolling over a table whose bodies carry `data-chunk` and whose rows carry `data-record`: says
 * which chunks are near, asks for more before an edge is seen, and keeps what the reader looks at in its place when
 * rows come or go above it. The browsers' own scroll anchoring does nothing at the top of a page, so it is switched
 * off for the log and done here.
 */
export function useNearness(table: RefObject<HTMLTableElement | null>, edges: Edges) {
  const [near, setNear] = useState<Nearness>({ keys: new Set(), top: null });
  const heights = useRef(new Map<string, number>());
  const anchor = useRef<{ record: string; top: number } | null>(null);
  const latestEdges = useRef(edges);
  latestEdges.current = edges;

  const look = useCallback(() => {
    if (!table.current) return;
    const screen = innerHeight;
    const keys = new Set<string>();
    for (const body of table.current.tBodies) {
      const { chunk } = body.dataset;
      if (chunk === undefined) continue;
      const { top, bottom, height } = body.getBoundingClientRect();
      if (body.hasAttribute('data-drawn')) heights.current.set(chunk, height);
      if (bottom > -drawn * screen && top < (1 + drawn) * screen) keys.add(chunk);
    }
    const top = firstVisible(table.current)?.dataset.record ?? null;
    setNear((before) => (before.top === top && sameKeys(before.keys, keys) ? before : { keys, top }));
    const whole = table.current.getBoundingClientRect();
    if (whole.bottom < (1 + readAhead) * screen) latestEdges.current.older();
    if (whole.top > -readAhead * screen) latestEdges.current.newer();
  }, []);

  useEffect(() => {
    let frame = 0;
    const later = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        look();
        if (scrollY === 0) latestEdges.current.top();
      });
    };
    const forget = () => {
      heights.current.clear();
      later();
    };
    addEventListener('scroll', later, { passive: true });
    addEventListener('resize', forget);
    return () => {
      removeEventListener('scroll', later);
      removeEventListener('resize', forget);
      cancelAnimationFrame(frame);
    };
  }, []);

  /** To be called before the drawn rows change. */
  const hold = useCallback(() => {
    const row = table.current && firstVisible(table.current);
    const record = row?.dataset.record;
    anchor.current = row && record ? { record, top: row.getBoundingClientRect().top } : null;
  }, []);

  useLayoutEffect(() => {
    const held = anchor.current;
    anchor.current = null;
    const row = held && table.current?.querySelector(`[data-record="${held.record}"]`);
    if (!row) return;
    const moved = row.getBoundingClientRect().top - held.top;
    if (moved !== 0) scrollBy({ top: moved, behavior: 'instant' });
  });

  return { near, heights: heights.current, look, hold };
}

function sameKeys(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((key) => right.has(key));
}

/** The first row below the head, whose cells stay in sight while the head itself scrolls away. */
function firstVisible(table: HTMLTableElement): HTMLElement | null {
  const [head] = table.tHead?.rows[0]?.cells ?? [];
  const edge = Math.max(0, head?.getBoundingClientRect().bottom ?? 0);
  for (const row of table.querySelectorAll<HTMLElement>('tr[data-record]')) {
    if (row.getBoundingClientRect().bottom > edge + sliver) return row;
  }
  return null;
}
