import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from './chromium.ts';
import { contentWorld, control, inPanel, pageViolations, panelText, panelViolations } from './panel.ts';

const portal = 'https://udbud.dk/prove';
const answers = new Map([
  [portal, '<!doctype html><html lang="da"><title>Prøve</title><main><h1>Prøve</h1><img src="data:,"></main></html>'],
]);

/** Shows a closed shadow root from the extension's isolated world, as the panel does. */
async function showRoot(chromium: Chromium, page: Page, kind: 'sound' | 'defective'): Promise<void> {
  await (await chromium.worker()).evaluate(
    async (url, sound) => {
      const tab = (await chrome.tabs.query({})).find((one) => one.url === url);
      await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1 },
        args: [sound],
        func: (named) => {
          const host = document.createElement('div');
          host.id = 'harness-host';
          document.body.append(host);
          const button = document.createElement('button');
          const text = document.createElement('p');
          text.textContent = 'Miljømærke';
          if (named) button.textContent = 'Log som opfyldt';
          else text.setAttribute('style', 'color:#ccc;background:#fff');
          host.attachShadow({ mode: 'closed' }).append(text, button);
        },
      });
    },
    page.url(),
    kind === 'sound',
  );
}

describe('looking into the closed panel', () => {
  let chromium: Chromium;
  let page: Page;
  beforeAll(async () => {
    chromium = await launchChromium({ answers });
  });
  afterAll(() => chromium.close());

  it('finds words, elements and controls by accessible name', async () => {
    page = await chromium.openPage(portal);
    await showRoot(chromium, page, 'sound');
    expect(await panelText(page)).toContain('Miljømærke');
    expect(await (await inPanel(page, 'p')).evaluate((element) => element.textContent)).toBe('Miljømærke');
    const button = await control(page, 'button', 'Log som opfyldt');
    expect(await button.evaluate((element) => element.tagName)).toBe('BUTTON');
    await page.close();
  });

  it('has no complaint about a sound panel, and leaves no trace of its check', async () => {
    page = await chromium.openPage(portal);
    await showRoot(chromium, page, 'sound');
    const before = await page.content();
    expect(await panelViolations(page)).toEqual([]);
    expect(await page.content()).toBe(before);
    const world = await contentWorld(page);
    expect(await world.evaluate(() => document.querySelector('#harness-host')?.shadowRoot)).toBe(null);
    await page.close();
  });

  it('names each defect inside a closed root', async () => {
    page = await chromium.openPage(portal);
    await showRoot(chromium, page, 'defective');
    const rules = (await panelViolations(page)).map((line) => line.split(':')[0]);
    expect(rules.toSorted()).toEqual(['button-name', 'color-contrast']);
    await page.close();
  });

  it('refuses to pass where nothing is shown', async () => {
    page = await chromium.openPage(portal);
    await showRoot(chromium, page, 'sound');
    await page.evaluate(() => document.querySelector('#harness-host')?.remove());
    await expect(panelViolations(page)).rejects.toThrow('nothing of ours is shown');
    await page.close();
  });

  it('names the defects of an ordinary page', async () => {
    page = await chromium.openPage(portal);
    expect((await pageViolations(page)).map((line) => line.split(':')[0])).toEqual(['image-alt']);
    await page.close();
  });
});
