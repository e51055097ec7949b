import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { openJournal } from '../../../lib/log/database.ts';
import { recountRollups } from '../../../lib/log/find/queries.ts';
import type { Revision } from '../../../lib/log/schema.ts';
import { bundle } from '../../commands/bundle.ts';
import type { Said } from '../in-page/kill-writer.ts';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import { readDatabases, type StoredRows } from './journal.ts';
import { until } from './until.ts';

/** What was found after a browser was killed so and so many times while it wrote. */
export interface KillFigures {
  kills: number;
  /** Decisions, corrections, mismatches and undos that were reported as logged. */
  acknowledged: number;
  /** Of these, the ones that the journal does not have: must be 0. */
  lost: number;
  /** Revisions in the journals, acknowledged or not. */
  stored: number;
  /** Rows of the log, procedures and standings that do not follow from the journal: must be 0. */
  halfWritten: number;
  /** Figures by day and month that a recount comes out otherwise for: must be 0. */
  wrongFigures: number;
}

const writer = fileURLToPath(new URL('../in-page/kill-writer.ts', import.meta.url));
interface InPage {
  killWriter: typeof import('../in-page/kill-writer.ts');
}

/** Kills of one profile; then a fresh one, so that each check reads little. */
const killsOfProfile = 10;
const targets = ['pogi-ikt-co2', 'pogi-ikt-energi', 'pogi-ikt-refurb', 'pogi-ikt-tco'];

/** In turn, so that a few kills meet all three and at least one decision is acknowledged on a slow machine too. */
const moments = ['acknowledged', 'asked', 'time'] as const;

/** Whole numbers below a limit, the same for the same seed. */
function randomOf(seed: number): (limit: number) => number {
  let state = seed >>> 0 || 1;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** The browsers that are killed. */
export const killedBrowsers = ['chromium', 'firefox'] as const;
export type KilledBrowser = (typeof killedBrowsers)[number];

/** A running browser as far as killing it needs. */
interface Running {
  /** A page of the extension without code of its own. */
  open: () => Promise<Page>;
  kill: () => Promise<void>;
}

const starts: Record<KilledBrowser, (profile: string) => Promise<Running>> = {
  async chromium(profile) {
    const { browser, extensionId, kill } = await launchChromium({ profile });
    const open = async () => {
      const page = await browser.newPage();
      await page.goto(`chrome-extension://${extensionId}/manifest.json`);
      return page;
    };
    return { open, kill };
  },
  async firefox(profile) {
    const { blank, kill } = await launchFirefox({ profile });
    return { open: blank, kill };
  },
};

interface KillOptions {
  browser: KilledBrowser;
  kills: number;
  seed: number;
  /** No further kill after that time; `kills` of the figures says how many it came to. */
  seconds?: number;
  onKill?: (figures: KillFigures) => void;
  /** After each profile, with what it and those before came to. */
  onProfile?: (figures: KillFigures) => void;
}

/**
 * Kills a browser again and again while several of its tabs log decisions through the background, as the panel does:
 * at a random moment, the moment something is asked for, and the moment it is acknowledged, before anybody could have
 * shown it. After each kill the browser is started anew and what it has stored is compared with what it had reported.
 */
export async function killTimes({
  browser,
  kills,
  seed,
  seconds = Number.POSITIVE_INFINITY,
  onKill,
  onProfile,
}: KillOptions): Promise<KillFigures> {
  const random = randomOf(seed);
  const script = await bundle(writer, 'killWriter');
  const figures: KillFigures = { kills: 0, acknowledged: 0, lost: 0, stored: 0, halfWritten: 0, wrongFigures: 0 };
  const end = performance.now() + seconds * 1000;
  while (figures.kills < kills && performance.now() < end) {
    const profile = await mkdtemp(join(tmpdir(), 'groent-lys-kills-'));
    const acknowledged = new Set<string>();
    let running: Running | null = null;
    try {
      const last = Math.min(kills, figures.kills + killsOfProfile);
      for (;;) {
        running = await starts[browser](profile);
        const tabs = [await running.open(), await running.open()] as const;
        const stored = await judge(await readDatabases(tabs[0]));
        figures.halfWritten += stored.halfWritten;
        figures.wrongFigures += stored.wrongFigures;
        if (figures.kills === last || performance.now() > end) {
          figures.acknowledged += acknowledged.size;
          figures.stored += stored.ids.size;
          figures.lost += [...acknowledged].filter((id) => !stored.ids.has(id)).length;
          onProfile?.(figures);
          break;
        }
        const moment = moments[figures.kills % moments.length] ?? 'time';
        await writeAndKill(running, tabs, moment, random, acknowledged, script);
        figures.kills += 1;
        onKill?.(figures);
      }
    } finally {
      await running?.kill();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  }
  return figures;
}

/** Writes in two tabs until a moment of the given kind, chosen by chance, and kills. */
async function writeAndKill(
  running: Running,
  tabs: readonly Page[],
  moment: (typeof moments)[number],
  random: (limit: number) => number,
  acknowledged: Set<string>,
  script: string,
): Promise<void> {
  const count = 1 + random(20);
  const milliseconds = random(400);
  let killed: Promise<void> | null = null;
  const kill = (): void => {
    killed ??= running.kill();
  };
  const seen: Record<Said, number> = { asked: 0, acknowledged: 0 };
  // By a function and not by the console: Firefox says nothing of the console of an extension's page.
  const hear = (said: Said, id: string): void => {
    seen[said] += 1;
    if (said === 'acknowledged') acknowledged.add(id);
    if (moment === 'time' && seen.asked === 1) setTimeout(kill, milliseconds);
    if (moment !== 'time' && moment === said && seen[said] === count) kill();
  };
  for (const tab of tabs) await tab.exposeFunction('said', hear);
  const first = random(1_000_000);
  const failures: unknown[] = [];
  const fail = (error: unknown) => {
    if (!killed) failures.push(error);
  };
  for (const tab of tabs) await tab.evaluate(script);
  const writing = tabs.map((tab, index) =>
    tab
      .evaluate((...to) => (globalThis as unknown as InPage).killWriter.write(...to), targets, first + index)
      .catch(fail),
  );
  await until(() => (killed !== null || failures.length > 0 ? true : null), 'the moment to kill', 120_000);
  if (!killed) await running.kill();
  await killed;
  await Promise.all(writing);
  if (failures.length > 0) throw failures[0];
}

interface Judgement {
  ids: Set<string>;
  halfWritten: number;
  wrongFigures: number;
}

let copies = 0;

/** Counts anew, in a copy, everything that follows from the journal. */
async function judge(rows: StoredRows): Promise<Judgement> {
  copies += 1;
  const copy = openJournal({ name: `killed-${copies}` });
  for (const table of copy.tables) await table.bulkAdd(rows[table.name] ?? []);
  const { differences } = await recountRollups(copy);
  const ids = new Set(((rows.journal ?? []) as Revision[]).map(({ id }) => id));
  await copy.delete();
  const isFigure = (difference: string) => /^(decision|month)Rollup /.test(difference);
  const wrongFigures = differences.filter(isFigure).length;
  return { ids, halfWritten: differences.length - wrongFigures, wrongFigures };
}
