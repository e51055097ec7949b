import type { Page } from 'puppeteer';

/** The part of Chromium's own extension page that changes what an extension may do; @types/chrome leaves it out. */
interface DeveloperPrivate {
  addHostPermission: (extensionId: string, pattern: string) => Promise<void>;
  updateExtensionConfiguration: (change: { extensionId: string; hostAccess: 'ON_CLICK' }) => Promise<void>;
  updateProfileConfiguration: (change: { inDeveloperMode: boolean }) => Promise<void>;
  reload: (extensionId: string, options: { failQuietly: boolean }) => Promise<unknown>;
}

/** What a user changes of an extension in Chromium's settings. */
export interface BrowserSettings {
  /** The extension may ask for these patterns, and gets them without a question. */
  permit: (patterns: readonly string[]) => Promise<void>;
  /** Every host permission only "on click". */
  withdraw: () => Promise<void>;
  /** Loads the extension anew from its folder, and leaves it switched on. */
  reload: () => Promise<void>;
}

/**
 * Chromium's settings for an extension.
 * @param withPage opens an address, and closes it again after its use
 */
export function browserSettings(
  withPage: (address: string, use: (page: Page) => Promise<void>) => Promise<void>,
  extensionId: string,
): BrowserSettings {
  /** From a file of the browser's page for extensions: the page itself takes longer to be drawn than a call takes. */
  const call = <T>(work: (api: DeveloperPrivate, id: string, given: T) => unknown, given: T): Promise<void> =>
    withPage('chrome://extensions/strings.m.js', async (page) => {
      const [id, rest] = [JSON.stringify(extensionId), JSON.stringify(given)];
      await page.evaluate(`(async () => void (await (${work})(chrome.developerPrivate, ${id}, ${rest})))()`);
    });
  return {
    permit: (patterns) =>
      call((api, id, allowed) => Promise.all(allowed.map((pattern) => api.addHostPermission(id, pattern))), patterns),
    withdraw: () =>
      call((api, extensionId) => api.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_CLICK' }), null),
    reload: () =>
      call(async (api, id) => {
        // Without it the browser leaves an unpacked extension switched off when it loads it anew.
        await api.updateProfileConfiguration({ inDeveloperMode: true });
        await api.reload(id, { failQuietly: true });
      }, null),
  };
}
