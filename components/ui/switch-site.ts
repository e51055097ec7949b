import type { SiteMode } from '../../lib/settings.ts';
import { ownSites, portals, releasable, type Site, type SitePolicy, standingOf } from '../../lib/sites.ts';
import { loadSettings, type SettingsArea, saveSetting } from './settings-store.ts';

/** What the browser knows of permissions; an extension page hands it in. */
export interface SitesEdge {
  /** Whether all patterns are granted. */
  contains: (patterns: readonly string[]) => Promise<boolean>;
  /** Every granted origin. */
  granted: () => Promise<string[]>;
  /** Must be called straight from a click. */
  request: (patterns: readonly string[]) => Promise<boolean>;
  remove: (patterns: readonly string[]) => Promise<void>;
  /** Notes for the background which site is asked for; null when the question was answered. */
  noteAsked: (site: string | null) => Promise<void>;
  /** Calls back after permissions were given or taken back; returns how to stop. */
  onChanged: (listener: () => void) => () => void;
}

interface Edges {
  settings: SettingsArea;
  sites: SitesEdge;
}

/**
 * Asks for a site's permission and switches it on. The browser's question may close the page that asks: then the
 * background does what is left, from the note.
 * @returns whether the user allowed it
 */
export async function switchOn({ settings, sites }: Edges, site: Site): Promise<boolean> {
  // Both in the click itself, without waiting, or the browser takes the request for unasked.
  const noted = sites.noteAsked(site.id);
  const asked = sites.request(site.patterns);
  try {
    const granted = await asked;
    if (granted) await keepOn(settings, site.id);
    return granted;
  } finally {
    await noted;
    await sites.noteAsked(null);
  }
}

/** Saves a site as on; one that was quiet before its permission was taken back stays quiet. */
export async function keepOn(settings: SettingsArea, site: string): Promise<void> {
  await saveSetting(settings, 'sites', (modes) => ({ ...modes, [site]: modes[site] === 'quiet' ? 'quiet' : 'full' }));
}

/** Saves a site's mode. A site that is switched off needs no permission any more, so it is given back. */
export async function setMode(
  { settings, sites }: Edges,
  site: Site,
  mode: SiteMode,
  policy: SitePolicy | null,
): Promise<void> {
  await saveSetting(settings, 'sites', (modes) => ({ ...modes, [site.id]: mode }));
  if (mode === 'off') await release({ settings, sites }, site, policy);
}

/** Takes a site of one's own off the list, and gives its permission back. */
export async function forgetSite(edges: Edges, site: Site, policy: SitePolicy | null): Promise<void> {
  await saveSetting(edges.settings, 'sites', ({ [site.id]: _, ...others }) => others);
  await release(edges, site, policy);
}

async function release({ settings, sites }: Edges, site: Site, policy: SitePolicy | null): Promise<void> {
  const { settings: now } = await loadSettings(settings);
  const others = [...portals, ...ownSites(now.sites, policy)].filter(
    (other) => standingOf(other, true, now.sites, policy).state === 'active',
  );
  const patterns = releasable(site, await sites.granted(), others);
  if (patterns.length > 0) await sites.remove(patterns);
}
