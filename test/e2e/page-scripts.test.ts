import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { contentWorld, inPanel } from './harness/panel.ts';

const tender = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';
const welcome = 'https://ted.europa.eu/da/om';
const plain = `<!doctype html><html lang="da"><title>Om siden</title><main><h1>Om siden</h1>
  <p>Her står hvem der driver siden.</p></main></html>`;

/** Which of our further scripts have run in a world: the one that reads and the one that advises. */
const scriptsIn = (): string[] =>
  ['reader', 'adviser'].filter((script) => Object.hasOwn(globalThis, Symbol.for(`groent-lys.${script}`)));
const scriptsOf = async (page: Page) => (await contentWorld(page)).evaluate(scriptsIn);

describe.each(browsersFor('long'))('our scripts in a page in %s', (_, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    const notice = await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8');
    browser = await launch({
      answers: new Map([
        [tender, notice],
        [welcome, plain],
      ]),
    });
    await browser.setSettings({ language: 'da' });
  });
  afterAll(() => browser.close());

  it('read a page without a tender, and bring nothing that advises', async () => {
    const page = await browser.openPage(welcome);
    expect((await browser.pageReport(page, { settled: () => true })).kind).toBe('none');
    expect(await scriptsOf(page)).toEqual(['reader']);
    await page.close();
  });

  it('advise where a tender was read, once, out of the reach of the page', async () => {
    const page = await browser.openPage(tender);
    await inPanel(page, '.pill');
    expect(await scriptsOf(page)).toEqual(['reader', 'adviser']);
    expect(await page.evaluate(scriptsIn)).toEqual([]);
    expect(await page.evaluate(() => document.querySelectorAll('[data-groent-lys]').length)).toBe(1);
    await page.close();
  });

  it('come when a page without a tender is drawn anew with one', async () => {
    const page = await browser.openPage(welcome);
    await browser.pageReport(page, { settled: () => true });
    await page.evaluate(() => {
      (document.querySelector('main') as HTMLElement).innerHTML = `<h1>Kontorstole til rådhuset</h1><dl>
        <dt>Ordregiver</dt><dd>Lindholt Kommune</dd><dt>CPV-koder</dt><dd>39112000</dd>
        <dt>Tilbudsfrist</dt><dd>12-03-2027</dd></dl>`;
    });
    await inPanel(page, '.pill');
    expect(await scriptsOf(page)).toEqual(['reader', 'adviser']);
    await page.close();
  });

  it('stay away from a site that is switched off, but for the one that waits', async () => {
    await browser.setSettings({ sites: { 'https://ted.europa.eu': 'off' } });
    const page = await browser.openPage(tender);
    const answer = await browser.inExtension(async (url) => {
      const [tab] = (await chrome.tabs.query({})).filter((one) => one.url === url);
      return chrome.tabs.sendMessage(tab?.id ?? -1, { type: 'page/report' });
    }, tender);
    expect(answer).toBeNull();
    expect(await scriptsOf(page)).toEqual([]);
    await browser.setSettings({ sites: {} });
    await inPanel(page, '.pill');
    await page.close();
  });
});
