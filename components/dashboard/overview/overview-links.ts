import { lastDayOf } from '../../../lib/reporting/cells.ts';
import type { Period } from '../../../lib/reporting/indicator-types.ts';
import { filtersOf } from '../log/log-filter.ts';
import { formatRoute, type Query } from '../routes.ts';
import type { Overview } from './overview-reading.ts';

/** The decisions behind a figure of the overview: its own filters, and those that narrow it to the figure. */
export function decisionsBehind(query: Query, narrow: Query = {}): string {
  return formatRoute({ page: 'log', query: { ...filtersOf(query), ...narrow } });
}

/** The same, as far as an overview has them: figures that were told come without their decisions. */
export const behindOf =
  ({ told }: Pick<Overview, 'told'>) =>
  (query: Query, narrow: Query = {}): string | null =>
    told === null ? decisionsBehind(query, narrow) : null;

/** The filters that narrow a period to one of its months. */
export function monthFilter(month: string, { from, to }: Pick<Period, 'from' | 'to'>): Query {
  const [first, last] = [`${month}-01`, lastDayOf(month)];
  return { period: 'own', from: first < from ? from : first, to: last > to ? to : last };
}

/** The same overview, narrowed. */
export function overviewOf(query: Query, narrow: Query): string {
  return formatRoute({ page: 'overview', query: { ...query, ...narrow } });
}
