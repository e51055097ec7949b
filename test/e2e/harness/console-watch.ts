import type { Browser, CDPSession, Protocol, Target } from 'puppeteer';

interface ConsoleWatch {
  /** One line for each error, with the address of the page or worker; grows as the browser lives. */
  errors: string[];
  /** Resolves when a target is being listened to. Puppeteer loses a worker to which two sessions attach at once. */
  listening: (target: Target) => Promise<void>;
  /** Lets go of a target, so that it can end: a worker that is listened to never does. */
  release: (target: Target) => Promise<void>;
}

/**
 * Collects every error that any page, frame, content script or worker of the browser reports: console.error, failed
 * assertions, uncaught exceptions and rejections, and the browser's own entries (CSP, failed loads). There is no
 * allow-list. Chromium's own pages (chrome://) are not ours and are left out.
 */
export function watchConsole(browser: Browser): ConsoleWatch {
  const errors: string[] = [];
  const sessions = new Map<Target, Promise<CDPSession | null>>();
  const watch = (target: Target) => {
    if (sessions.has(target) || !watchedTypes.has(target.type())) return;
    // A target that goes away before we can listen had no time to say anything.
    sessions.set(
      target,
      listen(target, errors).catch(() => null),
    );
  };
  browser.on('targetcreated', watch);
  browser.on('targetdestroyed', (target) => sessions.delete(target));
  for (const target of browser.targets()) watch(target);
  return {
    errors,
    async listening(target) {
      await sessions.get(target);
    },
    async release(target) {
      await (await sessions.get(target))?.detach();
    },
  };
}

const watchedTypes: ReadonlySet<string> = new Set(['page', 'service_worker', 'background_page', 'other']);

async function listen(target: Target, errors: string[]): Promise<CDPSession> {
  const session = await target.createCDPSession();
  const report = (text: string) => {
    const address = target.url();
    if (/^(chrome|devtools|about):/.test(address) && !address.startsWith('about:blank')) return;
    errors.push(`${address}: ${text}`);
  };
  session.on('Runtime.consoleAPICalled', (event) => {
    if (event.type === 'error' || event.type === 'assert') report(event.args.map(describe).join(' '));
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    report(exceptionDetails.exception?.description ?? exceptionDetails.text);
  });
  session.on('Log.entryAdded', ({ entry }) => {
    if (entry.level === 'error') report([entry.text, entry.url].filter(Boolean).join(' '));
  });
  await Promise.all([session.send('Runtime.enable'), session.send('Log.enable')]);
  return session;
}

function describe(value: Protocol.Runtime.RemoteObject): string {
  return value.description ?? JSON.stringify(value.value) ?? value.type;
}
