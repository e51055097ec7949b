const months: Record<string, number> = {};
for (const names of [
  'januar februar marts april maj juni juli august september oktober november december',
  'january february march april may june july august september october november december',
  'januari februari mars april maj juni juli augusti september oktober november december',
  'januar februar märz april mai juni juli august september oktober november dezember',
  'januari februari maart april mei juni juli augustus september oktober november december',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
  'jan feb mar apr maj jun jul aug sep okt nov dec',
  'jan. feb. mar. apr. mai jun. jul. aug. sep. oct. nov. des.',
]) {
  names.split(' ').forEach((name, index) => {
    months[name.replace('.', '')] = index + 1;
  });
}

interface Day {
  year: number;
  month: number;
  day: number;
  end: number;
}

function valid(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function dayOf(text: string): Day | null {
  const iso = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text);
  const numeric = /(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
  const wordy = /(?<!\d)(\d{1,2})\.?(?:st|nd|rd|th)?\s+(?:de\s|of\s)?(\p{L}{3,12})\.?,?\s+(\d{4})(?!\d)/u.exec(text);
  const american = /(\p{L}{3,9})\s+(\d{1,2}),\s+(\d{4})/u.exec(text);
  const options: Day[] = [];
  if (iso) options.push(at(iso, Number(iso[1]), Number(iso[2]), Number(iso[3])));
  if (numeric) options.push(at(numeric, Number(numeric[4]), Number(numeric[3]), Number(numeric[1])));
  if (wordy) options.push(at(wordy, Number(wordy[3]), months[(wordy[2] ?? '').toLowerCase()] ?? 0, Number(wordy[1])));
  if (american) {
    options.push(
      at(american, Number(american[3]), months[(american[1] ?? '').toLowerCase()] ?? 0, Number(american[2])),
    );
  }
  return options.find(({ year, month, day }) => valid(year, month, day)) ?? null;
}

function at(match: RegExpExecArray, year: number, month: number, day: number): Day {
  return { year, month, day, end: match.index + match[0].length };
}

/** Hours, minutes and seconds that follow a date: "12:00:00", "kl. 12.00", "à 16h00", "4:00pm", "T12:00". */
function timeOf(after: string): string | null {
  const match =
    /^[\s,.T(–-]*(?:kl(?:okken|okkeslæt|\.)?|at|à|um|klo|om|den|tid|time|klokkeslæt|local time|lokal tid|ved)?[\s.:]*(\d{1,2})(?:[:.h](\d{2}))(?:[:.](\d{2})(?!\d))?\s*(am|pm)?(?![\d/])/iu.exec(
      after,
    );
  if (!match) return null;
  let hour = Number(match[1]);
  const half = match[4]?.toLowerCase();
  if (half === 'pm' && hour < 12) hour += 12;
  if (half === 'am' && hour === 12) hour = 0;
  const minute = Number(match[2]);
  const second = Number(match[3] ?? '0');
  if (hour > 23 || minute > 59 || second > 59) return null;
  return [hour, minute, second].map(pad).join(':');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Day of the month of a month's last Sunday: when the clocks of the Union change. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0));
  return last.getUTCDate() - last.getUTCDay();
}

function isSummerTime({ year, month, day }: Day): boolean {
  if (month < 3 || month > 10) return false;
  if (month === 3) return day >= lastSunday(year, 3);
  if (month === 10) return day < lastSunday(year, 10);
  return true;
}

/** The offset that the page states or a zone that it names; null when it does neither. */
function offsetOf(text: string, day: Day): string | null {
  const stated = /(?:UTC|GMT)\s*([+−–-])\s*(\d{1,2})(?::?(\d{2}))?/iu.exec(text);
  if (stated) return `${stated[1] === '+' ? '+' : '-'}${pad(Number(stated[2]))}:${stated[3] ?? '00'}`;
  const iso = /\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?([+-]\d{2}:\d{2})/.exec(text);
  if (iso?.[1]) return iso[1];
  if (/\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z\b|\bUTC\b|\bGMT\b/u.test(text)) return '+00:00';
  if (/\bCEST\b|\bMESZ\b/u.test(text)) return '+02:00';
  const middle = /\bCET\b|\bMEZ\b|dansk\s+tid|norsk\s+tid|svensk\s+tid|Europe\/\w+|centraleuropæisk|mellemeuropæisk/iu;
  if (!middle.test(text) || /Europe\/(?:London|Dublin|Lisbon|Helsinki|Athens|Sofia|Kiev|Kyiv)/u.test(text)) return null;
  return isSummerTime(day) ? '+02:00' : '+01:00';
}

/**
 * A deadline as ISO 8601: with time and offset where the page gives both, else the date. A time without a zone is
 * left out, since it could mean another moment.
 * @returns null when the text holds no date
 */
export function readDeadline(text: string): string | null {
  const clean = text.replace(/\s+/gu, ' ');
  const day = dayOf(clean);
  if (!day) return null;
  const date = `${day.year}-${pad(day.month)}-${pad(day.day)}`;
  // XML dates carry their zone: "2027-02-18+01:00 12:00:00+01:00".
  const after = clean.slice(day.end).replace(/^(?:[+-]\d{2}:\d{2}|Z)(?=\s)/u, '');
  const time = timeOf(after);
  if (time === null) return date;
  const offset = offsetOf(clean, day);
  return offset === null ? date : `${date}T${time}${offset}`;
}
