import data from 'virtual:targets/in-page';
import { browser } from 'wxt/browser';
import { isVisitDue, visitSource } from '../../lib/source.ts';
import { currentOrganisation } from './organisation.ts';

/**
 * Fetches packs and policy from the organisation's address, where its management names one and a visit is due. Needs no
 * alarm: the background wakes with every page of a portal, and is asked then.
 * Visits that come at once take turns: the answer of an older one must not go over that of a newer one.
 * @param asked the user wants it now, or the answer may be another one now that a permission was given
 */
export async function visitIfDue({ asked }: { asked: boolean }): Promise<void> {
  await navigator.locks.request('source', () => visit(asked));
}

async function visit(asked: boolean): Promise<void> {
  const { managed, source } = await currentOrganisation();
  const address = managed.managed.source;
  // What was fetched stays stored: Chromium knows the management only seconds after it has started.
  if (address === undefined) return;
  if (!asked && !isVisitDue(source, new Date())) return;
  const visited = await visitSource(address, source, data, { fetch, now: () => new Date() });
  await browser.storage.local.set({ source: visited });
}

/** Whether the last visit brought nothing, for whatever reason. */
export async function isSourceUnread(): Promise<boolean> {
  return ((await currentOrganisation()).source?.problem ?? null) !== null;
}
