import { type Browser, browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { z } from 'zod';
import { keepOn } from '../../components/ui/switch-site.ts';
import { requestSchema } from '../../lib/message-schema.ts';
import type { PageRequest, Request } from '../../lib/messages.ts';
import { settingsArea } from '../dashboard/settings-area.ts';
import { failure, type Sender, serve } from './serve.ts';
import { refreshSites, takeGranted, tellPages } from './sites.ts';

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

  const inTurn = serially();
  const refresh = () => inTurn(() => refreshSites({ atStart: false }));
  browser.runtime.onInstalled.addListener(({ reason }) =>
    inTurn(() => refreshSites({ atStart: reason !== 'install' })),
  );
  browser.runtime.onStartup.addListener(() => inTurn(() => refreshSites({ atStart: true })));
  browser.permissions.onAdded.addListener(() =>
    inTurn(async () => {
      const site = await takeGranted();
      if (site !== null) await keepOn(settingsArea, site);
      await refreshSites({ atStart: false });
    }),
  );
  browser.permissions.onRemoved.addListener(refresh);
  browser.storage.local.onChanged.addListener(({ settings, policy }) => {
    if (settings || policy) refresh();
    if (policy) inTurn(tellPages);
  });
});

/** One after the other: settings and permissions often change together. */
function serially(): (task: () => Promise<void>) => void {
  let last: Promise<void> = Promise.resolve();
  return (task) => {
    last = last.then(task).catch((error: unknown) => {
      // A browser that closes meanwhile loses nothing: sites are registered anew when it starts.
      if (!/shutting down/i.test(String(error))) console.error('sites could not be registered', error);
    });
  };
}

function senderOf({ id, url, tab, frameId, documentId }: Browser.runtime.MessageSender): Sender | null {
  if (id !== browser.runtime.id || url === undefined) return null;
  return { tabId: tab?.id ?? null, frameId: frameId ?? 0, documentId: documentId ?? null, url };
}

/** A page may only speak of a procedure at its own address; our own pages may speak of any. */
function speaksForItself(request: Request, { url }: Sender): boolean {
  if (!('procedure' in request) || url.startsWith(browser.runtime.getURL('/'))) return true;
  return new URL(request.procedure.url).origin === new URL(url).origin;
}
