import { browser } from 'wxt/browser';
import type { Settings, SiteMode } from '../../lib/settings.ts';
import { currentSettings } from './settings.ts';

const scriptId = 'portal-sites';
const scriptFile = '/content-scripts/portal.js';

/** Portals that the manifest names; they are on unless the user switches them off. */
const knownHosts: ReadonlySet<string> = new Set(['ted.europa.eu', 'udbud.dk', 'www.udbud.dk']);

/** How to behave at an address: the user's choice for its origin, else on for known portals and off elsewhere. */
export function modeAt(settings: Pick<Settings, 'sites'>, address: string): SiteMode {
  const { origin, protocol, hostname } = new URL(address);
  return settings.sites[origin] ?? (protocol === 'https:' && knownHosts.has(hostname) ? 'full' : 'off');
}

/**
 * Registers the content script for the sites that the user switched on and granted, and for no others: on a site
 * that is off nothing of ours runs at all. Ports have no place in a match pattern, so the script asks again there.
 */
export async function registerSites(): Promise<void> {
  const { sites } = await currentSettings();
  const patterns = new Set<string>();
  for (const [origin, mode] of Object.entries(sites)) {
    const { protocol, hostname } = new URL(origin);
    if (mode === 'off' || knownHosts.has(hostname)) continue;
    const pattern = `${protocol}//${hostname}/*`;
    if (await browser.permissions.contains({ origins: [pattern] })) patterns.add(pattern);
  }
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  if (patterns.size === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
    return;
  }
  const script = { id: scriptId, matches: [...patterns].sort(), js: [scriptFile], runAt: 'document_idle' as const };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}
