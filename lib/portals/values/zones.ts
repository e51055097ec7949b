/** A day of the calendar. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** Day of the month of a month's last Sunday: when the clocks of the Union change. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0));
  return last.getUTCDate() - last.getUTCDay();
}

/**
 * Summer time lasts from the last Sunday of March to that of October, from 01:00 to 01:00 UTC.
 * @param standard hours that the zone is ahead of UTC in winter
 */
function isSummerTime({ year, month, day }: Day, hour: number, standard: number): boolean {
  if (month !== 3 && month !== 10) return month > 3 && month < 10;
  const change = lastSunday(year, month);
  if (day !== change) return month === 3 ? day > change : day < change;
  // The hour that is struck twice in October counts as summer time still.
  return month === 3 ? hour >= standard + 1 : hour < standard + 2;
}

/** Zones by the hours that they are ahead of UTC in winter. A "CET" in July means the clock on the wall. */
const zones: [RegExp, number][] = [
  [
    /\bE[EC]ET\b|\bEET\b|\bOEZ\b|finsk tid|suomen aikaa|finnish time|helsinki|eastern european|østeuropæisk|Europe\/(?:Helsinki|Mariehamn|Athens|Sofia|Bucharest|Tallinn|Riga|Vilnius|Kyiv|Kiev)/iu,
    2,
  ],
  [/\bWET\b|\bUK time\b|british time|london time|irish time|western european|Europe\/(?:London|Dublin|Lisbon)/iu, 0],
  [
    /\bCET\b|\bMEZ\b|\bHNEC\b|dansk(?:e)? tid|norsk tid|svensk tid|schweizer zeit|deutsche zeit|ortszeit berlin|danish time|norwegian time|swedish time|central european|centraleuropæisk|sentraleuropeisk|centraleuropeisk|mellemeuropæisk|mitteleuropäische|heure de paris|heure d['’]europe centrale|midden-?europese|Europe\/\p{L}+/iu,
    1,
  ],
];
/** Zones that have no other season. */
const fixed: [RegExp, string][] = [
  [/\bCEST\b|\bMESZ\b|\bHAEC\b/u, '+02:00'],
  [/\bEEST\b|\bOESZ\b/u, '+03:00'],
  [/\bBST\b|\bWEST\b|\bIST\b/u, '+01:00'],
];

function written(sign: string | undefined, hours: string | undefined, minutes: string | undefined): string | null {
  if (Number(hours) > 14 || Number(minutes ?? '0') > 59) return null;
  return `${sign === '+' ? '+' : '-'}${(hours ?? '').padStart(2, '0')}:${minutes ?? '00'}`;
}

/** The offset that the text states, or that of the zone it names; null when it does neither. */
export function offsetOf(text: string, day: Day, hour: number): string | null {
  const stated = /(?:UTC|GMT)\s*([+−–-])\s*(\d{1,2})(?::?(\d{2}))?/iu.exec(text);
  if (stated) return written(stated[1], stated[2], stated[3]);
  const iso = /\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s?([+-])(\d{2}):?(\d{2})(?!\d)/u.exec(text);
  if (iso) return written(iso[1], iso[2], iso[3]);
  for (const [pattern, offset] of fixed) if (pattern.test(text)) return offset;
  for (const [pattern, standard] of zones) {
    if (!pattern.test(text)) continue;
    return `+0${standard + (isSummerTime(day, hour, standard) ? 1 : 0)}:00`;
  }
  return /\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z\b|\bUTC\b|\bGMT\b/u.test(text) ? '+00:00' : null;
}
