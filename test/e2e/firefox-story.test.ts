import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Procedure, Revision } from '../../lib/log/schema.ts';
import { type Firefox, firefoxMissing, launchFirefox } from './harness/firefox.ts';
import { readDatabases } from './harness/journal.ts';
import { until } from './harness/until.ts';

const missing = firefoxMissing();
const notice = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';

/** Firefox shows no test the inside of a closed shadow root: that the keys go there is all the page can tell. */
const inPanel = (page: Page) => page.evaluate(() => document.activeElement?.hasAttribute('data-groent-lys') ?? false);

async function press(page: Page, key: 'Tab', times: number): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

describe.skipIf(missing)(`the main story in Firefox${missing ? ` (${missing})` : ''}`, () => {
  let firefox: Firefox;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8');
    firefox = await launchFirefox({ answers: new Map([[notice, html]]) });
    await firefox.setSettings({ language: 'da', unit: 'Indkøb', buyerKind: 'pogiMember' });
  });
  afterAll(() => firefox.close());

  async function stored(): Promise<{ journal: Revision[]; procedures: Procedure[] }> {
    const page = await firefox.dashboard('/settings');
    try {
      return (await readDatabases(page)) as { journal: Revision[]; procedures: Procedure[] };
    } finally {
      await page.close();
    }
  }

  it('follows a tender and logs a decision by keyboard, and the dashboard shows it', async () => {
    const page = await firefox.openPage(notice);
    await until(() => page.evaluate(() => document.querySelector('[data-groent-lys]') && true), 'the pill');
    expect(await page.evaluate(() => CSS.highlights.has('groent-lys'))).toBe(true);
    // From the page's last link Tab goes on to the pill.
    await page.evaluate(() => [...document.links].at(-1)?.focus());
    await page.keyboard.press('Tab');
    expect(await inPanel(page)).toBe(true);
    await page.keyboard.press('Enter');
    // From the panel's heading: close, follow.
    await press(page, 'Tab', 2);
    await page.keyboard.press('Enter');
    const procedure = await until(async () => (await stored()).procedures[0], 'the followed procedure');
    expect(procedure).toMatchObject({ publicationNumber: '917342-2026', unit: 'Indkøb' });
    await page.bringToFront();

    // The focus stays where the button was: dashboard, stop following, then the first target.
    await press(page, 'Tab', 3);
    await page.keyboard.press('Enter');
    // Show the place, source, more, kind of criterion, copy, lot, "met".
    await press(page, 'Tab', 7);
    await page.keyboard.press('Enter');
    const revision = await until(async () => (await stored()).journal[0], 'the decision');
    expect(revision).toMatchObject({ kind: 'decision', verdict: 'met', procedureId: procedure.id, portal: 'ted' });
    await page.bringToFront();
    await page.keyboard.press('Escape');
    expect(await inPanel(page)).toBe(true);

    const dashboard = await firefox.dashboard('/log');
    await until(
      () =>
        dashboard.evaluate(
          (title) => document.querySelector('main')?.innerText.includes(title) || null,
          procedure.title,
        ),
      'the tender in the log',
    );
    await dashboard.close();
    await page.close();
  });
});
