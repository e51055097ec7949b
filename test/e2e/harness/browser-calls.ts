import type { Page, WebWorker } from 'puppeteer';

/** What the browser itself calls, which no test can press in a browser without a window. */
interface Dispatching {
  dispatch: (...given: unknown[]) => void;
}

/** Stand for the keys and menus of Chromium: it calls the same listeners of the extension with the same tab. */
export function browserCalls(worker: () => Promise<WebWorker>): {
  command: (page: Page, name: string) => Promise<void>;
  chooseOnSelection: (page: Page, text: string) => Promise<void>;
} {
  return {
    async command(page, name) {
      await page.bringToFront();
      await (await worker()).evaluate(
        async (wanted, url) => {
          const tab = (await chrome.tabs.query({ active: true })).find((one) => one.url === url);
          (chrome.commands.onCommand as unknown as Dispatching).dispatch(wanted, tab);
        },
        name,
        page.url(),
      );
    },
    async chooseOnSelection(page, text) {
      await page.bringToFront();
      await (await worker()).evaluate(
        async (selectionText, url) => {
          const tab = (await chrome.tabs.query({ active: true })).find((one) => one.url === url);
          const info = { menuItemId: 'check-selection', selectionText, frameId: 0 };
          (chrome.contextMenus.onClicked as unknown as Dispatching).dispatch(info, tab);
        },
        text,
        page.url(),
      );
    },
  };
}
