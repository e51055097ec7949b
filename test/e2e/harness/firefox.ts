import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import type { PageReport } from '../../../lib/messages.ts';
import type { Settings } from '../../../lib/settings.ts';
import { tryFirefox } from '../../commands/browsers.ts';
import { ensureBuild } from '../../commands/built.ts';
import { type Answers, answerInside } from './answers.ts';
import type { ExtensionApi } from './extension-api.ts';
import { firefoxCalls } from './firefox-calls.ts';
import { closeTab, extensionInFirefox, inFirefoxWindow } from './firefox-window.ts';
import { firefoxWorld } from './firefox-world.ts';
import type { InExtension } from './in-extension.ts';
import { installForGood } from './install-for-good.ts';
import { readDatabases, type StoredRows } from './journal.ts';
import { killBrowser } from './kill-browser.ts';
import { managedFirefox } from './managed.ts';
import { recordOutside } from './outside-recorder.ts';
import { shownByFirefox } from './panel.ts';
import { patternOf } from './pattern-of.ts';
import { onlyWayOut, quietPreferences } from './quiet-firefox.ts';
import { type Settled, settledReport } from './settled-report.ts';
import { until } from './until.ts';

/** Firefox with the shipped build in a throw-away profile. */
export interface Firefox {
  browser: Browser;
  extensionId: string;
  /** Host of the extension's own pages, fixed so that tests can address them. */
  uuid: string;
  /** Errors of all pages and content scripts, and uncaught ones of the background, so far. */
  consoleErrors: string[];
  /** Opens an address; what `answers` holds is answered inside the browser. */
  openPage: (address: string, options?: { answers?: Answers }) => Promise<Page>;
  /** The page that the installation opens, in a browser started as `welcomed`. */
  welcome: () => Promise<Page>;
  /** The dashboard, at a route of its own such as `/targets`. */
  dashboard: (route?: string) => Promise<Page>;
  /** The popup over a page, as a tab of its own: Firefox gives no handle on the real one. */
  popup: (page: Page) => Promise<Page>;
  /** The page of ours that something opens in a tab of its own. */
  pageOpenedBy: (act: () => Promise<unknown>) => Promise<Page>;
  /** Presses the browser's key for one of our commands, over a page. */
  command: (page: Page, name: string) => Promise<void>;
  /** Chooses what we offer in the menu on a selection, over a page. */
  chooseOnSelection: (page: Page, text: string) => Promise<void>;
  /** Ends the background as the browser does when it has nothing to do. */
  stopBackground: () => Promise<void>;
  /** A page of ours without code of its own, with all that our pages may do. */
  blank: () => Promise<Page>;
  /** Grants optional origins by a click in one of our own pages; Firefox asks nobody in this profile. */
  grant: (...origins: string[]) => Promise<void>;
  /** Nothing has to be said here beforehand: Firefox asks nobody in this profile. */
  allowWhenAsked: (patterns: readonly string[]) => Promise<void>;
  /** Takes the host permissions of the manifest back, as the user can. */
  withdraw: () => Promise<void>;
  /** Replaces a lasting extension by the same one under another version, as the browser's update does. */
  update: (version: string) => Promise<void>;
  /** Writes some of the settings; the others keep their values. */
  setSettings: (settings: Partial<Settings>) => Promise<void>;
  /** Grants origins, sets them to `full` and waits until our content script is registered there. */
  switchOn: (...origins: string[]) => Promise<void>;
  /** Runs a function where every interface of the extension is at hand: in a page of its own. */
  inExtension: InExtension;
  /** What the content script of a page has read and found, once its reading has settled. */
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
  /** Ends every process of the browser at once, as a power cut would. The profile stays as it is. */
  kill: () => Promise<void>;
}

