import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page, type Target, type WebWorker } from 'puppeteer';
import type { PageReport } from '../../../lib/messages.ts';
import type { Settings } from '../../../lib/settings.ts';
import { ensureChromium } from '../../commands/browsers.ts';
import { ensureBuild } from '../../commands/built.ts';
import { type Answers, answerInside } from './answers.ts';
import { askPage } from './ask-page.ts';
import { browserCalls } from './browser-calls.ts';
import { browserSettings } from './browser-settings.ts';
import type { ChromiumOptions } from './chromium-options.ts';
import { watchConsole } from './console-watch.ts';
import type { InExtension } from './in-extension.ts';
import { readDatabases, type StoredRows } from './journal.ts';
import { browserEnded, killBrowser, socketFolder } from './kill-browser.ts';
import { managedChromium } from './managed.ts';
import { outsideAttempts } from './network-log.ts';
import { patternOf } from './pattern-of.ts';
import { quietArguments, quietPreferences } from './quiet-chromium.ts';
import { type Settled, settledReport } from './settled-report.ts';
import { until } from './until.ts';

/** Chromium with the shipped build in a throw-away profile. */
export interface Chromium {
  browser: Browser;
  extensionId: string;
  /** Errors of all pages, content scripts and workers so far. `close` fails when there is one. */
  consoleErrors: string[];
  /** The extension's service worker; starts it when it sleeps. */
  worker: () => Promise<WebWorker>;
  /** Ends the service worker as the browser does after 30 idle seconds. */
  stopBackground: () => Promise<void>;
  /** Opens an address. What `answers` holds is answered inside the browser, so no network is needed. */
  openPage: (address: string, options?: { answers?: Answers }) => Promise<Page>;
  /** The page that the installation opens, in a browser started as `welcomed`. */
  welcome: () => Promise<Page>;
  /** The dashboard, at a route of its own such as `/targets`. */
  dashboard: (route?: string) => Promise<Page>;
  /** The toolbar button's popup, over a page. */
  popup: (page: Page) => Promise<Page>;
  /** The page of ours that something opens in a tab of its own. */
  pageOpenedBy: (act: () => Promise<unknown>) => Promise<Page>;
  /** Presses the browser's key for one of our commands, over a page. */
  command: (page: Page, name: string) => Promise<void>;
  /** Chooses what we offer in the menu on a selection, over a page. */
  chooseOnSelection: (page: Page, text: string) => Promise<void>;
  /** Grants optional origins such as `http://127.0.0.1:8080`, as the user's click on "Allow" would. */
  grant: (...origins: string[]) => Promise<void>;
  /** Makes the browser answer later requests for these patterns with yes. Grants them for a moment and takes them back. */
  allowWhenAsked: (patterns: readonly string[]) => Promise<void>;
  /** Takes every host permission back, as the user's "on click" in the browser's own menu does. */
  withdraw: () => Promise<void>;
  /** Replaces the extension by the same one under another version, as the browser's update does. */
  update: (version: string) => Promise<void>;
  /** Writes some of the settings; the others keep their values. */
  setSettings: (settings: Partial<Settings>) => Promise<void>;
  /** Grants origins, sets them to `full` and waits until our content script is registered there. */
  switchOn: (...origins: string[]) => Promise<void>;
  /** Sets an open page's site to `full` and starts our content script there by a click on the toolbar button. */
  switchOnHere: (page: Page) => Promise<void>;
  /** Runs a function where every interface of the extension is at hand: in its service worker. */
  inExtension: InExtension;
  /**
   * What the content script of a page has read and found. Waits until its reading has settled; a page that has still
   * not rendered after ten seconds gives the reading as it then is.
   * @throws when no content script of ours is active in the page
   */
  pageReport: (page: Page, options?: Settled) => Promise<PageReport>;
  /** Every row of the extension's databases, by store. */
  journal: () => Promise<StoredRows>;
  /** Lays something into the extension's storage as it is, beside what is there. */
  store: (items: object) => Promise<void>;
  /**
   * Closes the browser and deletes the profile.
   * @throws when anything reported an error, asked for an address without an answer, or tried to leave this machine
   */
  close: () => Promise<void>;
  /** Closes without judging: for pages that are not ours. */
  closeQuietly: () => Promise<void>;
  /** Ends every process of the browser at once, as a power cut would. The profile stays as it is. */
  kill: () => Promise<void>;
}

