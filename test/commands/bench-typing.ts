import type { Page } from 'puppeteer';
import type { Row } from '../bench/in-page.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';

const address = 'https://udbud.dk/opretIndkoeb/lang-tekst';
const length = 100_000;
/** Bursts of typing, each with a rest behind it that is long enough for everything that waits for one. */
const bursts = 6;
const rest = 1500;

/** What was seen while a page was typed in, in milliseconds. */
interface Seen {
  frames: number[];
  /** Of the page's own thread, in time that it really ran: other programs on the machine do not count. */
  tasks: number[];
}

/** A line of the browser's own trace, as far as it is read. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Time of the thread, in microseconds. */
  tdur?: number;
  args: { name?: string };
}

/**
 * Types by the keyboard in a form's description of 100 kB, with the shipped extension on and with the site switched
 * off, in one browser and one run.
 * @param text at least so many characters of the packs' own prose, with terms in it as tenders have them
 */
export async function benchTyping(text: string): Promise<Row[]> {
  const chromium = await launchChromium({ answers: new Map([[address, pageWith(text.slice(0, length))]]) });
  try {
    const bare = await type(chromium, 'off');
    const own = await type(chromium, 'full');
    return [
      {
        name: 'typing in 100 kB',
        own: percentile95(own.frames),
        peer: percentile95(bare.frames),
        note: '95th percentile of the time of a frame; the peer is the page without us',
      },
      {
        name: 'longest task while typing',
        own: Math.max(0, ...own.tasks),
        peer: Math.max(0, ...bare.tasks),
        note: `more must not be held of the thread at once than 50 ms; with us ${over(own.tasks)} were over that`,
      },
    ];
  } finally {
    await chromium.closeQuietly();
  }
}

async function type(chromium: Chromium, mode: 'off' | 'full'): Promise<Seen> {
  await chromium.setSettings({ language: 'da', sites: { 'https://udbud.dk': mode } });
  const page = await chromium.openPage(address);
  if (mode === 'full') await chromium.pageReport(page);
  // The first click draws a text of this size anew, with us or without.
  await page.click('#text');
  await burst(page);
  await page.evaluate(() => {
    (globalThis as unknown as { frameTimes: number[] }).frameTimes = [];
  });
  await page.tracing.start({ categories: ['toplevel'] });
  for (let count = 0; count < bursts; count += 1) await burst(page);
  const trace = JSON.parse(new TextDecoder().decode(await page.tracing.stop())) as { traceEvents: TraceEvent[] };
  const frames = await page.evaluate(() => (globalThis as unknown as { frameTimes: number[] }).frameTimes);
  await page.close();
  return { frames, tasks: tasksOf(trace.traceEvents) };
}

/** How long each task of the pages' own threads ran. */
function tasksOf(events: readonly TraceEvent[]): number[] {
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return events
    .filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && threads.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000);
}

const over = (tasks: readonly number[]): number => tasks.filter((time) => time > 50).length;

async function burst(page: Page): Promise<void> {
  await page.keyboard.type('Stole og borde af genbrugt ', { delay: 30 });
  await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), rest);
}

/** The page's own script, which keeps the times of its frames. As text, for no compiler to add to it. */
const keepFrames = `
  window.frameTimes = [];
  let last = performance.now();
  const frame = (now) => {
    frameTimes.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
`;

const percentile95 = (times: number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;

function pageWith(text: string): string {
  return `<!doctype html><html lang="da"><title>Opret indkøb</title><main><h1>Opret indkøb</h1><form method="post">
    <label for="title">Titel</label><input id="title" value="Kontorstole til rådhuset">
    <label for="cpv">CPV-koder</label><input id="cpv" value="39112000">
    <label for="text">Beskrivelse</label><textarea id="text" rows="20" cols="80">${text.replaceAll('<', '')}</textarea>
    </form></main><script>${keepFrames}</script>`;
}
