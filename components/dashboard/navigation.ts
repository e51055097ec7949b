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

/**
 * Changes filters. Each choice is a step that the browser's back button takes back; the letters of a search are not.
 */
export function setFilters(route: Route, changes: Query): void {
  const { page, id } = route;
  const place = formatRoute({ page, id, query: withFilters(route.query, changes) });
  if ('q' in changes) location.replace(place);
  else location.assign(place);
}
