import type { WebWorker } from 'puppeteer';
import type { PageReport } from '../../../lib/messages.ts';

/** Sends `page/report` to the tab at an address, the active one if there are several; null before anyone answers. */
export function askPage(worker: WebWorker, address: string): Promise<PageReport | null> {
  return worker.evaluate(async (wanted) => {
    const tabs = (await chrome.tabs.query({})).filter((tab) => tab.url === wanted);
    const tab = tabs.find(({ active }) => active) ?? tabs[0];
    if (tab?.id === undefined) return null;
    return ((await chrome.tabs.sendMessage(tab.id, { type: 'page/report' })) as PageReport | undefined) ?? null;
  }, address);
}
