import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { z } from 'zod';
import { requestSchema } from '../../lib/message-schema.ts';
import type { PageRequest, Request } from '../../lib/messages.ts';
import { failure, type Sender, serve } from './serve.ts';
import { registerSites } from './sites.ts';

// Zod would else try to compile code, which the content security policy forbids and reports.
z.config({ jitless: true });

export default defineBackground(() => {
  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const from = senderOf(sender);
    if (!from) return false;
    const parsed = requestSchema.safeParse(message);
    if (!parsed.success || !speaksForItself(parsed.data, from)) {
      respond(failure('invalid-message', parsed.success ? 'address' : z.prettifyError(parsed.error)));
      return false;
    }
    void serve(parsed.data, from).then(respond);
    return true;
  });

  browser.commands.onCommand.addListener((command, tab) => {
    if (command !== 'toggle-panel' || tab?.id === undefined) return;
    const request: PageRequest = { type: 'panel/toggle' };
    // A tab without our script has nobody to answer.
    void browser.tabs.sendMessage(tab.id, request).catch(() => undefined);
  });

  const register = serially(registerSites);
  browser.runtime.onInstalled.addListener(register);
  browser.runtime.onStartup.addListener(register);
  browser.permissions.onAdded.addListener(register);
  browser.permissions.onRemoved.addListener(register);
  browser.storage.local.onChanged.addListener(({ settings }) => {
    if (settings) register();
  });
});

/** One after the other: settings and permissions often change together. */
function serially(task: () => Promise<void>): () => void {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(task).catch((error: unknown) => {
      // A browser that closes meanwhile loses nothing: sites are registered anew when it starts.
      if (!/shutting down/i.test(String(error))) console.error('sites could not be registered', error);
    });
  };
}

function senderOf(sender: { id?: string; url?: string; tab?: { id?: number } }): Sender | null {
  if (sender.id !== browser.runtime.id || sender.url === undefined) return null;
  return { tabId: sender.tab?.id ?? null, url: sender.url };
}

/** A page may only speak of a procedure at its own address; our own pages may speak of any. */
function speaksForItself(request: Request, { url }: Sender): boolean {
  if (!('procedure' in request) || url.startsWith(browser.runtime.getURL('/'))) return true;
  return new URL(request.procedure.url).origin === new URL(url).origin;
}
