import type { Cursor, LogFilter } from '../../../lib/log/find/queries.ts';
import { reasonCodes, verdicts } from '../../ui/decision-input.ts';
import { besideOf } from '../beside.ts';
import { isDay, readPeriod } from '../period.ts';
import type { Query } from '../routes.ts';

export const kindFilters = ['decision', 'mismatch', 'withdrawal'] as const;

/** The filter of the log that a query of the address says; codes it does not know are left out. */
export function logFilterOf(query: Query, today: string): LogFilter {
  const verdict = verdicts.find((known) => known === query.verdict);
  const reason = reasonCodes.find((known) => known === query.reason);
  const kind = kindFilters.find((known) => known === query.kind);
  const text = query.q?.trim();
  return {
    ...readPeriod(query, today).days,
    ...(query.unit ? { unit: query.unit } : {}),
    ...(query.area ? { area: query.area } : {}),
    ...(query.target ? { target: query.target } : {}),
    ...besideOf(query),
    ...(verdict ? { verdict } : {}),
    ...(reason ? { reason } : {}),
    ...(text ? { text } : {}),
    ...(query.evidence === 'missing' ? { missingEvidence: true } : {}),
    ...(query.conflict === 'only' ? { conflict: true } : {}),
    ...(kind && kind !== 'decision' ? { kinds: [kind] } : {}),
  };
}

/** Names of the filters that stand behind "more filters". */
export const furtherFilters = [
  'reason',
  'portal',
  'author',
  'placement',
  'kind',
  'evidence',
  'conflict',
  'target',
] as const;

/** Names of the filters that narrow the log, for links that take the view along. */
const logFilterNames: readonly string[] = ['period', 'from', 'to', 'unit', 'area', 'verdict', 'q', ...furtherFilters];

/** The filters of a query and nothing else, for a link to another page that shows the same part of the log. */
export function filtersOf(query: Query): Query {
  return Object.fromEntries(Object.entries(query).filter(([name]) => logFilterNames.includes(name)));
}

/** A place in the log that an address names: a day, or the row that the reader came from. */
export type Place = { day: string } | { row: Cursor };

/** The place that a query names; null for the top. */
export function placeOf({ at = '' }: Query): Place | null {
  if (isDay(at)) return { day: at };
  const [decidedAt, recordId] = at.split('~');
  return decidedAt && recordId ? { row: [decidedAt, recordId] } : null;
}

/** A row's place as it stands in the address. */
export function cursorText([decidedAt, recordId]: Cursor): string {
  return `${decidedAt}~${recordId}`;
}

/** Where reading on towards older rows begins, so that the place itself comes first. */
export function beyondPlace(place: Place): Cursor {
  if ('row' in place) return [place.row[0], `${place.row[1]}~`];
  const [year = 0, month = 1, date = 1] = place.day.split('-').map(Number);
  // Midnight of the device's own zone: the day that the reader means.
  return [new Date(year, month - 1, date + 1).toISOString(), ''];
}
