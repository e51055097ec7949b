import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Procedure, Revision } from '../../lib/log/schema.ts';
import { parseCsv } from '../../lib/reporting/csv.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { catchSaved, savedBytes } from './harness/files.ts';
import { contentWorld, control, eachScheme, inPanel, pageViolations, panelText } from './harness/panel.ts';
import { until } from './harness/until.ts';

const notice = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';
const title = 'Rengøring, rengøringsmidler og kontormøbler – fælles udbud for to kommuner';

/** What has the focus inside the closed panel, as a person would name it. */
const focused = async (page: Page): Promise<string> => {
  const world = await contentWorld(page);
  return world.evaluate(() => {
    const host = document.querySelector<HTMLElement>('[data-groent-lys]');
    const active = host ? chrome.dom.openOrClosedShadowRoot(host)?.activeElement : null;
    return active?.getAttribute('aria-label') ?? active?.textContent ?? '';
  });
};

/** Presses Tab until the focus is on a control of that name; fails when the page ends first. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused(page)).includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached "${name}"`);
}

const panelSays = (page: Page, text: string) =>
  until(async () => ((await panelText(page)).includes(text) ? true : null), `"${text}" in the panel`);

const mainText = (page: Page) => page.evaluate(() => document.querySelector('main')?.innerText ?? '');

describe.each(browsersFor('long'))('a buyer follows a tender and a team lead reports it in %s', (_, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8');
    browser = await launch({ answers: new Map([[notice, html]]) });
    await browser.setSettings({ language: 'da', unit: 'Indkøb', buyerKind: 'pogiMember' });
  });
  afterAll(() => browser.close());

  it('from the pill to the logged decision, by keyboard alone', async () => {
    const page = await browser.openPage(notice);
    const report = await browser.pageReport(page);
    expect(report.tender.title).toBe(title);
    const areas = new Set(report.findings.map(({ area }) => area));
    expect(areas.has('cleaning')).toBe(true);
    expect(areas.has('furniture')).toBe(true);
    expect(report.findings.find(({ target }) => target === 'pogi-05a-maerke')?.reasons[0]?.text).toBeTruthy();

    await tabTo(page, 'Grønt Lys:');
    await page.keyboard.press('Enter');
    await panelSays(page, 'Er det jeres udbud?');
    expect((await browser.journal()).procedures).toEqual([]);

    await tabTo(page, 'Følg dette udbud');
    await page.keyboard.press('Enter');
    await panelSays(page, 'Udbuddet følges.');
    // The targets come in an answer of their own.
    await inPanel(page, '.card');
    await tabTo(page, 'Rengøringsmidler');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Log som opfyldt');
    await page.keyboard.press('Enter');
    await panelSays(page, 'Logget: Opfyldt');
    expect(await focused(page)).toContain('Beslutning');

    await page.keyboard.press('Escape');
    await until(async () => ((await focused(page)).startsWith('Grønt Lys:') ? true : null), 'the focus on the pill');
    const { journal, procedures } = (await browser.journal()) as { journal: Revision[]; procedures: Procedure[] };
    expect(procedures).toHaveLength(1);
    expect(procedures[0]).toMatchObject({
      title,
      buyer: { name: 'Engdal Kommune' },
      publicationNumber: '917342-2026',
      unit: 'Indkøb',
      url: notice,
    });
    expect(journal.map(({ kind, verdict, unit, portal, author }) => ({ kind, verdict, unit, portal, author }))).toEqual(
      [{ kind: 'decision', verdict: 'met', unit: 'Indkøb', portal: 'ted', author: null }],
    );
  });

  it('the dashboard shows the tender with what is decided and what is open', async () => {
    const page = await browser.dashboard('/overview');
    await until(async () => ((await mainText(page)).includes(title) ? true : null), 'the tender in the overview');
    expect(await mainText(page)).toContain('Registreringsgrad');
    expect(await pageViolations(page)).toEqual([]);
    await page.close();
  });

  it.each(['/overview', '/log', '/targets', '/targets/pogi-05a-maerke', '/exchange', '/settings'])(
    'axe finds nothing in %s, in light and dark',
    async (route) => {
      const page = await browser.dashboard(route);
      await page.waitForSelector('h1');
      await eachScheme(page, async () => expect(await pageViolations(page)).toEqual([]));
      await page.close();
    },
  );

  it("opens a buyer's dashboard on their own unit, a team lead's on all", async () => {
    const opened = async (role: 'buyer' | 'lead') => {
      await browser.setSettings({ role });
      const own = await browser.dashboard('/settings');
      const page = await browser.pageOpenedBy(() =>
        own.evaluate(() => chrome.runtime.sendMessage({ type: 'dashboard/open', route: null })),
      );
      const hash = await page.evaluate(() => location.hash);
      await page.close();
      await own.close();
      return hash;
    };
    expect(await opened('lead')).toBe('#/overview');
    expect(await opened('buyer')).toBe('#/overview?unit=Indk%C3%B8b');
  });

  it('the log lists the decision with the tender', async () => {
    const page = await browser.dashboard('/log');
    await until(async () => ((await mainText(page)).includes(title) ? true : null), 'the decision in the log');
    expect(await mainText(page)).toContain('Opfyldt');
    await page.close();
  });

  it.each([
    ['danish', ';', '\ufeff', 'Status', 'Opfyldt'],
    ['machine', ',', '', 'status', 'met'],
  ] as const)('the log goes out as CSV in the %s dialect', async (dialect, separator, mark, column, value) => {
    const page = await browser.dashboard('/exchange');
    // Nobody answers the dialog for saving here; without it the file comes as a download.
    await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
    const choice = dialect === 'danish' ? 'andre regneark' : 'andre systemer';
    const start = await control(page, 'button', 'Hent filen');
    await page.evaluate((wanted) => {
      const labels = [...document.querySelectorAll('label')];
      labels.find(({ textContent }) => textContent?.includes(wanted))?.click();
    }, choice);
    await catchSaved(page);
    await start.click();
    const { name, bytes } = await savedBytes(page);
    expect(name).toMatch(/\.csv$/);
    const csv = Buffer.from(bytes).toString();
    expect(csv.startsWith(mark)).toBe(true);
    const [header = [], ...rows] = parseCsv(csv.slice(mark.length), separator);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.[header.indexOf(column)]).toBe(value);
    expect(rows[0]).toContain(title);
    await page.close();
  });

  it('the popup says what was read and switches the site', async () => {
    const page = await browser.openPage(notice);
    await browser.pageReport(page);
    const popup = await browser.popup(page);
    await until(
      async () => ((await popup.evaluate(() => document.body.innerText)).includes(title) ? true : null),
      'the title in the popup',
    );
    expect(await pageViolations(popup)).toEqual([]);
    await (await control(popup, 'radio', 'Fra')).click();
    await until(
      () => page.evaluate(() => (document.querySelector('[data-groent-lys]') ? null : true)),
      'the end of the pill',
    );
  });
});
