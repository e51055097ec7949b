import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import type { Settings } from '../../../lib/settings.ts';
import { tryFirefox } from '../../commands/browsers.ts';
import { ensureBuild } from '../../commands/built.ts';
import { type Answers, answerInside } from './answers.ts';
import { killBrowser } from './kill-browser.ts';
import { recordOutside } from './outside-recorder.ts';
import { until } from './until.ts';

/** Firefox with the shipped build in a throw-away profile. */
export interface Firefox {
  browser: Browser;
  /** Host of the extension's own pages, fixed so that tests can address them. */
  uuid: string;
  /** Errors of all pages and content scripts, and uncaught ones of the background, so far. */
  consoleErrors: string[];
  /** Opens an address; what `answers` holds is answered inside the browser. */
  openPage: (address: string, options?: { answers?: Answers }) => Promise<Page>;
  /** The dashboard, at a route of its own such as `/targets`. */
  dashboard: (route?: string) => Promise<Page>;
  /** The popup as a tab of its own: Firefox gives no handle on the real one. */
  popup: () => Promise<Page>;
  /** A page of ours without code of its own, with all that our pages may do. */
  blank: () => Promise<Page>;
  /** Grants optional origins by a click in one of our own pages; Firefox asks nobody in this profile. */
  grant: (origin: string) => Promise<void>;
  /** Writes some of the settings; the others keep their values. */
  setSettings: (settings: Partial<Settings>) => Promise<void>;
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
}

const geckoId = 'groent-lys@groent-lys.dk';
const uuid = '9f0c1d5e-6c2b-4b57-8a1e-2a9d1f6f7c11';

/** Why the tests in Firefox are left out on this machine, in one line; null where it is there. */
export function firefoxMissing(): string | null {
  const firefox = tryFirefox();
  return firefox.path === null ? `no Firefox: ${firefox.reason}` : null;
}

/** `browser` in our own pages, as far as the harness needs it. */
interface ExtensionApi {
  permissions: { request: (wanted: { origins: string[] }) => Promise<boolean> };
  storage: { local: { get: (key: string) => Promise<Record<string, object>>; set: (items: object) => Promise<void> } };
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
  if (!existsSync(extension)) {
    await cp(folder, extension, { recursive: true });
    await mkdir(join(home, 'data'));
  }
  const outside = await recordOutside();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox.path,
    headless: true,
    userDataDir: join(home, 'data'),
    args: ['--remote-allow-system-access'],
    defaultViewport: { width: 1440, height: 900 },
    // Without this a release build ignores the address of the settings server below.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
      'extensions.webextOptionalPermissionPrompts': false,
      'intl.accept_languages': 'en-US',
      ...quietPreferences,
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': outside.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': outside.port,
      'network.proxy.failover_direct': false,
    },
  });
  const consoleErrors: string[] = [];
  // Errors of the background and of content scripts reach no page's console; Firefox prints them.
  browser.process()?.stderr?.on('data', (chunk: Buffer) => {
    const lines = chunk.toString().split('\n');
    consoleErrors.push(...lines.filter((line) => /^JavaScript error: (moz-extension|https?):/.test(line)));
  });
  const unanswered: string[] = [];
  await browser.installExtension(extension);

  async function newPage(): Promise<Page> {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') consoleErrors.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  }

  async function openPage(url: string, own: { answers?: Answers } = {}): Promise<Page> {
    const page = await newPage();
    await answerInside(page, new Map([...(options.answers ?? []), ...(own.answers ?? [])]), { unanswered });
    await page.goto(url);
    return page;
  }

  /** Firefox loads pages of an extension without ever saying so; the page itself is asked instead. */
  async function ownPage(path: string): Promise<Page> {
    const page = await newPage();
    page.goto(`moz-extension://${uuid}/${path}`, { timeout: 1500 }).catch(() => null);
    const arrived = () => location.protocol === 'moz-extension:' && document.readyState === 'complete';
    await until(async () => (await page.evaluate(arrived)) || null, `the extension's page ${path}`);
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

  async function grant(origin: string): Promise<void> {
    const pattern = `${new URL(origin).origin.replace(/:\d+$/, '')}/*`;
    const granted = await inOwnPage(async (page) => {
      await page.evaluate((allowed) => {
        const { browser: api } = globalThis as unknown as { browser: ExtensionApi };
        const button = document.createElement('button');
        button.id = 'harness-grant';
        button.style.cssText = 'position:fixed;inset:0;z-index:1';
        button.addEventListener('click', () => {
          const answer = api.permissions.request({ origins: [allowed] });
          Object.assign(globalThis, { harnessGranted: answer });
        });
        document.body.append(button);
      }, pattern);
      await page.click('#harness-grant');
      return page.evaluate(() => (globalThis as unknown as { harnessGranted: Promise<boolean> }).harnessGranted);
    });
    if (!granted) throw new Error(`Firefox did not grant ${pattern}; is it in optional_host_permissions?`);
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

  async function close(): Promise<void> {
    await browser.close();
    outside.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    const complaints = [
      ...new Set(consoleErrors.map((error) => `console error: ${error}`)),
      ...unanswered.map((asked) => `nobody answers ${asked}: give it an answer, or do not ask`),
      ...new Set(outside.attempts.map((attempt) => `left this machine: ${attempt}`)),
    ];
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  }

  return {
    browser,
    uuid,
    consoleErrors,
    openPage,
    dashboard: (route = '') => ownPage(`dashboard.html${route && `#${route}`}`),
    popup: () => ownPage('popup.html'),
    blank,
    grant,
    setSettings,
    close,
    async kill() {
      await killBrowser(browser);
      outside.stop();
    },
  };
}

/** Keeps Firefox's own services at home, so that every attempt the recorder sees is ours. */
const quietPreferences = {
  'app.update.enabled': false,
  'browser.chrome.site_icons': false,
  // Extension pages that are JSON stay plain text, so that they are pages of the extension.
  'devtools.jsonview.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'http://127.0.0.1:9/',
};
