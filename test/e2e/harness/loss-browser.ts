import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import type { Revision } from '../../../lib/log/schema.ts';
import type { Settings } from '../../../lib/settings.ts';
import type { Team } from '../../../lib/team/connection.ts';
import { factsOf, inputOf } from '../../unit/log/sample.ts';
import { launchChromium } from './chromium.ts';
import { firefoxOrigin, launchFirefox } from './firefox.ts';
import { readDatabases } from './journal.ts';
import { natsPassword } from './nats.ts';
import { openRelay, type Relay } from './relay.ts';
import { until } from './until.ts';

const patience = 60_000;
const target = 'pogi-ikt-energi';

/** A real browser in the team, with its dashboard open; its way to the server can be cut. */
export interface LossBrowser {
  unit: string;
  origin: string;
  /** Joins the team at a node's port for browsers. */
  join: (port: number, who: Pick<Team, 'user' | 'role'>) => Promise<void>;
  /** Logs a decision as the panel does, and says so once the browser has. */
  log: (procedure: string) => Promise<string>;
  cut: () => void;
  heal: () => void;
  /** Ends it as a power cut does. */
  kill: () => Promise<void>;
  /** Starts it again with what it had kept, and opens its dashboard. */
  start: () => Promise<void>;
  /** Opens its dashboard anew: one that has failed for a while waits longer and longer before it tries again. */
  reopen: () => Promise<void>;
  /** The revisions that it holds, by their ids. */
  held: () => Promise<string[]>;
  /** What of its own the server has not acknowledged. */
  waiting: () => Promise<number>;
  close: () => Promise<void>;
}

/** A running browser as far as it is needed here. */
interface Running {
  browser: Browser;
  origin: string;
  /** A page of the extension without code of its own. */
  blank: () => Promise<Page>;
  dashboard: (route: string) => Promise<Page>;
  setSettings: (settings: Partial<Settings>) => Promise<void>;
  kill: () => Promise<void>;
}

const starts = {
  async chromium(profile: string): Promise<Running> {
    const chromium = await launchChromium({ profile });
    const origin = `chrome-extension://${chromium.extensionId}`;
    const blank = async () => {
      const page = await chromium.browser.newPage();
      await page.goto(`${origin}/manifest.json`);
      return page;
    };
    return { ...chromium, origin, blank };
  },
  async firefox(profile: string): Promise<Running> {
    return { ...(await launchFirefox({ profile })), origin: firefoxOrigin };
  },
};

/** Starts a browser with a profile of its own that outlives it. */
export async function lossBrowser(unit: string, name: keyof typeof starts = 'chromium'): Promise<LossBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'groent-lys-losses-'));
  let running = await starts[name](profile);
  let way: Relay | null = null;
  let desk: Page | null = null;
  await running.setSettings({ language: 'da', unit });
  /** A page that stays open behind the dashboard, to ask and write from. */
  const asked = async () => {
    if (desk === null) {
      desk = await running.blank();
      // Run as a command, our functions call a helper of the compiler that a page does not have.
      await desk.evaluate('globalThis.__name = (named) => named');
    }
    return desk;
  };
  const rows = async (store: string) => (await readDatabases(await asked()))[store] ?? [];
  return {
    unit,
    origin: running.origin,
    async join(port, who) {
      way = await openRelay(port);
      const team: Team = {
        ...who,
        server: `ws://127.0.0.1:${way.port}`,
        password: natsPassword,
        organisation: 'eksempelby',
        unit,
        authors: false,
        since: '2026-03-01T00:00:00.000Z',
      };
      // A dashboard makes the journal; it notices a team by itself only when it is told by our own code.
      const first = await running.dashboard('/settings');
      await first.waitForSelector('.connection');
      await first.close();
      await (await asked()).evaluate(async (value) => {
        const settled = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const database = await settled(indexedDB.open('groent-lys'));
        await settled(database.transaction('meta', 'readwrite').objectStore('meta').put({ key: 'team', value }));
        database.close();
      }, team);
      await running.dashboard('/settings');
    },
    async log(procedure) {
      const message = {
        type: 'decision/log',
        procedure: factsOf(procedure),
        relevant: [{ target, version: 1, area: 'it', lots: [], counts: true }],
        decision: inputOf(target, 'met'),
      };
      const reply = await (await asked()).evaluate((sent) => {
        const { browser = chrome } = globalThis as unknown as { browser?: typeof chrome };
        return browser.runtime.sendMessage(sent);
      }, message as never);
      const { ok, revision } = reply as { ok: boolean; revision?: Revision };
      if (!ok || !revision) throw new Error(`not logged: ${JSON.stringify(reply)}`);
      return revision.id;
    },
    cut: () => way?.cut(),
    heal: () => way?.heal(),
    async kill() {
      desk = null;
      await running.kill();
    },
    async start() {
      running = await starts[name](profile);
      await running.dashboard('/settings');
    },
    async reopen() {
      const pages = await running.browser.pages();
      await running.dashboard('/settings');
      for (const page of pages) if (page !== desk) await page.close();
    },
    held: async () => (await rows('journal')).map((row) => (row as Revision).id),
    waiting: async () => (await rows('outbox')).length,
    async close() {
      await running.kill();
      await way?.close();
      await until(
        async () => {
          await rm(profile, { recursive: true, force: true });
          return true;
        },
        'the end of the profile',
        patience,
      );
    },
  };
}
