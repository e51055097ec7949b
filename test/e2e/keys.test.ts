import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Revision } from '../../lib/log/schema.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { type Display, displayMissing, startDisplay } from './harness/display.ts';
import { inPanel, panelText } from './harness/panel.ts';
import { until } from './harness/until.ts';

const missing = displayMissing();
const notice = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';

describe.skipIf(missing).each(browsersFor('long'))(`real keys in %s${missing ? ` (${missing})` : ''}`, (_, launch) => {
  let display: Display;
  let browser: Driven;
  let page: Page;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8');
    display = await startDisplay();
    browser = await launch({
      answers: new Map([[notice, html]]),
      headless: false,
      display: display.name,
      viewport: null,
    });
    await browser.setSettings({ language: 'da', unit: 'Indkøb', buyerKind: 'pogiMember' });
    page = await browser.openPage(notice);
    await inPanel(page, '.pill');
    await page.bringToFront();
  });
  afterAll(async () => {
    await browser?.close();
    display?.stop();
  });

  it('open the panel, go to the first open target and log it', async () => {
    const panelHas = (text: string) =>
      until(async () => ((await panelText(page)).includes(text) ? true : null), `"${text}" in the panel`);
    display.press('alt+shift+g');
    await panelHas('Er det jeres udbud?');
    display.press('alt+shift+m');
    await panelHas('Log som opfyldt');
    display.press('alt+shift+l');
    await panelHas('Logget: Opfyldt');
    const { journal } = (await browser.journal()) as { journal: Revision[] };
    expect(journal.map(({ kind, verdict }) => [kind, verdict])).toEqual([['decision', 'met']]);
  });
});
