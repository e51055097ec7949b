import type { Browser, Page } from 'puppeteer';
import type { ExtensionApi } from './extension-api.ts';
import { extensionInFirefox, inFirefoxWindow } from './firefox-window.ts';

/** Stand for the keys and menus of Firefox, pressed in its own window. */
export function firefoxCalls(
  browser: Browser,
  extensionId: string,
  desk: () => Promise<Page>,
): {
  command: (page: Page, name: string) => Promise<void>;
  chooseOnSelection: (page: Page, text: string) => Promise<void>;
} {
  return {
    /** The key as Firefox holds it: a window without a screen hears none. */
    async command(page, name) {
      await page.bringToFront();
      const shortcut = await (await desk()).evaluate(async (wanted) => {
        const { browser: api } = globalThis as unknown as { browser: ExtensionApi };
        return (await api.commands.getAll()).find((one) => one.name === wanted)?.shortcut ?? '';
      }, name);
      const key = shortcut.split('+').at(-1);
      const selector = `keyset[id^="ext-keyset-id-groent-lys"] key[key="${key}"]`;
      await inFirefoxWindow(browser, `void document.querySelector(${JSON.stringify(selector)}).doCommand()`);
    },
    async chooseOnSelection(page, text) {
      await page.bringToFront();
      const info = JSON.stringify({ menuItemId: 'check-selection', selectionText: text, frameId: 0 });
      const chosen = `emit('webext-menu-menuitem-click', ${info}, gBrowser.selectedTab)`;
      await inFirefoxWindow(browser, `void ${extensionInFirefox(extensionId)}.${chosen}`);
    },
  };
}