interface FirefoxOptions {
  /** Answers for every page opened with `openPage`; a page's own answers come first. */
  answers?: Answers;
  /** A folder of the caller's own, which stays: started with it again, the browser finds what it left there. */
  profile?: string;
  /** What the browser's management says to the extension, by a real policy file; see `managingMissing`. */
  managed?: Record<string, unknown>;
  /** Installs the extension as the store does, so that it is there again when the profile is started again. */
  lasting?: boolean;
  /** Leaves the page open that the installation opens. */
  welcomed?: boolean;
  /** A window, on the display of that name, as in DISPLAY. */
  headless?: boolean;
  display?: string;
  viewport?: { width: number; height: number } | null;
}

const geckoId = 'groent-lys@groent-lys.dk';
/** Where the extension's own pages are; a server that lists origins lists this one. */
export const firefoxOrigin = 'moz-extension://9f0c1d5e-6c2b-4b57-8a1e-2a9d1f6f7c11';
const uuid = new URL(firefoxOrigin).host;

/** Why the tests in Firefox are left out on this machine, in one line; null where it is there. */
export function firefoxMissing(): string | null {
  const firefox = tryFirefox();
  return firefox.path === null ? `no Firefox: ${firefox.reason}` : null;
}

/**
 * Starts Firefox with the build as it ships, building it first when its sources changed.
 * @throws where there is no Firefox: ask `firefoxMissing` first
 */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<Firefox> {
  const firefox = tryFirefox();
  if (firefox.path === null) throw new Error(firefox.reason);
  const { folder } = await ensureBuild('firefox-mv3');
  const home = options.profile ?? (await mkdtemp(join(tmpdir(), 'groent-lys-firefox-')));
  // A copy, so that a build made meanwhile does not change what is being tested.
  const extension = join(home, 'extension');
  const isInstalled = existsSync(extension) && options.lasting === true;
  if (!existsSync(extension)) {
    await cp(folder, extension, { recursive: true });
    await mkdir(join(home, 'data'));
  }
  const outside = await recordOutside();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: options.managed ? await managedFirefox(firefox.path, home, geckoId, options.managed) : firefox.path,
    headless: options.headless ?? true,
    userDataDir: join(home, 'data'),
    args: ['--remote-allow-system-access'],
    defaultViewport: options.viewport === undefined ? { width: 1440, height: 900 } : options.viewport,
    // Without this a release build ignores the address of the settings server below.
    env: {
      ...process.env,
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
      ...(options.display ? { DISPLAY: options.display } : {}),
    },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
      'extensions.webextOptionalPermissionPrompts': false,
      'intl.accept_languages': 'en-US',
      'xpinstall.signatures.required': false,
      ...quietPreferences,
      ...onlyWayOut(outside.port),
    },
  });
  const extensionOf = extensionInFirefox(geckoId);
  const consoleErrors: string[] = [];
  // Errors of the background and of content scripts reach no page's console; Firefox prints them.
  browser.process()?.stderr?.on('data', (chunk: Buffer) => {
    const lines = chunk.toString().split('\n');
    consoleErrors.push(...lines.filter((line) => /^JavaScript error: (moz-extension|https?):/.test(line)));
  });
  const unanswered: string[] = [];
  if (isInstalled) await running();
  else await (options.lasting ? installForGood(browser, extension) : browser.installExtension(extension));
  if (!isInstalled && !options.welcomed) await closeTab(browser, '#/welcome');

  /** The version that runs; waits until the browser has started one. */
  function running(): Promise<string> {
    const version = `WebExtensionPolicy.getByID(${JSON.stringify(geckoId)})?.extension.version`;
    return until(async () => (await inFirefoxWindow(browser, version)) as string | undefined, 'the extension');
  }

  /** The page that the installation opens; Firefox does not say its address, so each page is asked. */
  function welcome(): Promise<Page> {
    return until(async () => {
      for (const page of await browser.pages()) {
        if (!(await page.evaluate(() => location.hash === '#/welcome').catch(() => false))) continue;
        listen(page);
        return page;
      }
      return null;
    }, 'the welcome');
  }

  async function newPage(background = false): Promise<Page> {
    const page = await browser.newPage({ background });
    listen(page);
    return page;
  }

  function listen(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') consoleErrors.push(`${page.url()}: ${message.text()}`);
    });
  }

  async function openPage(url: string, own: { answers?: Answers } = {}): Promise<Page> {
    const page = await newPage();
    await answerInside(page, new Map([...(options.answers ?? []), ...(own.answers ?? [])]), { unanswered });
    shownByFirefox(page, (frame) => firefoxWorld(desk, page, frame));
    await page.goto(url);
    return page;
  }

  /** Firefox loads pages of an extension without ever saying so; the page itself is asked instead. */
  async function ownPage(path: string, given: { over?: Page; background?: boolean } = {}): Promise<Page> {
    const page = await newPage(given.background);
    await given.over?.bringToFront();
    page.goto(`moz-extension://${uuid}/${path}`, { timeout: 1500 }).catch(() => null);
    const arrived = () => location.protocol === 'moz-extension:' && document.readyState === 'complete';
    await until(async () => (await page.evaluate(arrived)) || null, `the extension's page ${path}`);
    return page;
  }

  /** A click on the toolbar's button lets it look at the tab that it is opened over, and that stays its active one. */
  async function popup(over: Page): Promise<Page> {
    await over.bringToFront();
    await inFirefoxWindow(browser, `void ${extensionOf}.tabManager.addActiveTabPermission(gBrowser.selectedTab)`);
    const page = await ownPage('popup.html', { over });
    await until(() => page.evaluate(() => document.querySelector('#app')?.textContent || null), 'the popup');
    await page.evaluate(async () => {
      const { tabs } = (globalThis as unknown as { browser: ExtensionApi }).browser;
      const [tab] = await tabs.query({ active: true, currentWindow: true });
      tabs.query = async () => [await tabs.get(tab?.id ?? -1)];
    });
    await page.bringToFront();
    return page;
  }

  const blank = () => ownPage('manifest.json');

  async function inOwnPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
    const page = await blank();
    try {
      return await use(page);
    } finally {
      await page.close();
    }
  }

  async function pageOpenedBy(act: () => Promise<unknown>): Promise<Page> {
    const known = new Set(await browser.pages());
    await act();
    // Not just any page of ours: what is done may open the desk.
    const isOurs = () => location.pathname === '/dashboard.html' && document.readyState === 'complete';
    return until(async () => {
      for (const page of await browser.pages()) {
        if (known.has(page) || !(await page.evaluate(isOurs).catch(() => false))) continue;
        listen(page);
        return page;
      }
      return null;
    }, 'a page of ours that was opened');
  }

  async function stopBackground(): Promise<void> {
    await inFirefoxWindow(
      browser,
      `${extensionOf}.terminateBackground({ ignoreDevToolsAttached: true }).then(() => 0)`,
    );
    const stopped = async () =>
      (await inFirefoxWindow(browser, `${extensionOf}.backgroundState`)) === 'stopped' || null;
    await until(stopped, 'the end of the background');
  }

  let opened: Promise<Page> | null = null;
  /** A page of ours that stays open behind the others, to ask and write from. */
  const desk = () => {
    opened ??= ownPage('manifest.json', { background: true });
    return opened;
  };

  async function grant(...origins: string[]): Promise<void> {
    const patterns = origins.map(patternOf);
    const granted = await inOwnPage(async (page) => {
      await page.evaluate((allowed) => {
        const { browser: api } = globalThis as unknown as { browser: ExtensionApi };
        const button = document.createElement('button');
        button.id = 'harness-grant';
        button.style.cssText = 'position:fixed;inset:0;z-index:1';
        // There before the click, which may be heard only after WebDriver has said that it was made.
        const harnessGranted = new Promise((resolve) => {
          button.onclick = () => resolve((async () => api.permissions.request({ origins: allowed }))());
        });
        document.body.append(button);
        Object.assign(globalThis, { harnessGranted });
      }, patterns);
      await page.click('#harness-grant');
      return page.evaluate(() => (globalThis as unknown as { harnessGranted: Promise<boolean> }).harnessGranted);
    });
    if (!granted) throw new Error(`Firefox did not grant ${patterns}; is it in optional_host_permissions?`);
  }

  async function update(version: string): Promise<void> {
    const file = join(extension, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...manifest, version }));
    await installForGood(browser, extension);
    await until(async () => (await running()) === version || null, `version ${version}`);
    // Pages of the version before have been closed.
    opened = null;
  }

  async function withdraw(): Promise<void> {
    await (await desk()).evaluate(async () => {
      const { permissions, runtime } = (globalThis as unknown as { browser: ExtensionApi }).browser;
      await permissions.remove({ origins: runtime.getManifest().host_permissions });
    });
  }

  async function setSettings(settings: Partial<Settings>): Promise<void> {
    await inOwnPage((page) =>
      page.evaluate(async (changes) => {
        const { storage } = (globalThis as unknown as { browser: ExtensionApi }).browser;
        const { settings: stored } = await storage.local.get('settings');
        await storage.local.set({ settings: { ...stored, ...changes } });
      }, settings),
    );
  }

  async function store(items: object): Promise<void> {
    await (await desk()).evaluate(
      (all) => (globalThis as unknown as { browser: ExtensionApi }).browser.storage.local.set(all),
      items,
    );
  }

  async function switchOn(...origins: string[]): Promise<void> {
    await grant(...origins);
    const { settings } = await (await desk()).evaluate(() =>
      (globalThis as unknown as { browser: ExtensionApi }).browser.storage.local.get('settings'),
    );
    const { sites } = (settings ?? {}) as Partial<Settings>;
    const full = Object.fromEntries(origins.map((origin) => [origin, 'full' as const]));
    await setSettings({ sites: { ...sites, ...full } });
    const patterns = origins.map(patternOf);
    await until(async () => {
      const scripts = await (await desk()).evaluate(() =>
        (globalThis as unknown as { browser: ExtensionApi }).browser.scripting.getRegisteredContentScripts(),
      );
      const registered = scripts.flatMap(({ matches }) => matches ?? []);
      return patterns.every((pattern) => registered.includes(pattern)) || null;
    }, `the content script's registration at ${patterns}`);
  }

  async function pageReport(page: Page, wanted: Settled = {}): Promise<PageReport> {
    const own = await desk();
    // While it changes the process for a page, Firefox has none to bring there.
    await until(() => page.bringToFront().then(() => true), `${page.url()} in front`);
    // The page knows where it is; of one that came back from the history nobody else is told.
    const ask = async () =>
      own.evaluate(
        async (address) => {
          const { tabs } = (globalThis as unknown as { browser: ExtensionApi }).browser;
          const there = (await tabs.query({})).filter(({ url }) => url === address);
          const tab = there.find(({ active }) => active) ?? there[0];
          if (tab?.id === undefined) return null;
          return ((await tabs.sendMessage(tab.id, { type: 'page/report' })) as PageReport | undefined) ?? null;
        },
        await page.evaluate(() => location.href),
      );
    return settledReport(ask, page.url(), wanted);
  }

  async function close(): Promise<void> {
    await browser.close();
    outside.stop();
    if (!options.profile) await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    const complaints = [
      ...new Set(consoleErrors.map((error) => `console error: ${error}`)),
      ...unanswered.map((asked) => `nobody answers ${asked}: give it an answer, or do not ask`),
      ...new Set(outside.attempts.map((attempt) => `left this machine: ${attempt}`)),
    ];
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  }

  return {
    browser,
    extensionId: geckoId,
    uuid,
    consoleErrors,
    openPage,
    welcome,
    dashboard: (route = '') => ownPage(`dashboard.html${route && `#${route}`}`),
    popup,
    pageOpenedBy,
    ...firefoxCalls(browser, geckoId, desk),
    stopBackground,
    blank,
    grant,
    allowWhenAsked: async () => undefined,
    withdraw,
    update,
    setSettings,
    switchOn,
    inExtension: (async (work: () => unknown, ...given: []) => (await desk()).evaluate(work, ...given)) as InExtension,
    pageReport,
    journal: async () => readDatabases(await desk()),
    store,
    close,
    async kill() {
      await killBrowser(browser);
      outside.stop();
    },
  };
}
