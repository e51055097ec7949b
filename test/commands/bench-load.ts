import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { noticePage, pageScript, pageStyle } from './bench-load-page.ts';
import { mainThreadOf, type TraceEvent } from './main-thread.ts';

const rounds = 31;
/** Loads before those that count. */
const warmUps = 2;
/** How long a page is watched after it has loaded, in milliseconds: until long after the pill stands. */
const rest = 2000;

/** One load of the page, in milliseconds. */
interface Load {
  /** From the start of the navigation to the end of the load event. */
  wall: number;
  /** Time that the page's own thread ran in the meantime. */
  thread: number;
  /** The longest that we held the thread at once. */
  longest: number;
  /** Time that the thread ran until the watch ended. */
  all: number;
  /** When our element came into the page; null without us. */
  shown: number | null;
}

/** What the extension costs a page that loads; each figure is a median, but for the worst. */
export interface PageCost {
  rounds: number;
  bytes: number;
  with: Load;
  without: Load;
  /** With us to without us: the median of the rounds' own ratios. */
  ratio: number;
  threadRatio: number;
  /** The same of two browsers without us: what is not told apart here. */
  noise: number;
  /** The longest task that we added, in the median load and in the worst. */
  longestAdded: number;
  worstAdded: number;
}

/**
 * Loads a notice of a million characters over HTTP, by turns in a browser with the shipped extension and in two that
 * have none, each round in another order: the second tells how far two alike differ.
 * @param text a million characters of the packs' own prose, with terms in it as tenders have them
 */
export async function benchLoad(text: string): Promise<PageCost> {
  const html = noticePage(text);
  const server = createServer((request, response) => {
    const [type, body] =
      request.url === '/style.css'
        ? ['text/css', pageStyle]
        : request.url === '/script.js'
          ? ['text/javascript', pageScript]
          : ['text/html', html];
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = await launchChromium();
  const bare = await launchBare();
  const twin = await launchBare();
  try {
    await own.setSettings({ language: 'da' });
    await own.switchOn(origin);
    const pages = await Promise.all([own, bare, twin].map(({ browser }) => browser.newPage()));
    const loads: Load[][] = pages.map(() => []);
    for (let round = -warmUps; round < rounds; round += 1) {
      for (let turn = 0; turn < pages.length; turn += 1) {
        const who = (turn + round + warmUps) % pages.length;
        const loaded = await load(pages[who] as Page, `${origin}/udbud/${round}`);
        if (round >= 0) loads[who]?.push(loaded);
      }
    }
    return costOf(loads, html.length);
  } finally {
    await Promise.all([own, bare, twin].map((one) => one.closeQuietly()));
    server.close();
  }
}

/** The same browser, out of which the extension has been taken. */
async function launchBare(): Promise<Chromium> {
  const chromium = await launchChromium();
  await chromium.browser.uninstallExtension(chromium.extensionId);
  return chromium;
}

async function load(page: Page, address: string): Promise<Load> {
  await page.bringToFront();
  await page.goto('about:blank');
  await page.tracing.start({ categories: ['toplevel', 'devtools.timeline', 'v8'] });
  await page.goto(address, { waitUntil: 'load' });
  await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), rest);
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop())) as {
    traceEvents: TraceEvent[];
  };
  const { wall, shown } = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return {
      wall: navigation?.loadEventEnd ?? Number.NaN,
      shown: (window as unknown as { shownAt: number | null }).shownAt,
    };
  });
  const thread = mainThreadOf(traceEvents, address);
  return {
    wall,
    thread: thread.untilLoad,
    longest: thread.longestOfExtension,
    all: thread.all,
    shown,
  };
}

function costOf([withUs = [], without = [], twin = []]: readonly Load[][], bytes: number): PageCost {
  const [own, bare] = [medianOf(withUs), medianOf(without)];
  const ratio = (of: readonly Load[], figure: (load: Load) => number): number =>
    middle(of.map((one, round) => figure(one) / figure(without[round] as Load))) ?? Number.NaN;
  return {
    rounds,
    bytes,
    with: own,
    without: bare,
    ratio: ratio(withUs, ({ wall }) => wall),
    threadRatio: ratio(withUs, ({ thread }) => thread),
    noise: ratio(twin, ({ wall }) => wall),
    longestAdded: own.longest,
    worstAdded: Math.max(...withUs.map(({ longest }) => longest)),
  };
}

function middle(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? null;
}

function medianOf(loads: readonly Load[]): Load {
  const median = (figure: (load: Load) => number | null) => middle(loads.map(figure).filter((value) => value !== null));
  return {
    wall: median(({ wall }) => wall) ?? Number.NaN,
    thread: median(({ thread }) => thread) ?? Number.NaN,
    longest: median(({ longest }) => longest) ?? Number.NaN,
    all: median(({ all }) => all) ?? Number.NaN,
    shown: median(({ shown }) => shown),
  };
}

/** The figures beside what is asked of them. */
export function printPageCost({ ratio, threadRatio, noise, longestAdded, worstAdded, ...cost }: PageCost): void {
  const ms = (value: number | null) => `${(value ?? Number.NaN).toFixed(0)} ms`;
  const { with: own, without } = cost;
  console.log(
    `\nload of a notice of ${(cost.bytes / 1_048_576).toFixed(1)} MB, medians of ${cost.rounds} loads by turns`,
  );
  console.log(
    `  until loaded             ${ms(own.wall)} with us, ${ms(without.wall)} without: ${ratio.toFixed(3)} times, asked at most 1.05; two without us: ${noise.toFixed(3)}`,
  );
  console.log(
    `  the page's thread so far ${ms(own.thread)} with us, ${ms(without.thread)} without: ${threadRatio.toFixed(3)} times`,
  );
  console.log(`  longest task added       ${ms(longestAdded)}, at worst ${ms(worstAdded)}, asked below 50 ms`);
  console.log(
    `  the page's thread in all ${ms(own.all)} with us, ${ms(without.all)} without; the pill stands after ${ms(own.shown)}`,
  );
}
