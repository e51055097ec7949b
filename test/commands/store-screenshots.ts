import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'puppeteer';
import { type Locale, locales } from '../../lib/i18n.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { demoPolicy, demoUnits, fillJournal } from '../e2e/harness/demo-journal.ts';
import { inPanel } from '../e2e/harness/panel.ts';
import { until } from '../e2e/harness/until.ts';
import { type ExamplePortal, serveExamplePortal } from '../fixtures/example-portal/server.ts';
import { root } from './built.ts';
import { storeFolder } from './store-listing.ts';

/** The size that all three stores take. */
const viewport = { width: 1280, height: 800 };

/** One picture: its name, which has a caption in the locales, and how to come there. */
const pictures: readonly { name: string; open: (chromium: Chromium, portal: ExamplePortal) => Promise<Page> }[] = [
  {
    name: 'notice',
    open: async (chromium, { origin }) => {
      const page = await chromium.openPage(`${origin}/udbud/2026-114`);
      await (await inPanel(page, '.pill')).click();
      await (await inPanel(page, '.card-title button')).click();
      await inPanel(page, '.verdict-buttons');
      return page;
    },
  },
  {
    name: 'writing',
    open: async (chromium, { origin }) => {
      const page = await chromium.openPage(`${origin}/udbud/ny`);
      await (await inPanel(page, '.field-marker:not(.away)')).click();
      await (await inPanel(page, '.card-title button')).click();
      return page;
    },
  },
  {
    name: 'shop',
    open: async (chromium, { origin }) => {
      const page = await chromium.openPage(`${origin}/butik/kontorstol`);
      await (await inPanel(page, '.pill')).click();
      await inPanel(page, '.panel-body');
      return page;
    },
  },
  {
    name: 'overview',
    open: async (chromium) => {
      const page = await chromium.dashboard('/overview');
      await until(async () => ((await page.$('canvas')) ? true : null), 'the charts');
      // The journal is new, so the reminder of a backup stands above everything.
      await (await page.$('.upkeep button'))?.click();
      return page;
    },
  },
  {
    name: 'export',
    open: async (chromium) => {
      const page = await chromium.dashboard('/exchange');
      await page.waitForSelector('main h1');
      await page.waitForSelector('main button');
      return page;
    },
  },
];

/** Takes the pictures for the stores of the shipped build, in every language, with an invented municipality's log. */
export async function takeScreenshots(): Promise<string[]> {
  const portal = await serveExamplePortal();
  const chromium = await launchChromium({ viewport });
  const files: string[] = [];
  try {
    await chromium.switchOn(portal.origin);
    await fillJournal(chromium, { procedures: 140, ...twoYears(new Date()) });
    await (await chromium.worker()).evaluate(
      (policy) => chrome.storage.local.set({ policy }),
      demoPolicy(new Date().getFullYear()) as unknown as Record<string, unknown>,
    );
    for (const language of locales) files.push(...(await takeIn(language, chromium, portal)));
  } finally {
    await Promise.all([chromium.closeQuietly(), portal.close()]);
  }
  return files;
}

async function takeIn(language: Locale, chromium: Chromium, portal: ExamplePortal): Promise<string[]> {
  const folder = join(storeFolder, `screenshots-${language}`);
  await mkdir(folder, { recursive: true });
  await chromium.setSettings({
    language,
    role: 'lead',
    buyerKind: 'pogiMember',
    unit: demoUnits[0],
    organisation: { name: 'Engdal Kommune', cvr: '' },
  });
  const files: string[] = [];
  for (const [place, { name, open }] of pictures.entries()) {
    const page = await open(chromium, portal);
    await page.bringToFront();
    // Fonts are part of the picture, what is still moving is not.
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const file = join(folder, `${place + 1}-${name}.png`);
    await page.screenshot({ path: file as `${string}.png` });
    files.push(relative(root, file));
    await page.close();
  }
  return files;
}

/** From the first day of last year until today. */
function twoYears(today: Date): { from: string; to: string } {
  const day = today.toISOString().slice(0, 10);
  return { from: `${today.getFullYear() - 1}-01-01`, to: day };
}