/**
 * Starts Chromium with the build as it ships, building it first when its sources changed.
 * @throws MissingProgramError where there is no Chromium
 */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Chromium> {
  const { folder } = await ensureBuild('chrome-mv3');
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'groent-lys-chromium-')));
  // A copy, so that a build made meanwhile does not change what is being tested.
  const extension = join(profile, 'extension');
  const isInstalled = existsSync(extension);
  if (!isInstalled) {
    await cp(folder, extension, { recursive: true });
    await mkdir(join(profile, 'data', 'Default'), { recursive: true });
    await writeFile(join(profile, 'data', 'Default', 'Preferences'), JSON.stringify(quietPreferences));
  }
  const networkLog = join(profile, 'network.json');
  const executablePath = options.managed
    ? await managedChromium(ensureChromium(), profile, extension, options.managed)
    : ensureChromium();
  const browser = await puppeteer.launch({
    executablePath,
    headless: options.headless ?? true,
    pipe: true,
    handleSIGINT: !options.keepsOnSignals,
    handleSIGTERM: !options.keepsOnSignals,
    handleSIGHUP: !options.keepsOnSignals,
    userDataDir: join(profile, 'data'),
    // What a kept profile holds of an extension stays only if the extension came by the command line.
    enableExtensions: options.profile ? true : [extension],
    ignoreDefaultArgs: options.profile ? ['--disable-extensions'] : [],
    defaultViewport: options.viewport === undefined ? { width: 1440, height: 900 } : options.viewport,
    args: [
      ...quietArguments,
      ...(options.profile ? [`--load-extension=${extension}`] : []),
      `--log-net-log=${networkLog}`,
      // The one language that every Chromium brings; tests in Danish write the setting.
      '--lang=en-US',
      ...(options.trusted ? [`--ignore-certificate-errors-spki-list=${options.trusted}`] : []),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: { ...process.env, LANGUAGE: 'en-US', ...(options.display ? { DISPLAY: options.display } : {}) },
  });
  const leftover = await socketFolder(join(profile, 'data'));
  const watch = watchConsole(browser);
  const unanswered: string[] = [];
  let closed = false;
  const target = await browser.waitForTarget((t) => t.type() === 'service_worker', { timeout: 30_000 });
  const extensionId = new URL(target.url()).host;
  const address = (path: string) => `chrome-extension://${extensionId}/${path}`;
  const browserSide = browserSettings(withPage, extensionId);
  if (!isInstalled && !options.welcomed) await (await welcome()).close();

  async function welcome(): Promise<Page> {
    const opened = (t: Target) => t.url().startsWith(address('dashboard.html'));
    return (await browser.waitForTarget(opened, { timeout: 30_000 })).asPage();
  }

  function runningWorker(): Target | undefined {
    return browser.targets().find((t) => t.type() === 'service_worker' && t.url().startsWith(address('')));
  }

  async function worker(): Promise<WebWorker> {
    return until(async () => {
      const running = runningWorker();
      if (running) {
        await watch.listening(running);
        const found = await running.worker();
        // A worker can be reached a moment before it has been given the extension's interfaces.
        const isReady = await found?.evaluate(() => globalThis.chrome?.storage !== undefined);
        return isReady ? found : null;
      }
      // Nobody listens to this message; sending it starts the worker.
      await withPage(address('manifest.json'), (page) =>
        page.evaluate(() => chrome.runtime.sendMessage({ type: 'harness/wake' }).catch(() => null)),
      );
      return null;
    }, 'the service worker');
  }

  async function withPage<T>(url: string, use: (page: Page) => Promise<T>): Promise<T> {
    const page = await browser.newPage();
    try {
      await page.goto(url);
      return await use(page);
    } finally {
      await page.close();
    }
  }

  async function openPage(url: string, own: { answers?: Answers } = {}): Promise<Page> {
    const page = await browser.newPage();
    await answerInside(page, new Map([...(options.answers ?? []), ...(own.answers ?? [])]), {
      unanswered,
      sealed: options.sealed,
    });
    await page.goto(url);
    return page;
  }

  async function dashboard(route = ''): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(address(`dashboard.html${route && `#${route}`}`));
    return page;
  }

  /** The page of ours in a target: the browser says where a page goes before the page is there. */
  async function arrived(opened: Target, start: string): Promise<Page> {
    const page = await opened.asPage();
    await until(() => page.evaluate((wanted) => location.href.startsWith(wanted), start), `the page ${start}`);
    return page;
  }

  async function popup(page: Page): Promise<Page> {
    await page.bringToFront();
    const start = address('popup.html');
    // One that was opened before may still be closing.
    const known = new Set(browser.targets());
    const opened = browser.waitForTarget((t) => !known.has(t) && t.url().startsWith(start), { timeout: 30_000 });
    // A click as the user's, which also grants activeTab; chrome.action.openPopup would not.
    const extension = (await browser.extensions()).get(extensionId);
    if (!extension) throw new Error('the extension is not loaded');
    await page.triggerExtensionAction(extension);
    return arrived(await opened, start);
  }

  async function pageOpenedBy(act: () => Promise<unknown>): Promise<Page> {
    const known = new Set(browser.targets());
    const start = address('dashboard.html#');
    const [opened] = await Promise.all([
      browser.waitForTarget((t) => !known.has(t) && t.url().startsWith(start)),
      act(),
    ]);
    return arrived(opened, start);
  }

  async function grant(...origins: string[]): Promise<void> {
    const patterns = origins.map(patternOf);
    await browserSide.permit(patterns);
    // With that, the extension's own request is answered without a prompt; evaluate counts as the user's click.
    const granted = await withPage(address('manifest.json'), (page) =>
      page.evaluate((allowed) => chrome.permissions.request({ origins: allowed }), patterns),
    );
    if (!granted) throw new Error(`Chromium did not grant ${patterns}; is it in optional_host_permissions?`);
  }

  async function allowWhenAsked(patterns: readonly string[]): Promise<void> {
    await browserSide.permit(patterns);
    // What an extension has given back itself it gets again without a question.
    await withPage(address('manifest.json'), (page) =>
      page.evaluate(
        async (origins) => {
          await chrome.permissions.request({ origins });
          await chrome.permissions.remove({ origins });
        },
        [...patterns],
      ),
    );
  }

  async function update(version: string): Promise<void> {
    const file = join(extension, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...manifest, version }));
    await stopBackground();
    await browserSide.reload();
    await until(async () => {
      const running = await (await worker()).evaluate(() => chrome.runtime.getManifest().version);
      return running === version || null;
    }, `version ${version}`);
  }

  async function setSettings(settings: Partial<Settings>): Promise<void> {
    await (await worker()).evaluate(async (changes) => {
      const { settings: stored } = await chrome.storage.local.get('settings');
      await chrome.storage.local.set({ settings: { ...(stored as object | undefined), ...changes } });
    }, settings);
  }

  async function setFull(...origins: string[]): Promise<void> {
    const stored = await (await worker()).evaluate(() => chrome.storage.local.get('settings'));
    const { sites } = (stored.settings ?? {}) as Partial<Settings>;
    const full = Object.fromEntries(origins.map((origin) => [origin, 'full' as const]));
    await setSettings({ sites: { ...sites, ...full } });
  }

  async function switchOnHere(page: Page): Promise<void> {
    await setFull(new URL(page.url()).origin);
    const opened = await popup(page);
    await (await worker()).evaluate(async (url) => {
      const tab = (await chrome.tabs.query({ active: true })).find((one) => one.url === url);
      if (tab?.id === undefined) throw new Error(`no active tab at ${url}`);
      await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['content-scripts/portal.js'] });
    }, page.url());
    await opened.close();
  }

  async function switchOn(...origins: string[]): Promise<void> {
    await grant(...origins);
    await setFull(...origins);
    const patterns = origins.map(patternOf);
    await until(async () => {
      const scripts = await (await worker()).evaluate(() => chrome.scripting.getRegisteredContentScripts());
      const registered = scripts.flatMap(({ matches }) => matches ?? []);
      return patterns.every((pattern) => registered.includes(pattern)) || null;
    }, `the content script's registration at ${patterns}`);
  }

  async function pageReport(page: Page, options: Settled = {}): Promise<PageReport> {
    await page.bringToFront();
    return settledReport(async () => askPage(await worker(), page.url()), page.url(), options);
  }

  async function stopBackground(): Promise<void> {
    const target = runningWorker();
    if (!target) return;
    const running = await worker();
    await watch.release(target);
    await running.close();
    await until(() => (browser.targets().includes(target) ? null : true), 'the end of the service worker');
  }

  const journal = () => withPage(address('manifest.json'), readDatabases);

  async function store(items: object): Promise<void> {
    await (await worker()).evaluate((all) => chrome.storage.local.set(all), items as Record<string, never>);
  }

  async function shut(): Promise<string[]> {
    if (closed) return [];
    closed = true;
    // The user may have closed the window before us.
    if (browser.connected) await browser.close();
    else await browserEnded(browser);
    if (leftover) await rm(leftover, { recursive: true, force: true });
    const attempts = await outsideAttempts(networkLog);
    if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    return attempts;
  }

  async function close(): Promise<void> {
    // A browser that is going down answers the background's last questions with nothing, and its own code complains of
    // that. What was said before is heard once an answer has come back.
    if (!closed && browser.connected) await browser.version();
    const errors = [...watch.errors];
    const attempts = await shut();
    const complaints = [
      ...errors.map((error) => `console error: ${error}`),
      ...unanswered.map((asked) => `nobody answers ${asked}: give it an answer, or do not ask`),
      ...attempts.map((attempt) => `left this machine: ${attempt}`),
    ];
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  }

  return {
    browser,
    extensionId,
    consoleErrors: watch.errors,
    worker,
    stopBackground,
    openPage,
    welcome,
    dashboard,
    popup,
    pageOpenedBy,
    ...browserCalls(worker),
    grant,
    allowWhenAsked,
    withdraw: browserSide.withdraw,
    update,
    setSettings,
    switchOn,
    switchOnHere,
    inExtension: (async (work: () => unknown, ...given: []) =>
      (await worker()).evaluate(work, ...given)) as InExtension,
    pageReport,
    journal,
    store,
    close,
    closeQuietly: async () => void (await shut()),
    kill: () => killBrowser(browser),
  };
}
