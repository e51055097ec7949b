import { type Day, offsetOf } from './zones.ts';

const months = new Map<string, number>();
for (const names of [
  'januar februar marts april maj juni juli august september oktober november december',
  'january february march april may june july august september october november december',
  'januari februari mars april maj juni juli augusti september oktober november december',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
  'tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu',
  'jan feb mar apr maj jun jul aug sep okt nov dec',
  'jan feb mrt apr mei jun jul aug sept oct nov des',
  'janv févr mars avr mai juin juil août sept okt nov déc',
  'jänner febr mär apr mai juni juli aug sep okt nov dez',
  'januar februar mars april mai juni juli august september oktober november desember',
]) {
  names.split(' ').forEach((name, index) => {
    months.set(name, index + 1);
  });
}

/** A day with the stretch of the text it stands in. */
interface Found extends Day {
  start: number;
  end: number;
}

function isValid({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Each way to write a day, and which of its groups are year, month and day. */
const forms: [RegExp, number, number, number][] = [
  [/(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/gu, 1, 3, 4],
  [/(?<![\d.])(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})(?!\d)/gu, 4, 3, 1],
  [/(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er|:e|e)?\s+(?:de\s|of\s)?(\p{L}{3,12})\.?,?\s+(\d{4})(?!\d)/gu, 3, 2, 1],
  [/(?<!\p{L})(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/gu, 3, 1, 2],
];

/** The first day of the text. Days before months, except where the year comes first. */
function dayOf(text: string): Found | null {
  let first: Found | null = null;
  for (const [form, year, month, day] of forms) {
    for (const match of text.matchAll(form)) {
      const name = match[month] ?? '';
      const found = {
        year: Number(match[year]),
        month: /^\d/.test(name) ? Number(name) : (months.get(name.toLowerCase()) ?? 0),
        day: Number(match[day]),
        start: match.index,
        end: match.index + match[0].length,
      };
      if (!isValid(found)) continue;
      if (first === null || found.start < first.start) first = found;
      break;
    }
  }
  return first;
}

/** Words between a date and its time: "kl.", "at", "klo", "à", "um", brackets, commas. */
const clock =
  '(?:kl(?:okken|okkeslæt|\\.)?|klo|kello|at|à|um|om|den|tid(?:spunkt)?|time|heure|uhrzeit|local time|lokal tid|ved|senest|innen|innan|before|by|inden|før|vor|no later than|,)';
const digits =
  "(\\d{1,2})(?:\\s?[:.h]\\s?(\\d{2})(?:[:.](\\d{2})(?:[.,]\\d+)?(?!\\d))?|\\s?h(?!\\p{L}))?\\s?(?:(am|pm|a\\.m\\.|p\\.m\\.)(?!\\p{L})|(uhr|uur|heures?|o['’]clock|noon)(?!\\p{L}))?(?![\\d/%]|[.,-]\\d)";
const timeAfter = new RegExp(`^(?:[\\s,.;()T|–-]|${clock})*?(?<lead>${clock}|T)?[\\s.:]*${digits}`, 'iu');
const timeBefore = new RegExp(
  `(?:^|[^\\p{L}\\d])(?<lead>${clock})?[\\s.:]*${digits}(?:[\\s,.;()-]|uhr|uur|den|d\\.|am|on|the|dag|\\p{L}{3,9}dag)*$`,
  'iu',
);
const noon = /^[\s,.]*(?:kl\.?|at|à|um|om)?\s*(?:12\s)?(?:noon|midday|middag|midi)(?!\p{L})/iu;

/** Hours, minutes and seconds; hours may be 24. Null when the match is a bare number rather than a time of day. */
function clockTime(match: RegExpExecArray): [number, number, number] | null {
  const [hours, minutes, seconds, half, word] = match.slice(2);
  const isBare = minutes === undefined && half === undefined && word === undefined && !/\dh$/iu.test(match[0].trim());
  if (isBare && !/^(?:kl|at|à|um|om)/iu.test(match.groups?.lead ?? '')) return null;
  let hour = Number(hours);
  const letter = half?.[0]?.toLowerCase();
  if (letter !== undefined && hour > 12) return null;
  if (letter === 'p' && hour < 12) hour += 12;
  if (letter === 'a' && hour === 12) hour = 0;
  const minute = Number(minutes ?? '0');
  const second = Number(seconds ?? '0');
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return null;
  return [hour, minute, second];
}

/** The time of day beside a date: "12:00:00", "kl. 12.00", "à 16h00", "4:00pm", "klo 16", "T12:00". */
function timeOf(text: string, { start, end }: Found): [number, number, number] | null {
  // XML dates carry their zone: "2027-02-18+01:00 12:00:00+01:00".
  const after = text.slice(end, end + 60).replace(/^(?:[+-]\d{2}:\d{2}|Z)(?=\s)/u, '');
  if (noon.test(after)) return [12, 0, 0];
  const later = timeAfter.exec(after);
  const time = later ? clockTime(later) : null;
  if (time) return time;
  const earlier = timeBefore.exec(text.slice(Math.max(0, start - 40), start));
  return earlier ? clockTime(earlier) : null;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * A deadline as ISO 8601: with time and offset where the page gives both, else the date. A time without a zone is
 * left out, since it could mean another moment.
 * @returns null when the text holds no date
 */
export function readDeadline(text: string): string | null {
  const clean = text.slice(0, 4000).replace(/\s+/gu, ' ');
  const day = dayOf(clean);
  if (!day) return null;
  const date = `${day.year}-${pad(day.month)}-${pad(day.day)}`;
  const time = timeOf(clean, day);
  if (time === null) return date;
  const offset = offsetOf(clean, day, time[0]);
  if (offset === null) return date;
  if (time[0] < 24) return `${date}T${time.map(pad).join(':')}${offset}`;
  // Midnight at the end of a day is the beginning of the next.
  const next = new Date(Date.UTC(day.year, day.month - 1, day.day + 1)).toISOString().slice(0, 10);
  return `${next}T00:00:00${offset}`;
}
