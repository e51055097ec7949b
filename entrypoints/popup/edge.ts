import { browser } from 'wxt/browser';
import type { PopupEdge, PopupPage } from '../../components/popup/popup.tsx';
import { isPageReport } from '../../components/popup/report.ts';
import type { SettingsArea } from '../../components/ui/settings-store.ts';
import type { SitesEdge } from '../../components/ui/switch-site.ts';
import { factsOf } from '../../lib/facts.ts';
import {
  isReply,
  type PageReport,
  type PageRequest,
  type Replies,
  type Reply,
  type Request,
  type RequestOf,
} from '../../lib/messages.ts';
import { sitePolicyIn } from '../../lib/organisation.ts';
import { onOrganisationChanged, organisationParts } from '../dashboard/organisation-area.ts';
import { shortcutsEdge } from '../dashboard/shortcuts-edge.ts';

/** What the popup asks of the browser and of the tab it was opened over. */
export function popupEdge(settings: SettingsArea, sites: SitesEdge, browserLanguage: string): PopupEdge {
  return {
    settings,
    sites,
    browserLanguage,
    sitePolicy: async () => sitePolicyIn(await organisationParts()),
    onPolicyChanged: onOrganisationChanged,
    currentTab: async () => {
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
      return { id: tab?.id ?? null, url: tab?.url ?? null };
    },
    start: async (tabId) => {
      await browser.scripting.executeScript({ target: { tabId }, files: ['/content-scripts/portal.js'] });
    },
    report: async (tabId) => {
      const report = await toPage(tabId, { type: 'page/report' });
      return isPageReport(report) ? report : null;
    },
    tell: async (tabId, request) => {
      await toPage(tabId, request);
    },
    journal,
    targets: async (ids) =>
      answered(await toBackground({ type: 'targets/words', targets: ids.slice(0, 300), tips: [] }))?.targets ?? [],
    shortcuts: shortcutsEdge,
    about: { version: browser.runtime.getManifest().version, browser: navigator.userAgent },
    openDashboard: async (route) => {
      await toBackground({ type: 'dashboard/open', route });
    },
  };
}

/** Sends to the tab's page; null when nobody answers there. */
async function toPage(tabId: number, request: PageRequest): Promise<unknown> {
  try {
    return await browser.tabs.sendMessage(tabId, request);
  } catch {
    // Nothing of ours runs in that tab: the popup says so in words.
    return null;
  }
}

async function toBackground<T extends Request['type']>(request: RequestOf<T>): Promise<Replies[T] | undefined> {
  return browser.runtime.sendMessage(request);
}

/** What the journal holds of the tender; null when it cannot be asked. */
async function journal(report: PageReport, url: string): Promise<PopupPage['journal']> {
  const procedure = factsOf({ ...report, blocks: [], titleElement: null }, new URL(url));
  return procedure && answered(await toBackground({ type: 'procedure/state', procedure }));
}

/** The reply to a request, as the background typed it; null when it failed or a newer version answers otherwise. */
function answered<T extends object>(reply: Reply<T> | undefined): T | null {
  return isReply(reply) && reply.ok ? reply : null;
}
