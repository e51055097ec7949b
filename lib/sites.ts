import { adapters, matchesPattern } from './portals/adapters/index.ts';
import type { SiteMode } from './settings.ts';

/** What is switched on and off as one: a known portal with all its hosts, or any other site by its origin. */
export interface Site {
  /** Id of the portal, or the origin. Modes are kept by it. */
  id: string;
  /** The portal's name, or the host with its port. */
  name: string;
  /** Country of a known portal, as its adapter has it; null for one of several countries and for any other site. */
  country: string | null;
  /** Match patterns that the browser is asked for. They have no port: a permission holds for all ports of a host. */
  patterns: readonly string[];
  /** The manifest names its hosts, and it is on unless the user or a policy says otherwise. */
  fromStart: boolean;
}

/** The user's choices by site id. */
export type SiteModes = Readonly<Record<string, SiteMode>>;

/** What an organisation's policy says of sites; the policy file has this shape, and other sources may give it too. */
export interface SitePolicy {
  organisation: { name: string };
  /** `managed` marks what the browser's own management fixes, and not the policy. */
  sites: readonly { site: string; mode: SiteMode; reason: string; managed?: boolean }[];
}

/** A mode that the user cannot change, and who fixed it why. */
export interface SiteLock {
  mode: SiteMode;
  /** Empty where none was given. */
  reason: string;
  organisation: string;
  /** By the browser's own management. */
  managed: boolean;
}

/**
 * How the product stands at a site. `barred`: no extension may run there (the browser's own pages, shops for
 * extensions, files). `unknown`: nobody has decided. `off`: the user's choice. `blocked`: off by the policy.
 * `notGranted`: wanted, but the browser's permission is missing or was taken back. `active`: it runs.
 */
export type SiteStanding =
  | { state: 'barred' }
  | { state: 'unknown' | 'off'; site: Site }
  | { state: 'blocked'; site: Site; lock: SiteLock }
  | { state: 'notGranted' | 'active'; site: Site; mode: Exclude<SiteMode, 'off'>; lock: SiteLock | null };

/** How the product stands at an address that is a site. */
export type KnownStanding = Exclude<SiteStanding, { state: 'barred' }>;

/** Portals that the manifest names; a test holds the two together. */
const portalsFromStart: ReadonlySet<string> = new Set(['ted', 'udbud-dk']);

/**
 * Every known portal, by name. Adapters that share a host are one portal, since permissions go by host; it is called
 * as the one with the shortest id, whose others are its older pages.
 */
export const portals: readonly Site[] = portalsOf();

function portalsOf(): Site[] {
  const found: Site[] = [];
  const shortestFirst = [...adapters].sort((left, right) => left.id.length - right.id.length);
  for (const { id, name, country, matches } of shortestFirst) {
    const patterns = matches.filter((pattern) => pattern.startsWith('https://'));
    const known = found.findIndex((portal) => portal.patterns.some((one) => patterns.some((two) => overlap(one, two))));
    const before = found[known];
    if (before) found[known] = { ...before, patterns: [...new Set([...before.patterns, ...patterns])] };
    else if (patterns.length > 0) found.push({ id, name, country, patterns, fromStart: portalsFromStart.has(id) });
  }
  return found.sort((left, right) => left.name.localeCompare(right.name, 'da'));
}

function overlap(one: string, two: string): boolean {
  return matchesPattern(someAddress(one), two) || matchesPattern(someAddress(two), one);
}

/** An address that the pattern matches; `*.` also stands for the bare host. */
function someAddress(pattern: string): URL {
  return new URL(pattern.replace('*.', '').replace(/\*$/, ''));
}

/** The site at an address, its portal before its origin; null where the browser's permission cannot be asked for. */
export function siteAt(address: string | null): Site | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  const { origin, protocol, hostname, host } = url;
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) return null;
  const portal = portals.find(({ patterns }) => patterns.some((pattern) => matchesPattern(url, pattern)));
  return portal ?? { id: origin, name: host, country: null, patterns: [hostPattern(url)], fromStart: false };
}

/** The permission that one address needs. */
export function hostPattern({ protocol, hostname }: URL): string {
  return `${protocol}//${hostname}/*`;
}

/** A site by what modes are kept by; null for a portal that this version does not know. */
export function siteById(id: string): Site | null {
  return portals.find((portal) => portal.id === id) ?? siteAt(id);
}

