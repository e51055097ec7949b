import { browser } from 'wxt/browser';
import type { RequestOf } from '../../lib/messages.ts';
import type { Sender } from './serve.ts';
import { modeAt } from './sites.ts';

const files = { reader: '/reader.js', adviser: '/adviser.js' } as const satisfies Record<Script, string>;
type Script = RequestOf<'page/script'>['script'];

/**
 * Puts one of our further scripts into the document that asks for it, where the product is on. A document that has
 * gone, or that the browser no longer gives us, is left without: the page sees for itself whether it has come.
 */
export async function putScript(script: Script, { tabId, frameId, documentId, url }: Sender): Promise<void> {
  if (tabId === null || (await modeAt(url)) === 'off') return;
  const target = documentId === null ? { tabId, frameIds: [frameId] } : { tabId, documentIds: [documentId] };
  await browser.scripting.executeScript({ target, files: [files[script]] }).catch(() => undefined);
}
