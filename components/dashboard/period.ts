import { lastDayOf, monthsBetween } from '../../lib/reporting/cells.ts';
import type { Query } from './routes.ts';

export const periodNames = ['this-year', 'last-year', 'last-12-months', 'own'] as const;
type PeriodName = (typeof periodNames)[number];

/** First and last day, both counted in, as `YYYY-MM-DD`. */
interface Days {
  from: string;
  to: string;
}

interface ChosenPeriod {
  name: PeriodName;
  days: Days;
  /** What is wrong with the user's own dates, as a key of the locale file; the days are this year's then. */
  problem: 'period.problem.missing' | 'period.problem.order' | null;
}

/**
 * The period that a query chooses, on a given day. "Last 12 months" is this month and the eleven whole ones before,
 * so that its figures by month are comparable.
 */
export function readPeriod(query: Query, today: string): ChosenPeriod {
  const name = periodNames.find((known) => known === query.period) ?? 'this-year';
  const year = Number(today.slice(0, 4));
  const thisYear = { from: `${year}-01-01`, to: `${year}-12-31` };
  if (name === 'last-year')
    return { name, days: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }, problem: null };
  if (name === 'last-12-months') return { name, days: { from: elevenMonthsBefore(today), to: today }, problem: null };
  if (name === 'this-year') return { name, days: thisYear, problem: null };
  const { from = '', to = '' } = query;
  if (!isDay(from) || !isDay(to)) return { name, days: thisYear, problem: 'period.problem.missing' };
  if (from > to) return { name, days: thisYear, problem: 'period.problem.order' };
  return { name, days: { from, to }, problem: null };
}

/**
 * A period that ends today, with the rest of the month, for reading its figures. Nothing counts after today, and figures
 * of whole months are added up beforehand: those of days grow with what was logged on them.
 */
export function throughMonth<T extends { to?: string }>(period: T, today: string): T {
  return period.to === today ? { ...period, to: lastDayOf(today.slice(0, 7)) } : period;
}

/** Months of a period whose figures are asked of a server at most: as long as a journal is usually kept. */
const longestTold = 60;

/** A period in whole months, as figures that were told are known; of a very long one its last months. */
export function inWholeMonths<T extends Days>(period: T): T {
  const months = monthsBetween(period.from.slice(0, 7), period.to.slice(0, 7)).slice(-longestTold);
  const [first = '', last = ''] = [months[0], months.at(-1)];
  return { ...period, from: `${first}-01`, to: lastDayOf(last) };
}

function elevenMonthsBefore(today: string): string {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - 11;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
