import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Firefox, firefoxMissing, launchFirefox } from './firefox.ts';
import { until } from './until.ts';

const missing = firefoxMissing();
const portal = 'https://ted.europa.eu/da/notice/-/detail/1-2026';
const answers = new Map([[portal, '<!doctype html><html lang="da"><title>Udbud</title><h1>Rengøring</h1></html>']]);

describe.skipIf(missing)(`the Firefox harness${missing ? ` (${missing})` : ''}`, () => {
  let firefox: Firefox;
  beforeAll(async () => {
    firefox = await launchFirefox({ answers });
  });
  afterAll(() => firefox.close());

  it('answers a portal at its own address, query and hash included', async () => {
    const page = await firefox.openPage(`${portal}?a=1#b`);
    expect(await page.evaluate(() => [location.href, document.querySelector('h1')?.textContent])).toEqual([
      `${portal}?a=1#b`,
      'Rengøring',
    ]);
    await page.close();
  });

  it('writes settings and grants an optional origin', async () => {
    await firefox.setSettings({ unit: 'Indkøb' });
    await firefox.grant('http://127.0.0.1:8080');
  });

  it('refuses an origin that the manifest does not name', async () => {
    await expect(firefox.grant('http://example.org')).rejects.toThrow(/not declared|did not grant/);
  });
});

describe.skipIf(missing)(`what the Firefox harness refuses${missing ? ` (${missing})` : ''}`, () => {
  it('fails on an error in a page’s console', async () => {
    const firefox = await launchFirefox({ answers });
    const page = await firefox.openPage(portal);
    await page.evaluate(() => console.error('seeded defect'));
    await until(() => firefox.consoleErrors.length > 0, 'the word of the defect');
    await expect(firefox.close()).rejects.toThrow('seeded defect');
  });

  it('fails on a request that leaves the machine', async () => {
    const firefox = await launchFirefox();
    const page = await firefox.browser.newPage();
    await page.goto('https://leak.example.org/').catch(() => null);
    await expect(firefox.close()).rejects.toThrow('left this machine: connection leak.example.org:443');
  });
});
