const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timezone, made);
  return made;
}

/** The wall clock in a zone as `YYYY-MM-DDTHH:MM:SS`. @throws {RangeError} for an unknown zone. */
export function wallClock(time: Date, timezone: string): string {
  const parts = new Map(
    formatterFor(timezone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  const date = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  return `${date}T${part('hour')}:${part('minute')}:${part('second')}`;
}

/** Day in a zone, YYYY-MM-DD: a decision at 00:30 in Denmark belongs to that day, though it is still yesterday in UTC. */
export function dayIn(time: Date, timezone: string): string {
  return wallClock(time, timezone).slice(0, 10);
}

/** ISO 8601 with milliseconds and the zone's offset, so that its first ten characters are the day there. */
export function withOffset(time: Date, timezone: string): string {
  const clock = wallClock(time, timezone);
  const milliseconds = String(time.getUTCMilliseconds()).padStart(3, '0');
  const minutes = Math.round((Date.parse(`${clock}.${milliseconds}Z`) - time.getTime()) / 60_000);
  const sign = minutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
  return `${clock}.${milliseconds}${sign}${hours}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
}

/**
 * `now`, or one millisecond after the latest of these moments when the clock stands still or was set back: a correction
 * is always later.
 */
export function strictlyAfter(now: Date, ...previous: readonly (string | null)[]): Date {
  const least = previous.map((moment) => (moment === null ? Number.NEGATIVE_INFINITY : Date.parse(moment) + 1));
  return new Date(Math.max(now.getTime(), ...least));
}

/**
 * The moment of a wall clock in a zone, `YYYY-MM-DDTHH:MM:SS`; of the two that an hour set back has, the earlier one.
 * @returns null for what is no time @throws {RangeError} for an unknown zone
 */
export function momentOf(clock: string, timezone: string): Date | null {
  const asUtc = Date.parse(`${clock}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (time: number) => Date.parse(`${wallClock(new Date(time), timezone)}Z`) - time;
  const day = 86_400_000;
  const [before, after] = [offsetAt(asUtc - day), offsetAt(asUtc + day)];
  return new Date(asUtc - (offsetAt(asUtc - before) === before ? before : after));
}
