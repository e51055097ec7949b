import type { CDPSession, Page } from 'puppeteer';
import type { PageReport } from '../../lib/messages.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { contentWorld } from '../e2e/harness/panel.ts';
import { until } from '../e2e/harness/until.ts';
import { serveExamplePortal } from '../fixtures/example-portal/server.ts';

/** What happens in one round: a page is loaded, its tenders are changed without loading, and one is decided on. */
const perRound = { loads: 4, changes: 12, decisions: 4 };
const stepsPerRound = perRound.loads + perRound.changes + perRound.decisions;
/** How often the memory is looked at. */
const looks = 10;
/** By how much the second half of the day may be above what was reached in the first, before it counts as growth. */
const tolerance = 0.1;

const places = ['page and content script', 'background', 'dashboard'] as const;
type Place = (typeof places)[number];

/** Bytes that are still held after the browser has cleared away, by place. */
type Held = Record<Place, number>;

export interface Day {
  steps: number;
  decisions: number;
  seconds: number;
  looks: { after: number; held: Held }[];
  /** Median of the last third to that of the middle third, by place. */
  growth: Record<Place, number>;
}

/**
 * A buyer's day in one browser with one tab of a portal and the dashboard open beside it: page views, tenders changed
 * without a load, and decisions.
 * @param steps all of these together
 */
export async function benchDay(steps: number): Promise<Day> {
  const portal = await serveExamplePortal();
  const chromium = await launchChromium();
  const start = performance.now();
  try {
    await chromium.setSettings({ language: 'da', unit: 'Indkøb' });
    await chromium.switchOn(portal.origin);
    const dashboard = await chromium.dashboard('/overview');
    const page = await chromium.openPage(`${portal.origin}/udbud/2026-114`);
    const rounds = Math.ceil(steps / stepsPerRound);
    const seen: Day['looks'] = [{ after: 0, held: await heldBy(chromium, page, dashboard) }];
    for (let round = 1; round <= rounds; round += 1) {
      await work(chromium, page, portal.origin);
      if (round % Math.max(1, Math.floor(rounds / looks)) !== 0) continue;
      await dashboard.bringToFront();
      const look = { after: round * stepsPerRound, held: await heldBy(chromium, page, dashboard) };
      process.stderr.write(`${lineOf(look)}\n`);
      seen.push(look);
    }
    return {
      steps: rounds * stepsPerRound,
      decisions: rounds * perRound.decisions,
      seconds: (performance.now() - start) / 1000,
      looks: seen,
      growth: growthOf(seen),
    };
  } finally {
    await chromium.closeQuietly();
    await portal.close();
  }
}

async function work(chromium: Chromium, page: Page, origin: string): Promise<void> {
  const read = (title: string): Promise<PageReport> => {
    const isRead = ({ tender }: PageReport) => tender.title?.startsWith(title) === true;
    // A report may have settled on the tender before: a page is read again once it has been quiet for a while.
    return until(async () => {
      const report = await chromium.pageReport(page, { settled: isRead });
      return isRead(report) ? report : null;
    }, `${page.url()} to be read as "${title}"`);
  };
  for (let load = 0; load < perRound.loads; load += 2) {
    await page.goto(`${origin}/udbud/ny`);
    await read('Fødevarer');
    await page.goto(`${origin}/udbud/2026-114`);
    const report = await read('Rengøring');
    for (let count = 0; count < perRound.decisions / 2; count += 1) await decide(page, report, count);
  }
  await page.goto(`${origin}/soeg/2026-121`);
  await read('Arbejdstøj');
  for (let change = 0; change < perRound.changes; change += 1) {
    const isFirst = change % 2 === 0;
    await page.click(`a[href="/soeg/2026-12${isFirst ? 2 : 1}"]`);
    await read(isFirst ? 'Bærbare' : 'Arbejdstøj');
  }
}

/** Logs a decision as the panel does, on one of the targets that the page shows. */
async function decide(page: Page, { tender, findings, adapter }: PageReport, count: number): Promise<void> {
  const { title, buyer, reference, procedureId, publicationNumber, cpv, value, deadline, language } = tender;
  const message = {
    type: 'decision/log',
    procedure: {
      ...{ title, buyer, reference, procedureId, publicationNumber, cpv, value, deadline, language },
      lots: [],
      portal: adapter,
      url: page.url(),
    },
    relevant: [],
    decision: {
      lotId: null,
      targetId: findings[count % findings.length]?.target,
      verdict: 'met',
      reason: null,
      placement: [],
      awardWeightPct: null,
      measured: null,
      ecolabels: [],
      evidence: [],
      vehicles: null,
      phase: null,
    },
  };
  const reply = await (await contentWorld(page)).evaluate((said) => chrome.runtime.sendMessage(said), message);
  if ((reply as { ok?: boolean }).ok !== true) throw new Error(`not logged: ${JSON.stringify(reply)}`);
}

async function heldBy(chromium: Chromium, page: Page, dashboard: Page): Promise<Held> {
  return {
    'page and content script': await heldIn(await page.createCDPSession()),
    background: await heldIn((await chromium.worker()).client),
    dashboard: await heldIn(await dashboard.createCDPSession()),
  };
}

async function heldIn(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

function growthOf(seen: Day['looks']): Day['growth'] {
  const third = Math.max(1, Math.floor(seen.length / 3));
  const median = (some: Day['looks'], place: Place) => {
    const values = some.map(({ held }) => held[place]).sort((a, b) => a - b);
    return values[values.length >> 1] ?? Number.NaN;
  };
  const ratio = (place: Place) => median(seen.slice(-third), place) / median(seen.slice(third, -third), place);
  return Object.fromEntries(places.map((place) => [place, ratio(place)])) as Day['growth'];
}

function lineOf({ after, held }: Day['looks'][number]): string {
  const cells = places.map((place) => `${(held[place] / 1_000_000).toFixed(1)} MB`.padStart(26));
  return `  ${String(after).padStart(6)}${cells.join('')}`;
}

/** The memory as it was at each look, and whether it has levelled off. */
export function printDay({ steps, decisions, seconds, looks: seen, growth }: Day): void {
  console.log(
    `\na day of ${steps} page views, changes without a load and decisions (${decisions} logged) in ${seconds.toFixed(0)} s`,
  );
  console.log(`  ${'after'.padStart(6)}${places.map((place) => place.padStart(26)).join('')}`);
  for (const look of seen) console.log(lineOf(look));
  const levels = places.map((place) => `${growth[place].toFixed(2)} x`.padStart(26));
  console.log(`  ${'late'.padStart(6)}${levels.join('')}`);
  const growing = places.filter((place) => growth[place] > 1 + tolerance);
  console.log(growing.length === 0 ? '  all level off' : `  still growing: ${growing.join(', ')}`);
}
