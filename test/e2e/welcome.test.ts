import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { keyboardOf } from './harness/keyboard.ts';
import { loadAnew } from './harness/load-anew.ts';
import { pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

describe.each(browsersFor('long'))('the welcome in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  beforeAll(async () => {
    browser = await launch({ welcomed: true });
    page = await browser.welcome();
  });
  afterAll(() => browser.close());

  const says = (text: string) =>
    until(
      () => page.evaluate((wanted) => document.querySelector('main')?.innerText.includes(wanted) || null, text),
      `"${text}" on ${page.url()}`,
    );
  const settings = () =>
    page.evaluate(async () => (await chrome.storage.local.get('settings')).settings as Record<string, unknown>);

  it('asks three things by keyboard alone, keeps each answer, and can be gone back in', async () => {
    const keyboard = keyboardOf(page);
    /** A step is there when its heading has the focus: whoever goes on before that is taken back to it. */
    const arrived = (heading: string) =>
      until(async () => (await keyboard.at()).name === heading || null, `the focus on "${heading}"`);
    await says('Step 1 of 3');
    expect(await pageViolations(page)).toEqual([]);
    await keyboard.press('Member of', 'ArrowDown', 'ArrowDown');
    await until(async () => (await settings())?.buyerKind === 'municipality' || null, 'the kind of buyer');
    await keyboard.press('Next', 'Enter');
    await says('Step 2 of 3');
    await arrived('Which portals do you use?');
    // The list comes a moment later and moves what stands below it.
    await says('udbud.dk');
    await keyboard.press('Next', 'Enter');
    await says('Step 3 of 3');
    await arrived('What should your decisions be logged under?');
    await page.evaluate(() => history.back());
    await arrived('Which portals do you use?');
    await page.evaluate(() => history.back());
    await arrived('Welcome to Grønt Lys');
    await page.evaluate(() => history.forward());
    await arrived('Which portals do you use?');
    await page.evaluate(() => history.forward());
    await arrived('What should your decisions be logged under?');
    expect(await pageViolations(page)).toEqual([]);
    await keyboard.fill('Unit', 'Teknik');
    await keyboard.press('Finish', 'Enter');
    await arrived('You are ready');
    await until(async () => (await settings()).unit === 'Teknik' || null, 'the unit');
    expect(await settings()).toMatchObject({ buyerKind: 'municipality', unit: 'Teknik' });
  });

  it.each([
    ['en', 'See what Grønt Lys finds', / targets fit the tender/],
    ['nb', 'Se hva Grønt Lys finner', / mål passer til konkurransen/],
    ['da', 'Se, hvad Grønt Lys finder', / mål passer til udbuddet/],
  ] as const)('has an example that finds targets in %s', async (language, button, found) => {
    await browser.setSettings({ language });
    await page.bringToFront();
    await says(button);
    await keyboardOf(page).press(button, 'Enter');
    const shown = await until(
      () => page.evaluate(() => document.querySelector<HTMLElement>('.example-findings')?.innerText ?? null),
      'findings',
    );
    expect(shown).toMatch(/kontorstol|office chair/i);
    expect(await page.evaluate(() => document.querySelector('main')?.innerText)).toMatch(found);
    expect(await pageViolations(page)).toEqual([]);
    await loadAnew(page);
    await page.waitForSelector('#example');
  });

  it('comes once: a new start of the background opens nothing', async () => {
    const before = (await browser.browser.pages()).length;
    await browser.stopBackground();
    // Nobody listens to this message; sending it starts the background.
    await page.evaluate(() => chrome.runtime.sendMessage({ type: 'harness/wake' }).catch(() => null));
    expect((await browser.browser.pages()).length).toBe(before);
  });
});
