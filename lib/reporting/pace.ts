/** One finished month of a year: procedures that count, and how many of them reach what is asked. */
export interface MonthOfYear {
  /** `YYYY-MM`. */
  month: string;
  /** Procedures; the forecast weighs by them, or by value where the figure is one of value. */
  count: number;
  part: number;
  whole: number;
}

/** Procedures of the year so far under which nothing is said of its end. */
export const leastProcedures = 20;
/** Whole months at the end that the pace is taken from; each must have procedures. */
export const paceMonths = 3;
/** Procedures in those months. */
export const leastRecent = 8;
/** Under this log completeness what is logged need not be like what is not. */
export const leastComplete = 0.8;

/** Why nothing is said of the future. */
export type PaceRefusal = 'otherYear' | 'fewProcedures' | 'noValue' | 'fewMonths' | 'fewRecent' | 'incomplete';

export type Pace =
  | { kind: 'refused'; why: PaceRefusal }
  /** The figure's year is over: whether the figure was reached, null where nothing counts. */
  | { kind: 'ended'; reached: boolean | null }
  /** The figure is reached today. `end` is the share that the year ends with at this pace. */
  | { kind: 'reached'; end: number }
  /** It will be, within the year: `week` is the ISO week. */
  | { kind: 'reaches'; week: number; end: number }
  /** It will not be this year. */
  | { kind: 'misses'; end: number };

interface PaceInput {
  /** The figure's year, and today `YYYY-MM-DD`. */
  year: number;
  today: string;
  /** Share to reach, 0 to 1. */
  goal: number;
  /** Every month of the year so far, the running one included; months without procedures may be left out. */
  months: readonly MonthOfYear[];
  /** Log completeness of the year so far; null when nothing is followed. */
  completeness: number | null;
}

const dayMilliseconds = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

/**
 * Where a share is going: the year so far, and every week to come like those of the last three whole months. Said only
 * where the data carry it; see the limits above. A forecast is for the running year alone; of a year that is over it is
 * said whether the figure was reached.
 */
export function paceOf({ year, today, goal, months, completeness }: PaceInput): Pace {
  const running = Number(today.slice(0, 4));
  if (running < year) return { kind: 'refused', why: 'otherYear' };
  const sum = (rows: readonly MonthOfYear[], key: 'count' | 'part' | 'whole') =>
    rows.reduce((total, row) => total + row[key], 0);
  const [count, part, whole] = [sum(months, 'count'), sum(months, 'part'), sum(months, 'whole')];
  // A share that is the goal's own is not kept from it by the last digit of a binary number.
  const isReached = part >= goal * whole - whole * 1e-9;
  if (running > year) return { kind: 'ended', reached: whole > 0 ? isReached : null };
  if (count < leastProcedures) return { kind: 'refused', why: 'fewProcedures' };
  if (whole <= 0) return { kind: 'refused', why: 'noValue' };
  if (completeness === null || completeness < leastComplete) return { kind: 'refused', why: 'incomplete' };
  const recent = recentMonths(months, today);
  if (recent.length < paceMonths) return { kind: 'refused', why: 'fewMonths' };
  if (sum(recent, 'count') < leastRecent) return { kind: 'refused', why: 'fewRecent' };

  const days = recent.reduce((total, { month }) => total + daysOf(month), 0);
  const perDay = { part: sum(recent, 'part') / days, whole: sum(recent, 'whole') / days };
  const left = (at(`${year}-12-31`) - at(today)) / dayMilliseconds;
  const end = (part + perDay.part * left) / (whole + perDay.whole * left);
  if (isReached) return { kind: 'reached', end };
  // The share after so many days is the goal where part + perDay.part * days = goal * (whole + perDay.whole * days).
  const gain = perDay.part - goal * perDay.whole;
  const needed = gain > 0 ? (goal * whole - part) / gain : Number.POSITIVE_INFINITY;
  if (needed > left) return { kind: 'misses', end };
  return { kind: 'reaches', week: isoWeek(at(today) + Math.ceil(needed) * dayMilliseconds), end };
}

/** The last whole months of the year, each with procedures; fewer than asked for when one is empty. */
function recentMonths(months: readonly MonthOfYear[], today: string): MonthOfYear[] {
  const running = today.slice(0, 7);
  const known = new Map(months.map((row) => [row.month, row]));
  const recent: MonthOfYear[] = [];
  for (let number = Number(running.slice(5)) - 1; number > 0 && recent.length < paceMonths; number -= 1) {
    const row = known.get(`${running.slice(0, 5)}${String(number).padStart(2, '0')}`);
    if (row === undefined || row.count === 0) return [];
    recent.push(row);
  }
  return recent;
}

function daysOf(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
}

/** Week of ISO 8601: Monday is first, and the week of a year's first Thursday is its first. */
export function isoWeek(moment: number): number {
  const weekday = (new Date(moment).getUTCDay() + 6) % 7;
  const thursday = moment + (3 - weekday) * dayMilliseconds;
  const start = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return 1 + Math.floor((thursday - start) / (7 * dayMilliseconds));
}
