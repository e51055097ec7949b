import { browser } from 'wxt/browser';
import type { Sender } from './serve.ts';
import { modeAt } from './sites.ts';

/**
 * Puts the script that advises into the document that asks for it, where the product is on. A document that has gone,
 * or that the browser no longer gives us, is left without: the page sees for itself whether it has come.
 */
export async function putAdviser({ tabId, frameId, documentId, url }: Sender): Promise<void> {
  if (tabId === null || (await modeAt(url)) === 'off') return;
  const target = documentId === null ? { tabId, frameIds: [frameId] } : { tabId, documentIds: [documentId] };
  await browser.scripting.executeScript({ target, files: ['/adviser.js'] }).catch(() => undefined);
}
