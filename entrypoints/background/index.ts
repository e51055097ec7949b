import { type Browser, browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { z } from 'zod';
import { keepOn } from '../../components/ui/switch-site.ts';
import { JournalError } from '../../lib/log/journal-error.ts';
import { requestSchema } from '../../lib/message-schema.ts';
import type { Request } from '../../lib/messages.ts';
import { onManagedChanged } from '../dashboard/managed.ts';
import { settingsArea } from '../dashboard/settings-area.ts';
import { passOn } from './commands.ts';
import { compiledIndex } from './compiled-index.ts';
import { keepCourier } from './courier.ts';
import { checkSelection, refreshMenu } from './selection-menu.ts';
import { failure, type Sender, serve } from './serve.ts';
import { refreshSites, takeGranted, tellPages } from './sites.ts';
import { isSourceUnread, visitIfDue } from './source.ts';
import { leavesWords, takeTeam, teamAlarm, tellTeam } from './team.ts';
import { welcome } from './welcome.ts';

// Zod would else try to compile code, which the content security policy forbids and reports.
z.config({ jitless: true });

/** How long after it has started the background looks for what an earlier run left to be told, in milliseconds. */
const afterWaking = 2_000;

export default defineBackground(() => {
  keepCourier();
  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const from = senderOf(sender);
    if (!from) return false;
    const parsed = requestSchema.safeParse(message);
    if (!parsed.success || !speaksForItself(parsed.data, from)) {
      respond(failure('invalid-message', parsed.success ? 'address' : z.prettifyError(parsed.error)));
      return false;
    }
    void serve(parsed.data, from).then((answer) => {
      respond(answer);
      if (leavesWords(parsed.data)) takeAndTell('wakes');
    });
    return true;
  });

  browser.commands.onCommand.addListener((command, tab) => void passOn(command, tab?.id));
  browser.contextMenus.onClicked.addListener((info, tab) => void checkSelection(info, tab));

  const inTurn = serially('sites could not be registered');
  const visits = serially("the organisation's address could not be visited");
  const visit = (asked: boolean) => visits(() => visitIfDue({ asked }));
  const menus = serially('the menu of a selection could not be made');
  const nameMenu = () => menus(refreshMenu);
  const team = serially('the team could not be told');
  /** Also where the browser has forgotten the alarm, as it may when it starts. */
  const takeAndTell = (when: 'wakes' | 'changed' | 'rings') =>
    team(async () => {
      await takeTeam(when);
      await tellTeam({ rings: when === 'rings' });
    });
  /** Where nothing points to a team the journal stays closed. */
  const tellIfAny = () =>
    team(async () => {
      if (await takeTeam('wakes')) await tellTeam({ rings: false });
    });
  /** Other targets hold: their index is made before the open pages ask for it. */
  const takeOver = () =>
    inTurn(async () => {
      await compiledIndex();
      await tellPages();
    });
  const refresh = () => inTurn(() => refreshSites({ atStart: false }));
  browser.runtime.onInstalled.addListener(({ reason }) => {
    inTurn(() => refreshSites({ atStart: reason !== 'install' }));
    nameMenu();
    takeAndTell('wakes');
    if (reason === 'install') void welcome();
  });
  browser.runtime.onStartup.addListener(() => {
    inTurn(() => refreshSites({ atStart: true }));
    nameMenu();
    takeAndTell('wakes');
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === teamAlarm) takeAndTell('rings');
  });
  browser.permissions.onAdded.addListener(() =>
    inTurn(async () => {
      const site = await takeGranted();
      if (site !== null) await keepOn(settingsArea, site);
      await refreshSites({ atStart: false });
      // The answer of the organisation's server may be one that can be read now.
      if (await isSourceUnread()) visit(true);
    }),
  );
  browser.permissions.onRemoved.addListener(refresh);
  browser.storage.local.onChanged.addListener(({ settings, policy, packs, source }) => {
    if (settings || policy || source) refresh();
    if (settings) {
      nameMenu();
      // Whose unit it is may come from the policy, or from the user.
      tellIfAny();
    }
    if (policy || packs || source) takeOver();
  });
  onManagedChanged(() => {
    refresh();
    nameMenu();
    takeOver();
    takeAndTell('changed');
    visit(false);
  });
  visit(false);
  // The page that woke us is answered first.
  setTimeout(tellIfAny, afterWaking);
});

/** One after the other: settings and permissions often change together. */
function serially(complaint: string): (task: () => Promise<void>) => void {
  let last: Promise<void> = Promise.resolve();
  return (task) => {
    last = last.then(task).catch((error: unknown) => {
      // A browser that closes meanwhile loses nothing: sites are registered anew when it starts.
      if (/shutting down/i.test(String(error))) return;
      // The panel and the dashboard say so where they are used, and there is nothing to mend here.
      if (error instanceof JournalError && error.code === 'journal-newer') return;
      console.error(complaint, error);
    });
  };
}

function senderOf({ id, url, tab, frameId, documentId }: Browser.runtime.MessageSender): Sender | null {
  if (id !== browser.runtime.id || url === undefined) return null;
  return { tabId: tab?.id ?? null, frameId: frameId ?? 0, documentId: documentId ?? null, url };
}

/** A page may only speak of a procedure at its own address; our own pages may speak of any. */
function speaksForItself(request: Request, { url }: Sender): boolean {
  if (url.startsWith(browser.runtime.getURL('/'))) return true;
  if (request.type === 'organisation/visit' || request.type === 'team/changed') return false;
  if (!('procedure' in request)) return true;
  return new URL(request.procedure.url).origin === new URL(url).origin;
}
