import type { Settings, SiteMode } from '../../lib/settings.ts';

/**
 * How the product stands at an address. `barred`: no extension may run there (the browser's own pages, shops for
 * extensions, files). `unknown`: a site the user has not switched on. `withdrawn`: a portal that the manifest names,
 * whose permission the user took back. `on`: allowed; the mode says how much, `off` included.
 */
export type SiteStanding =
  | { state: 'barred' }
  | { state: 'unknown'; origin: string; pattern: string }
  | { state: 'withdrawn'; origin: string; pattern: string }
  | { state: 'on'; origin: string; pattern: string; mode: SiteMode };

/** An address as the browser's permissions know it: its host without port; null where none can be asked for. */
export function sitePattern(url: string | null): { origin: string; pattern: string } | null {
  if (url === null || !URL.canParse(url)) return null;
  const { origin, protocol, hostname } = new URL(url);
  const local = hostname === 'localhost' || hostname === '127.0.0.1';
  if (protocol !== 'https:' && !(protocol === 'http:' && local)) return null;
  return { origin, pattern: `${protocol}//${hostname}/*` };
}

/**
 * The standing of a site, from its pattern, the manifest's hosts, what the browser has granted and the user's modes.
 * A known portal is on unless switched off; any other site is off until it is switched on.
 */
export function standingOf(
  site: ReturnType<typeof sitePattern>,
  knownHosts: readonly string[],
  granted: boolean,
  settings: Pick<Settings, 'sites'>,
): SiteStanding {
  if (site === null) return { state: 'barred' };
  const known = knownHosts.includes(site.pattern);
  if (!granted) return { state: known ? 'withdrawn' : 'unknown', ...site };
  const mode = settings.sites[site.origin] ?? (known ? 'full' : null);
  return mode === null ? { state: 'unknown', ...site } : { state: 'on', ...site, mode };
}
