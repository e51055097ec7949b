export const pageNames = [
  'overview',
  'missing',
  'log',
  'procedure',
  'note',
  'targets',
  'documents',
  'exchange',
  'settings',
  'report',
  'welcome',
] as const;
export type PageName = (typeof pageNames)[number];

/**
 * Pages that the navigation does not name: a tender and its note are reached from where it is mentioned, the report from
 * the overview, the welcome from Settings.
 */
const reached: readonly PageName[] = ['procedure', 'note', 'report', 'welcome'];
export const navigationNames = pageNames.filter((name) => !reached.includes(name));

/** Filters as they stand in the address, so that a view can be bookmarked and sent to a colleague. */
export type Query = Readonly<Record<string, string>>;

/** A place in the dashboard: `#/log/<record id>?area=it`. */
export interface Route {
  page: PageName;
  /** The one target or record the page is about. */
  id: string | null;
  query: Query;
}

/** The place a hash names; an unknown or empty one is the overview. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s, 2);
  const [name, id] = path.split('/');
  const page = pageNames.find((known) => known === name);
  if (page === undefined) return { page: 'overview', id: null, query: {} };
  return { page, id: id ? decode(id) : null, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** The hash of a place; empty filters are left out and the rest sorted, so that one view has one address. */
export function formatRoute({ page, id, query }: { page: PageName; id?: string | null; query?: Query }): string {
  const filters = Object.entries(query ?? {}).filter(([, value]) => value !== '');
  filters.sort(([left], [right]) => (left < right ? -1 : 1));
  const search = new URLSearchParams(filters).toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ''}${search ? `?${search}` : ''}`;
}

/** The query with some filters changed; the place in the list goes, because it may not be in the new view. */
export function withFilters(query: Query, changes: Query): Query {
  const { at: _, ...kept } = query;
  return { ...kept, ...changes };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
