import { useEffect, useState } from 'preact/hooks';
import { formatRoute, parseRoute, type Query, type Route, withFilters } from './routes.ts';

/** The place in the address bar, kept current. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

/** Changes filters in place: no entry in the history for each letter typed. */
export function setFilters(route: Route, changes: Query): void {
  const { page, id } = route;
  location.replace(formatRoute({ page, id, query: withFilters(route.query, changes) }));
}
