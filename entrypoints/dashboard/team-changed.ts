import { browser } from 'wxt/browser';
import type { Request } from '../../lib/messages.ts';

/** Tells the background, which keeps the alarm and tells the pages. One that ends meanwhile looks for itself when it wakes. */
export async function teamChanged(): Promise<void> {
  const request: Request = { type: 'team/changed' };
  await browser.runtime.sendMessage(request).catch(() => undefined);
}
