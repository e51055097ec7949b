import { browser } from 'wxt/browser';
import type { PageRequest } from '../../lib/messages.ts';

/** The commands of the manifest, with what each says to the page. */
const requests: Readonly<Record<string, PageRequest>> = {
  'toggle-panel': { type: 'panel/toggle' },
  'next-target': { type: 'panel/next' },
  'log-target': { type: 'panel/log' },
};

/** Passes a key of the browser's on to the page of its tab. Where nothing of ours runs, the popup says why. */
export async function passOn(command: string, tabId: number | undefined): Promise<void> {
  const request = requests[command];
  if (request === undefined || tabId === undefined) return;
  try {
    await browser.tabs.sendMessage(tabId, request);
  } catch {
    // Browsers that cannot open it for us, or not just now, leave it closed.
    await Promise.resolve(browser.action.openPopup?.()).catch(() => undefined);
  }
}
