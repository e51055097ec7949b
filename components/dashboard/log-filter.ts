import type { Cursor, LogFilter } from '../../lib/log/queries.ts';
import { verdicts } from '../ui/decision-input.ts';
import { readPeriod } from './period.ts';
import type { Query } from './routes.ts';

export const kindFilters = ['decision', 'mismatch', 'withdrawal'] as const;

/** The filter of the log that a query of the address says; codes it does not know are left out. */
export function logFilterOf(query: Query, today: string): LogFilter {
  const verdict = verdicts.find((known) => known === query.verdict);
  const kind = kindFilters.find((known) => known === query.kind);
  const text = query.q?.trim();
  return {
    ...readPeriod(query, today).days,
    ...(query.unit ? { unit: query.unit } : {}),
    ...(query.area ? { area: query.area } : {}),
    ...(query.target ? { target: query.target } : {}),
    ...(verdict ? { verdict } : {}),
    ...(text ? { text } : {}),
    ...(query.evidence === 'missing' ? { missingEvidence: true } : {}),
    ...(kind && kind !== 'decision' ? { kinds: [kind] } : {}),
  };
}

/** Names of the filters that narrow the log beside the period, for links that take the view along. */
const logFilterNames = ['period', 'from', 'to', 'unit', 'area', 'target', 'verdict', 'q', 'evidence', 'kind'];

/** The filters of a query and nothing else, for a link to another page that shows the same part of the log. */
export function filtersOf(query: Query): Query {
  return Object.fromEntries(Object.entries(query).filter(([name]) => logFilterNames.includes(name)));
}

/** The place in the table that a query names; null at the beginning. */
export function cursorOf(query: Query): Cursor | null {
  const [decidedAt, recordId] = query.after?.split('~') ?? [];
  return decidedAt && recordId ? [decidedAt, recordId] : null;
}

/** A place in the table as it stands in the address. */
export function cursorText([decidedAt, recordId]: Cursor): string {
  return `${decidedAt}~${recordId}`;
}
