import { type Locale, regional } from '../../lib/i18n.ts';
import type { Money } from '../../lib/log/schema.ts';

/** What stands where there is no figure. */
export const noFigure = '–';

/** A share from 0 to 1 as whole per cent; a dash when the denominator was zero. */
export function formatShare(share: number | null, locale: Locale): string {
  if (share === null) return noFigure;
  // Neither 99.6 % nor 0.4 % may look like a clean sweep.
  const percent = share >= 1 || share <= 0 ? share * 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
  return new Intl.NumberFormat(regional(locale), { style: 'percent', maximumFractionDigits: 0 }).format(percent / 100);
}

/** An amount without decimals, the currency as its code: "1.250.000 DKK". */
export function formatMoney(money: Money | null, locale: Locale): string {
  if (money === null) return noFigure;
  const amount = new Intl.NumberFormat(regional(locale), { maximumFractionDigits: 0 }).format(money.amount);
  return `${amount}\u00a0${money.currency}`;
}

/** A year, a month or a day, as far as it is known: "2026", "november 2026", "22. november 2026". */
export function formatDay(day: string, locale: Locale, style: 'long' | 'short' = 'long'): string {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(day);
  if (!parts?.[1]) return day;
  const [, year, month, date] = parts;
  if (!month) return year;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date ?? 1)));
  if (Number.isNaN(moment.getTime())) return day;
  const length = style === 'long' ? 'long' : 'short';
  const options: Intl.DateTimeFormatOptions =
    date && style === 'short'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: date ? 'numeric' : undefined, month: length, year: 'numeric' };
  return new Intl.DateTimeFormat(regional(locale), { ...options, timeZone: 'UTC' }).format(moment);
}

/** A moment in the device's own zone: "22.11.2026 14.05". Text that is no moment is shown as it is. */
export function formatMoment(moment: string, locale: Locale): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  return new Intl.DateTimeFormat(regional(locale), { dateStyle: 'short', timeStyle: 'short' }).format(date);
}

/** How far ahead a moment is, by the calendar of the device: "i dag", "i morgen", "om 9 dage". */
export function formatDaysAhead(moment: Date, now: Date, locale: Locale): string {
  const dayNumber = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
  const formatter = new Intl.RelativeTimeFormat(regional(locale), { numeric: 'auto' });
  return formatter.format(dayNumber(moment) - dayNumber(now), 'day');
}

/** A file's size in the unit that fits: "312 kB", "4,2 MB". */
export function formatSize(bytes: number, locale: Locale): string {
  const [unit, size] = bytes < 1_000_000 ? ['kilobyte', bytes / 1_000] : ['megabyte', bytes / 1_000_000];
  const maximumFractionDigits = unit === 'megabyte' && size < 100 ? 1 : 0;
  return new Intl.NumberFormat(regional(locale), { style: 'unit', unit, maximumFractionDigits }).format(
    unit === 'kilobyte' ? Math.ceil(size) : size,
  );
}
