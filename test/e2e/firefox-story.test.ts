import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Procedure, Revision } from '../../lib/log/schema.ts';
import { type Firefox, firefoxMissing, launchFirefox } from './harness/firefox.ts';
import { readDatabases } from './harness/journal.ts';
import { inPanel, panelText } from './harness/panel.ts';
import { until } from './harness/until.ts';

const missing = firefoxMissing();
const notice = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';

/** That the keys go into the closed panel is all that the page itself can tell. */
const isInPanel = (page: Page) => page.evaluate(() => document.activeElement?.hasAttribute('data-groent-lys') ?? false);

const panelSays = (page: Page, text: string) =>
  until(async () => (await panelText(page)).includes(text), `"${text}" in the panel`);

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
    await inPanel(page, '.pill');
    expect(await page.evaluate(() => CSS.highlights.has('groent-lys'))).toBe(true);
    // From the page's last link Tab goes on to the pill.
    await page.evaluate(() => [...document.links].at(-1)?.focus());
    await page.keyboard.press('Tab');
    expect(await isInPanel(page)).toBe(true);
    await page.keyboard.press('Enter');
    await inPanel(page, '.follow-bar .button.primary');
    // From the panel's heading: close, follow.
    await press(page, 'Tab', 2);
    await page.keyboard.press('Enter');
    const procedure = await until(async () => (await stored()).procedures[0], 'the followed procedure');
    expect(procedure).toMatchObject({ publicationNumber: '917342-2026', unit: 'Indkøb' });
    await page.bringToFront();
    // What is stored is known to the panel a moment later.
    await panelSays(page, 'Udbuddet følges.');
    await inPanel(page, '.card');

    // The focus stays where the button was: dashboard, stop following, then the first target.
    await press(page, 'Tab', 3);
    await page.keyboard.press('Enter');
    // Show the place, source, more, kind of criterion, copy, lot, "met".
    await press(page, 'Tab', 7);
    await page.keyboard.press('Enter');
    const revision = await until(async () => (await stored()).journal[0], 'the decision');
    expect(revision).toMatchObject({ kind: 'decision', verdict: 'met', procedureId: procedure.id, portal: 'ted' });
    await page.bringToFront();
    await panelSays(page, 'Logget: Opfyldt');
    await page.keyboard.press('Escape');
    expect(await isInPanel(page)).toBe(true);

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
