import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'puppeteer';
import type { PageReport } from '../../lib/messages.ts';
import { type Chromium, launchChromium } from '../e2e/harness/chromium.ts';
import { panelText } from '../e2e/harness/panel.ts';
import { until } from '../e2e/harness/until.ts';
import { type ExamplePortal, examplePages, serveExamplePortal } from '../fixtures/example-portal/server.ts';
import { root } from './built.ts';
import { hasDisplay } from './display.ts';

// npm start: builds what changed, serves the example portal and opens it in Chromium with the extension switched on.
// With a display the window stays until it is closed; without one the pages are visited, shown in words and saved as
// pictures in .results/start.

const pictures = join(root, '.results', 'start');

const portal = await serveExamplePortal();
try {
  const chromium = await launchChromium({ headless: !hasDisplay, viewport: hasDisplay ? null : undefined });
  try {
    await chromium.setSettings({ language: 'da' });
    await chromium.switchOn(portal.origin);
    if (hasDisplay) await showWindow(chromium, portal);
    else await visitPages(chromium, portal);
  } finally {
    await chromium.closeQuietly();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await portal.close();
}

/** A window with the portal and the dashboard; ends when the user closes it. */
async function showWindow(chromium: Chromium, { origin }: ExamplePortal): Promise<void> {
  await chromium.dashboard();
  for (const { path } of examplePages.slice(0, 2)) {
    const page = await chromium.browser.newPage();
    await page.goto(`${origin}${path}`);
  }
  console.log(`Grønt Lys runs in a Chromium of its own, with an example portal at ${origin}. Close the window to end.`);
  await new Promise<void>((resolve) => chromium.browser.once('disconnected', () => resolve()));
}

/** Visits each page as a buyer would and says what was found there. */
async function visitPages(chromium: Chromium, { origin }: ExamplePortal): Promise<void> {
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  let findings = 0;
  for (const { path, shows } of examplePages) {
    const page = await chromium.openPage(`${origin}${path}`);
    const report = await chromium.pageReport(page);
    findings += report.findings.length;
    console.log(describe(path, shows, report));
    if (report.findings.length > 0) await openPanel(chromium, page);
    await save(page, path === '/' ? 'index' : path.slice(1).replaceAll('/', '-'));
    await page.close();
  }
  const dashboard = await chromium.dashboard();
  await dashboard.waitForSelector('h1');
  await save(dashboard, 'dashboard');
  await chromium.close();
  console.log(
    `\nThe extension is built and ran on ${examplePages.length} pages of the example portal: ${findings} findings, no error, ` +
      `no request left this machine.\nPictures are in ${relative(root, pictures)}. Load ${join('.output', 'chrome-mv3')} ` +
      'in your own browser to use it (chrome://extensions, "Load unpacked"); with a display, npm start opens a window.',
  );
}

/** Waits for the pill and opens the panel beside it, as a click on it or its shortcut does. */
async function openPanel(chromium: Chromium, page: Page): Promise<void> {
  const closed = await until(async () => (await panelText(page)) || null, `the pill in ${page.url()}`);
  await (await chromium.worker()).evaluate(async (url) => {
    const tab = (await chrome.tabs.query({ active: true })).find((one) => one.url === url);
    if (tab?.id !== undefined) await chrome.tabs.sendMessage(tab.id, { type: 'panel/toggle' }).catch(() => null);
  }, page.url());
  await until(async () => ((await panelText(page)).length > closed.length ? true : null), 'the panel');
}

function describe(path: string, shows: string, { kind, state, tender, findings, tips }: PageReport): string {
  const lines = findings.map(({ target, area, coverage, reasons }) => {
    const [reason] = reasons;
    return `    ${coverage.padEnd(7)} ${target} (${area}) because of ${reason ? `${reason.kind} "${reason.text}"` : 'nothing'}`;
  });
  const found = `${findings.length} findings, ${tips.length} tips`;
  return [`${path}  ${shows}: read as ${kind}, ${state}; ${tender.title ?? 'no title'}; ${found}`, ...lines].join('\n');
}

async function save(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) as `${string}.png` });
}
