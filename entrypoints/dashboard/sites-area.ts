import { browser } from 'wxt/browser';
import type { SitesEdge } from '../../components/ui/switch-site.ts';

/** The browser's permissions, for dashboard and popup. */
export const sitesArea: SitesEdge = {
  contains: (patterns) => browser.permissions.contains({ origins: [...patterns] }),
  granted: async () => (await browser.permissions.getAll()).origins ?? [],
  request: (patterns) => browser.permissions.request({ origins: [...patterns] }),
  remove: async (patterns) => {
    await browser.permissions.remove({ origins: [...patterns] });
  },
  noteAsked: (site) =>
    site === null ? browser.storage.session.remove('askedSite') : browser.storage.session.set({ askedSite: site }),
  onChanged: (listener) => {
    const follow = () => listener();
    browser.permissions.onAdded.addListener(follow);
    browser.permissions.onRemoved.addListener(follow);
    return () => {
      browser.permissions.onAdded.removeListener(follow);
      browser.permissions.onRemoved.removeListener(follow);
    };
  },
};
