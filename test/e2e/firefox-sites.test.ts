import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { portals } from '../../lib/sites.ts';
import { type Firefox, firefoxMissing, launchFirefox } from './harness/firefox.ts';
import { until } from './harness/until.ts';

const missing = firefoxMissing();
const ted = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';
const comdia = portals.find(({ id }) => id === 'comdia');
const comdiaPage = 'https://www.comdia.com/lindholt/udbud';

interface ExtensionApi {
  permissions: {
    contains: (wanted: { origins: string[] }) => Promise<boolean>;
    remove: (wanted: { origins: string[] }) => Promise<boolean>;
  };
}

const shows = (page: Page) =>
  until(() => page.evaluate(() => document.querySelector('[data-groent-lys]') && true), 'the pill');
const leaves = (page: Page) =>
  until(() => page.evaluate(() => (document.querySelector('[data-groent-lys]') ? null : true)), 'the end of the pill');
const rowSays = (page: Page, name: string, text: string) =>
  until(
    () =>
      page.evaluate(
        (wanted, words) => {
          const rows = [...document.querySelectorAll<HTMLElement>('.site-row')];
          return rows.find(({ innerText }) => innerText.startsWith(wanted))?.innerText.includes(words) || null;
        },
        name,
        text,
      ),
    `"${text}" at ${name}`,
  );

describe.skipIf(missing)(`sites in Firefox${missing ? ` (${missing})` : ''}`, () => {
  let firefox: Firefox;
  let settings: Page;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8');
    firefox = await launchFirefox({
      answers: new Map([
        [ted, html],
        [comdiaPage, html],
      ]),
    });
    await firefox.setSettings({ language: 'da' });
    settings = await firefox.dashboard('/settings/sites');
  });
  afterAll(() => firefox.close());

  const press = async (label: string) => {
    await settings.bringToFront();
    await (await settings.waitForSelector(`[aria-label="${label}"]`))?.click();
  };

  it('are switched on in the list with one click, read at once, and off again with their permission', async () => {
    const page = await firefox.openPage(comdiaPage);
    await rowSays(settings, 'Comdia', 'Ikke slået til');
    await press('Slå Comdia til');
    await rowSays(settings, 'Comdia', 'Slået til');
    await shows(page);
    await settings.select('[aria-label="Tilstand for Comdia"]', 'off');
    await leaves(page);
    await rowSays(settings, 'Comdia', 'Slået fra');
    // The site is off as soon as that is stored, and its permission is given back only then.
    const isGranted = () =>
      settings.evaluate(
        (origins) => {
          const { browser } = globalThis as unknown as { browser: ExtensionApi };
          return browser.permissions.contains({ origins });
        },
        [...(comdia?.patterns ?? [])],
      );
    await until(async () => !(await isGranted()), 'the permission to be given back');
    await page.close();
  });

  it('say when a permission of the manifest was taken back, which Firefox allows, and are read again with one click', async () => {
    const page = await firefox.openPage(ted);
    await shows(page);
    await settings.evaluate(async () => {
      const { browser } = globalThis as unknown as { browser: ExtensionApi };
      await browser.permissions.remove({ origins: ['https://ted.europa.eu/*'] });
    });
    await leaves(page);
    await rowSays(settings, 'TED', 'Ikke tilladt');
    await press('Tillad TED');
    await rowSays(settings, 'TED', 'Slået til');
    await shows(page);
    await page.close();
  });
});
