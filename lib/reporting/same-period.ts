import { lastDayOf } from './cells.ts';

interface Days {
  from: string;
  to: string;
}

/** Two spans of days that may be held beside each other: the same days, one year apart. */
export interface Comparison {
  now: Days;
  before: Days;
}

/**
 * The days that a period can be compared on with the year before. A period that is not over yet is compared as far as
 * its last whole month, so that November with three weeks is not held against a whole one.
 * @returns null when no month of it is over yet
 */
export function comparisonOf({ from, to }: Days, today: string): Comparison | null {
  const end = to < today ? to : lastWholeMonth(today);
  const now = { from, to: end < to ? end : to };
  if (now.to < now.from) return null;
  return { now, before: { from: yearBefore(now.from), to: yearBefore(now.to) } };
}

function lastWholeMonth(today: string): string {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (lastDayOf(today.slice(0, 7)) === today) return today;
  return month === 1 ? `${year - 1}-12-31` : lastDayOf(`${today.slice(0, 4)}-${String(month - 1).padStart(2, '0')}`);
}

/** The same day one year earlier; the end of a month stays its end. */
function yearBefore(day: string): string {
  const month = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4, 7)}`;
  if (day === lastDayOf(day.slice(0, 7))) return lastDayOf(month);
  return `${month}${day.slice(7)}`;
}

/** Procedures that each side of a comparison must have; a share of fewer moves by tens with a single tender. */
export const leastCompared = 10;
