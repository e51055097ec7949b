import { browser } from 'wxt/browser';
import type { PageRequest } from '../../lib/messages.ts';
import type { SiteMode } from '../../lib/settings.ts';
import { hostPattern, ownSites, patternsIn, portals, siteAt, siteById, standingOf } from '../../lib/sites.ts';
import { currentSitePolicy } from './organisation.ts';
import { currentSettings } from './settings.ts';

const scriptId = 'portal-sites';
const scriptFile = '/content-scripts/portal.js';

/** How to behave at an address: the choice for its site, and off where the browser's permission is missing. */
export async function modeAt(address: string): Promise<SiteMode> {
  const { sites } = await currentSettings();
  const url = new URL(address);
  const site = siteAt(address);
  // Where none can be asked for, the script runs only in a tab whose user pressed our button there.
  if (site === null) return sites[url.origin] ?? 'off';
  const granted = await browser.permissions.contains({ origins: [hostPattern(url)] });
  const standing = standingOf(site, granted, sites, await currentSitePolicy());
  return standing.state === 'active' ? standing.mode : 'off';
}

/**
 * Brings everything in line with settings, policy and permissions as they stand now: which hosts the content script
 * is registered for, and the tabs that are open. Where a site is off nothing of ours runs at all.
 * @param atStart the browser or a new version has just started: open tabs either load anyway or still hold what the
 *   version before left there, so they wait for their next load
 */
export async function refreshSites({ atStart }: { atStart: boolean }): Promise<void> {
  const patterns = await activePatterns();
  await register(patterns);
  const { activeSites } = await browser.storage.session.get('activeSites');
  const before: readonly unknown[] = Array.isArray(activeSites) ? activeSites : [];
  await browser.storage.session.set({ activeSites: patterns });
  if (atStart) return;
  await startIn(patterns.filter((pattern) => !before.includes(pattern)));
  if (before.some((pattern) => !patterns.includes(String(pattern)))) await tellPages();
}

/** Match patterns of the hosts that are switched on and granted. */
async function activePatterns(): Promise<string[]> {
  const { sites: modes } = await currentSettings();
  const policy = await currentSitePolicy();
  const { origins = [] } = await browser.permissions.getAll();
  const patterns = new Set<string>();
  for (const site of [...portals, ...ownSites(modes, policy)]) {
    if (standingOf(site, true, modes, policy).state !== 'active') continue;
    for (const pattern of site.patterns) {
      if (await browser.permissions.contains({ origins: [pattern] })) patterns.add(pattern);
    }
    for (const pattern of patternsIn(site, origins)) patterns.add(pattern);
  }
  return [...patterns].sort();
}

/**
 * Registers the content script for the hosts that the manifest does not name. It survives the browser's end, but not
 * an update of the extension. Ports have no place in a match pattern, so the script asks again there.
 */
async function register(patterns: readonly string[]): Promise<void> {
  const named = new Set(browser.runtime.getManifest().content_scripts?.flatMap(({ matches }) => matches ?? []));
  const matches = patterns.filter((pattern) => !named.has(pattern));
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
    return;
  }
  const script = { id: scriptId, matches, js: [scriptFile], runAt: 'document_start' as const };
  if (!registered) await browser.scripting.registerContentScripts([script]);
  else if (String([...(registered.matches ?? [])].sort()) !== String(matches)) {
    await browser.scripting.updateContentScripts([script]);
  }
}

/**
 * Takes up the open tabs of hosts that have just become active. No tab's answer is waited for: of one that goes elsewhere
 * meanwhile Firefox never gives any.
 */
async function startIn(patterns: string[]): Promise<void> {
  if (patterns.length === 0) return;
  for (const { id, url } of await browser.tabs.query({ url: patterns })) {
    if (id !== undefined && url !== undefined) void startInTab(id, await modeAt(url));
  }
}

/** A page that was off still listens. */
async function startInTab(tabId: number, mode: SiteMode): Promise<void> {
  if (await tell(tabId, mode)) return;
  // A tab that shows an error or sleeps has no page to read; its next load has.
  await browser.scripting.executeScript({ target: { tabId }, files: [scriptFile] }).catch(() => undefined);
}

/** Lets every page of ours ask again how to run, after a permission was taken back or the policy changed. */
export async function tellPages(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(async ({ id, url }) => id !== undefined && tell(id, url === undefined ? 'off' : await modeAt(url))),
  );
}

/** @returns whether a page of ours heard it */
async function tell(tabId: number, mode: SiteMode): Promise<boolean> {
  const request: PageRequest = { type: 'site/mode', mode };
  return browser.tabs.sendMessage(tabId, request).then(
    () => true,
    () => false,
  );
}

/**
 * The site that the user was asked a permission for and now gave it, if any. The page that asked may be gone: a popup
 * closes when the browser's question opens.
 */
export async function takeGranted(): Promise<string | null> {
  const { askedSite } = await browser.storage.session.get('askedSite');
  const site = typeof askedSite === 'string' ? siteById(askedSite) : null;
  if (site === null || !(await browser.permissions.contains({ origins: [...site.patterns] }))) return null;
  await browser.storage.session.remove('askedSite');
  return site.id;
}
