import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from './chromium.ts';
import { until } from './until.ts';

const portal = 'https://ted.europa.eu/da/notice/-/detail/1-2026';
const answers = new Map([[portal, '<!doctype html><html lang="da"><title>Udbud</title><h1>Rengøring</h1></html>']]);

describe('the Chromium harness', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await launchChromium({ answers });
  });
  afterAll(() => chromium.close());

  it('answers a portal at its own address, query and hash included', async () => {
    const page = await chromium.openPage(`${portal}?a=1#b`);
    expect(await page.evaluate(() => [location.href, document.querySelector('h1')?.textContent])).toEqual([
      `${portal}?a=1#b`,
      'Rengøring',
    ]);
    await page.close();
  });

  it('writes settings without losing the others', async () => {
    await chromium.setSettings({ unit: 'Indkøb' });
    await chromium.setSettings({ sites: { 'https://example.org': 'full' } });
    const stored = await (await chromium.worker()).evaluate(() => chrome.storage.local.get('settings'));
    expect(stored).toEqual({ settings: { unit: 'Indkøb', sites: { 'https://example.org': 'full' } } });
  });

  it('grants an optional origin as the user would', async () => {
    const granted = async () =>
      (await chromium.worker()).evaluate(() => chrome.permissions.contains({ origins: ['http://127.0.0.1/*'] }));
    expect(await granted()).toBe(false);
    await chromium.grant('http://127.0.0.1:8080');
    expect(await granted()).toBe(true);
  });

  it('reaches a fresh service worker after stopping the old one', async () => {
    await (await chromium.worker()).evaluate(() => Object.assign(globalThis, { mark: 1 }));
    await chromium.stopBackground();
    expect(await (await chromium.worker()).evaluate(() => 'mark' in globalThis)).toBe(false);
  });

  it('reads the rows of the extension’s databases', async () => {
    const rows = await chromium.journal();
    expect(Object.values(rows).every(Array.isArray)).toBe(true);
  });
});

describe('closing', () => {
  it('is quiet when the user closed the browser before', async () => {
    const chromium = await launchChromium();
    const gone = new Promise<void>((resolve) => chromium.browser.once('disconnected', () => resolve()));
    const session = await chromium.browser.target().createCDPSession();
    await session.send('Browser.close').catch(() => null);
    await gone;
    await chromium.closeQuietly();
  });
});

describe('what the Chromium harness refuses', () => {
  it('fails on an error in a page’s console', async () => {
    const chromium = await launchChromium({ answers });
    const page = await chromium.openPage(portal);
    await page.evaluate(() => console.error('seeded defect'));
    await until(() => chromium.consoleErrors.length > 0, 'the word of the defect');
    await expect(chromium.close()).rejects.toThrow('seeded defect');
  });

  it('fails on an uncaught exception in the service worker', async () => {
    const chromium = await launchChromium();
    await (await chromium.worker()).evaluate(() => void Promise.reject(new Error('seeded rejection')));
    await until(() => chromium.consoleErrors.length > 0, 'the word of the rejection');
    await expect(chromium.close()).rejects.toThrow('seeded rejection');
  });

  it('fails on a request that nobody answers', async () => {
    const chromium = await launchChromium({ answers });
    const page = await chromium.openPage(portal);
    await page.evaluate(() => fetch('https://collector.example.org/').catch(() => null));
    await expect(chromium.close()).rejects.toThrow('nobody answers https://collector.example.org/');
  });

  it('fails on a request that leaves the machine', async () => {
    const chromium = await launchChromium();
    const page = await chromium.browser.newPage();
    await expect(page.goto('https://leak.example.org/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
    await expect(chromium.close()).rejects.toThrow('left this machine: request https://leak.example.org/');
  });
});
