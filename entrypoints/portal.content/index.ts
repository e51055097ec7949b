import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isPageRequest } from '../../lib/messages.ts';
import { atRest } from './at-rest.ts';
import { ask, isAlive } from './background-link.ts';
import { loadScript } from './load-script.ts';
import type { PageLife } from './page-life.ts';

export default defineContentScript({
  matches: ['https://ted.europa.eu/*', 'https://udbud.dk/*', 'https://www.udbud.dk/*'],
  // It only begins to wait. Later the browser would keep the page's load event back until the script has run.
  runAt: 'document_start',
  // The page's own listeners would get the framework's word that we run, also where we are switched off.
  noScriptStartedPostMessage: true,
  async main(context) {
    const marked = globalThis as { groentLysRuns?: unknown };
    // The popup injects the script into a tab it was just switched on for; the registration may come too. An element
    // of the page with that id would be found under the same name.
    if (marked.groentLysRuns === true) return;
    marked.groentLysRuns = true;

    let life: PageLife | null = null;
    let known = '';
    let starting: Promise<void> = atRest();

    /** Asks anew how to run here; settings are the one source, a message only says that they changed. */
    const restart = (): Promise<void> => {
      starting = starting
        .then(async () => {
          const hello = await ask({ type: 'page/hello' });
          const answer = JSON.stringify(hello);
          if (life && answer === known) return;
          life?.end();
          life = null;
          known = answer;
          if (!hello.ok || hello.mode === 'off' || !isAlive()) return;
          const startPage = await loadScript('reader');
          life = startPage?.(document, hello) ?? null;
          await life?.started;
        })
        // One start that fails must not keep the site from being switched off, on, or asked about.
        .catch((error: unknown) => {
          life = null;
          console.error('the page could not be read', error);
        });
      return starting;
    };

    // The framework says so at every further start, and anything in the page can say it: only an update ends us.
    context.onInvalidated(() => {
      if (!isAlive()) life?.end();
    });
    browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
      if (sender.id !== browser.runtime.id || !isPageRequest(message)) return false;
      switch (message.type) {
        case 'page/report':
          void starting
            .then(() => life?.report())
            .catch(() => null)
            .then((report) => respond(report ?? null));
          return true;
        case 'panel/toggle':
        case 'panel/next':
        case 'panel/log':
        case 'team/told':
          life?.press(message.type);
          return false;
        case 'site/mode':
          void restart();
          return false;
      }
    });
    // Settings may change in the dashboard, which knows of no pages: off means off, on pages that are open too.
    browser.storage.local.onChanged.addListener(({ settings }) => {
      if (settings) void restart();
    });
    await restart();
  },
});
