import { expect, test } from 'vitest';
import {
  chunksKept,
  type LogWindow,
  rowsOf,
  withFresh,
  withNewer,
  withNumber,
  withOlder,
} from '../../../components/dashboard/log/log-window.ts';
import type { CurrentRow } from '../../../lib/log/rows.ts';

/** The row number `index` of a long log, the newest being 0. */
function rowAt(index: number, over: Partial<CurrentRow> = {}): CurrentRow {
  const decidedAt = new Date(Date.parse('2026-11-22T00:00:00Z') - index * 60_000).toISOString();
  return { id: `revision-${index}`, recordId: `record-${index}`, decidedAt, verdict: 'met', ...over } as CurrentRow;
}

const stretch = (from: number, count: number) => Array.from({ length: count }, (_, index) => rowAt(from + index));
const numbers = (window: LogWindow) => rowsOf(window).map(({ recordId }) => Number(recordId.slice(7)));
const place = (index: number): [string, string] => [rowAt(index).decidedAt, rowAt(index).recordId];
const atTop: LogWindow = { chunks: [], newer: null, older: ['9', ''], before: 0 };

test('rows read on stand in the order of the log, on both sides', () => {
  const start: LogWindow = { chunks: [], newer: place(20), older: place(20), before: 20 };
  const down = withOlder(start, { rows: stretch(20, 10), more: place(29) });
  const both = withNewer(down, { rows: stretch(10, 10), more: place(10) });
  expect(numbers(both)).toEqual(Array.from({ length: 20 }, (_, index) => index + 10));
  expect(both).toMatchObject({ newer: place(10), older: place(29), before: 10 });
  expect(withNewer(both, { rows: stretch(0, 10), more: null })).toMatchObject({ newer: null, before: 0 });
});

test('far from the reader rows are let go of, and reading goes on from where they were', () => {
  let window = atTop;
  for (let chunk = 0; chunk < chunksKept + 2; chunk += 1) {
    window = withOlder(window, { rows: stretch(chunk * 10, 10), more: place(chunk * 10 + 9) });
  }
  expect(window.chunks).toHaveLength(chunksKept);
  expect(window).toMatchObject({ newer: place(20), before: 20 });
  expect(numbers(window)[0]).toBe(20);

  const back = withNewer(window, { rows: stretch(10, 10), more: place(10) });
  expect(back.chunks).toHaveLength(chunksKept);
  expect(numbers(back)[0]).toBe(10);
  expect(back).toMatchObject({ before: 10, older: place((chunksKept + 1) * 10 - 1 + 0) });
});

test('a number of rows before that was not known stays unknown until the top is reached', () => {
  const unknown: LogWindow = { chunks: [], newer: place(20), older: place(20), before: null };
  const down = withOlder(unknown, { rows: stretch(20, 5), more: null });
  expect(down.before).toBeNull();
  expect(withNewer(down, { rows: stretch(15, 5), more: place(15) }).before).toBeNull();
  expect(withNewer(down, { rows: stretch(15, 5), more: null }).before).toBe(0);
});

test('a number that comes to be known later is that of the rows before the first one, wherever it has moved to', () => {
  const start: LogWindow = { chunks: [], newer: place(20), older: place(20), before: null };
  const down = withOlder(start, { rows: stretch(20, 10), more: place(29) });
  expect(withNumber(down, 'record-20', 20).before).toBe(20);
  const both = withNewer(down, { rows: stretch(14, 6), more: place(14) });
  expect(withNumber(both, 'record-20', 20).before).toBe(14);
  expect(withNumber(both, 'record-99', 20).before).toBeNull();
  // Reading has come to the top meanwhile, which says it for certain.
  const top = withNewer(both, { rows: stretch(8, 6), more: null });
  expect(withNumber(top, 'record-20', 20).before).toBe(0);
});

test('a decision that was corrected meanwhile stands in its new place alone', () => {
  const window = withOlder(atTop, { rows: stretch(5, 5), more: null });
  const moved = rowAt(7, { id: 'corrected', decidedAt: rowAt(0).decidedAt });
  expect(numbers(withNewer(window, { rows: [moved], more: null }))).toEqual([7, 5, 6, 8, 9]);
});

test('fresh rows replace the old ones in their places; without a change it is the same window', () => {
  const window = withOlder(atTop, { rows: stretch(0, 3), more: null });
  const same = new Map([['record-1', rowAt(1)]]);
  expect(withFresh(window, same)).toBe(window);
  const changed = withFresh(window, new Map([['record-1', rowAt(1, { verdict: 'notMet' })]]));
  expect(rowsOf(changed).map(({ verdict }) => verdict)).toEqual(['met', 'notMet', 'met']);
  expect(changed.chunks[0]?.key).toBe(window.chunks[0]?.key);
});
