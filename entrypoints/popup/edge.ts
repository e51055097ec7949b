import { browser } from 'wxt/browser';
import type { PopupEdge } from '../../components/popup/popup.tsx';
import { isPageReport } from '../../components/popup/report.ts';
import type { SettingsArea } from '../../components/ui/settings-store.ts';
import type { SitesEdge } from '../../components/ui/switch-site.ts';
import { factsOf } from '../../lib/facts.ts';
import { isReply, type PageReport, type PageRequest, type Request } from '../../lib/messages.ts';
import { readPolicy } from '../../lib/targets/policy.ts';
import { policyArea } from '../dashboard/policy-area.ts';

/** What the popup asks of the browser and of the tab it was opened over. */
export function popupEdge(settings: SettingsArea, sites: SitesEdge, browserLanguage: string): PopupEdge {
  return {
    settings,
    sites,
    browserLanguage,
    sitePolicy: async () => {
      const stored = await policyArea.get();
      const read = stored === undefined ? null : readPolicy(stored);
      return read && 'policy' in read ? read.policy : null;
    },
    onPolicyChanged: policyArea.onChanged,
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
    isFollowed,
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

async function toBackground(request: Request): Promise<unknown> {
  return browser.runtime.sendMessage(request);
}

/** Whether the journal holds the tender as followed; null when it cannot be asked. */
async function isFollowed(report: PageReport, url: string): Promise<boolean | null> {
  const procedure = factsOf({ ...report, blocks: [], titleElement: null }, new URL(url));
  if (procedure === null) return null;
  const reply = await toBackground({ type: 'procedure/state', procedure });
  if (!isReply(reply) || !reply.ok || !('followed' in reply)) return null;
  return reply.followed === true;
}
