import type { Page } from 'puppeteer';
import type { Row } from '../bench/in-page.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';

const address = 'https://udbud.dk/opretIndkoeb/lang-tekst';
const length = 100_000;
/** Bursts of typing, each with a rest behind it that is long enough for everything that waits for one. */
const bursts = 6;
const rest = 1500;

/** What a page kept while it was typed in: the times of its frames and its long tasks, in milliseconds. */
interface Kept {
  frames: number[];
  tasks: number[];
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
        note: `nought when none was longer than 50 ms, of which there were ${own.tasks.length} with us, ${bare.tasks.length} without`,
      },
    ];
  } finally {
    await chromium.closeQuietly();
  }
}

async function type(chromium: Chromium, mode: 'off' | 'full'): Promise<Kept> {
  await chromium.setSettings({ language: 'da', sites: { 'https://udbud.dk': mode } });
  const page = await chromium.openPage(address);
  if (mode === 'full') await chromium.pageReport(page);
  // The first click draws a text of this size anew, with us or without.
  await page.click('#text');
  await burst(page);
  await page.evaluate(() => {
    (globalThis as unknown as { kept: Kept }).kept = { frames: [], tasks: [] };
  });
  for (let count = 0; count < bursts; count += 1) await burst(page);
  const kept = await page.evaluate(() => (globalThis as unknown as { kept: Kept }).kept);
  await page.close();
  return kept;
}

async function burst(page: Page): Promise<void> {
  await page.keyboard.type('Stole og borde af genbrugt ', { delay: 30 });
  await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), rest);
}

/** The page's own script: keeps the times of its frames and long tasks. As text, for no compiler to add to it. */
const watch = `
  window.kept = { frames: [], tasks: [] };
  new PerformanceObserver((list) => {
    kept.tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
  let last = performance.now();
  const frame = (now) => {
    kept.frames.push(now - last);
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
    </form></main><script>${watch}</script>`;
}