/** The user's own sites: those with a mode, or with one in the policy, that are no known portal; by name. */
export function ownSites(modes: SiteModes, policy: SitePolicy | null): Site[] {
  const named = [...Object.keys(modes), ...(policy?.sites ?? []).map(({ site }) => site)];
  const sites = named.map(siteById).filter((site) => site !== null && !isPortal(site));
  const byId = new Map(sites.map((site) => [site?.id, site as Site]));
  return [...byId.values()].sort((left, right) => left.name.localeCompare(right.name, 'da'));
}

/** What the policy fixes for a site; null when it leaves the site to the user. */
export function lockOf(site: Site, policy: SitePolicy | null): SiteLock | null {
  const rule = policy?.sites.find((one) => siteById(one.site)?.id === site.id);
  if (!rule || !policy) return null;
  const { mode, reason, managed = false } = rule;
  return { mode, reason, managed, organisation: policy.organisation.name };
}

/** Whether a site is a portal that this version knows. */
export function isPortal(site: Site): boolean {
  return portals.includes(site);
}

/**
 * The standing of a site: the policy goes before the user's choice, and that before the start.
 * @param granted whether the browser gives us what is asked about: the whole site, or the page the user looks at
 */
export function standingOf(site: Site, granted: boolean, modes: SiteModes, policy: SitePolicy | null): KnownStanding;
export function standingOf(
  site: Site | null,
  granted: boolean,
  modes: SiteModes,
  policy: SitePolicy | null,
): SiteStanding;
export function standingOf(
  site: Site | null,
  granted: boolean,
  modes: SiteModes,
  policy: SitePolicy | null,
): SiteStanding {
  if (site === null) return { state: 'barred' };
  const lock = lockOf(site, policy);
  const mode = lock?.mode ?? modes[site.id] ?? (site.fromStart ? 'full' : null);
  if (mode === null) return { state: 'unknown', site };
  if (mode === 'off') return lock ? { state: 'blocked', site, lock } : { state: 'off', site };
  return { state: granted ? 'active' : 'notGranted', site, mode, lock };
}

/** The granted origins that lie in a site: also a single host, granted before its portal was known. */
export function patternsIn(site: Site, granted: readonly string[]): string[] {
  return granted.filter((pattern) => {
    if (site.patterns.includes(pattern)) return true;
    const address = pattern.replace('*.', '').replace(/\*$/, '');
    return isPortal(site) && siteAt(address)?.id === site.id;
  });
}

/** What can be given back when a site is switched off: what no other site that is on needs, and the manifest does not name. */
export function releasable(site: Site, granted: readonly string[], others: readonly Site[]): string[] {
  if (site.fromStart) return [];
  const needed = new Set(others.filter(({ id }) => id !== site.id).flatMap(({ patterns }) => patterns));
  return patternsIn(site, granted).filter((pattern) => !needed.has(pattern));
}

/** Off before quiet before full: what was switched off stays off when two choices become one. */
const byReach: readonly SiteMode[] = ['off', 'quiet', 'full'];

/**
 * Choices as this version keeps them: those of origins that belong to a portal become the portal's. Older versions
 * kept all by origin, and any site may become a known portal later.
 */
export function withPortals(modes: SiteModes): Record<string, SiteMode> {
  const kept: Record<string, SiteMode> = {};
  const folded: Record<string, SiteMode> = {};
  for (const [key, mode] of Object.entries(modes)) {
    const site = siteById(key);
    if (site === null || site.id === key) kept[key] = mode;
    else folded[site.id] = byReach.find((one) => one === mode || one === folded[site.id]) ?? mode;
  }
  return { ...folded, ...kept };
}

/** Entries of a policy that name no site, or one that was named before: `path`, code and what it is about. */
export function sitePolicyProblems(
  policy: SitePolicy,
): { path: string; code: 'unknownSite' | 'twice'; values: Record<string, string> }[] {
  const seen = new Set<string>();
  return policy.sites.flatMap(({ site: named }, place) => {
    const site = siteById(named);
    const code = site === null ? 'unknownSite' : seen.has(site.id) ? 'twice' : null;
    if (site) seen.add(site.id);
    return code ? [{ path: `sites.${place}.site`, code, values: { id: named } }] : [];
  });
}
