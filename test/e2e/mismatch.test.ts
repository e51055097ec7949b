import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { control, inPanel, panelText } from './harness/panel.ts';
import { until } from './harness/until.ts';

const first = 'https://udbud.dk/detaljevisning?noticeId=mismatch-1';
/** The same procedure at another address: its own reference and buyer say so. */
const second = 'https://udbud.dk/detaljevisning?noticeId=mismatch-2';
const html = `<!doctype html><html lang="da"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Udbud</title>
  <main><h1>Kontorstole og rengøring til Engdal Rådhus</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune</dd>
  <dt>CVR-nummer</dt><dd>29189420</dd><dt>Sagsnummer</dt><dd>88.20.04-P20-7-26</dd>
  <dt>CPV-koder</dt><dd>39112000, 90910000</dd><dt>Tilbudsfrist</dt><dd>12-03-2027</dd></dl>
  <h2>Beskrivelse</h2><p>Levering af kontorstole.</p></main></html>`;

describe.each(browsersFor('long'))('a target that does not fit in %s', (_, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    browser = await launch({
      answers: new Map([
        [first, html],
        [second, html],
      ]),
    });
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
  });
  afterAll(() => browser.close());

  const open = async (page: Page) => (await inPanel(page, '.pill')).click();
  const titles = async (page: Page) =>
    (await inPanel(page, '.panel-body')).evaluate((body) =>
      [...body.querySelectorAll('.area .card-name > :first-child')].map((title) => title.textContent ?? ''),
    );
  /** A panel opened anew has its words from the background first. */
  const drawnTitles = (page: Page) =>
    until(async () => {
      const drawn = await titles(page);
      return drawn.length > 0 && drawn;
    }, 'the titles');
  const badge = (page: Page) =>
    browser.inExtension(async (url) => {
      const [tab] = await chrome.tabs.query({ url });
      return chrome.action.getBadgeText({ tabId: tab?.id });
    }, page.url());
  const badgeIs = (page: Page, count: number) =>
    until(async () => (await badge(page)) === String(count), `${count} on the badge`);

  it('a target that does not fit is gone from panel, pill, badge and report, also after reload and at another address', async () => {
    const page = await browser.openPage(first);
    const before = await browser.pageReport(page);
    await open(page);
    await (await control(page, 'button', 'Følg dette udbud')).click();
    await until(
      async () => ((await panelText(page)).includes('Udbuddet følges.') ? true : null),
      'that it is followed',
    );
    const all = await drawnTitles(page);
    const [wrong = ''] = all;
    expect(all.length).toBeGreaterThan(1);
    await badgeIs(page, all.length);

    await (await inPanel(page, '.area .card-title button')).click();
    await (await control(page, 'button', 'Passer ikke her: Skjul målet')).click();
    await until(async () => ((await titles(page)).length === all.length - 1 ? true : null), 'the target to go');
    const left = all.filter((title) => title !== wrong).sort();
    const isLeft = async (there: Page) => {
      expect((await drawnTitles(there)).sort()).toEqual(left);
      await badgeIs(there, left.length);
      expect((await browser.pageReport(there)).findings).toHaveLength(before.findings.length - 1);
      expect(await (await inPanel(there, '.pill-count')).evaluate((count) => count.textContent)).toBe(
        String(left.length),
      );
    };
    await isLeft(page);
    const { current = [], procedureState = [] } = await browser.journal();
    expect(current).toMatchObject([{ kind: 'mismatch', verdict: null, lotId: null }]);
    const { target } = (current as { target: { id: string } }[])[0] ?? { target: { id: '' } };
    expect(Object.keys((procedureState as { targets: object }[])[0]?.targets ?? {})).not.toContain(target.id);

    await page.reload();
    await browser.pageReport(page);
    await open(page);
    await isLeft(page);

    await page.goto(second);
    await browser.pageReport(page);
    await open(page);
    await isLeft(page);

    const dashboard = await browser.dashboard(`/targets/${target.id}`);
    await dashboard.waitForSelector('::-p-text(Meldt som ikke passende: 1 gang.)');
    await dashboard.close();
    await page.close();
  });
});
