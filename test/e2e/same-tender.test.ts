import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { control, inPanel, pageViolations, panelText, panelViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

// Two portals that give a tender no number: only its title and buyer say that it may be the same.
const portal = 'https://udbud.dk/detaljevisning?noticeId=same-1';
const elsewhere = 'https://udbud.dk/detaljevisning?noticeId=same-2';
const other = 'https://udbud.dk/detaljevisning?noticeId=same-3';
const html = `<!doctype html><html lang="da"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Udbud</title>
  <main><h1>Kontorstole til Engdal Rådhus</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune</dd>
  <dt>CPV-koder</dt><dd>39112000</dd><dt>Tilbudsfrist</dt><dd>12-03-2027</dd></dl>
  <h2>Beskrivelse</h2><p>Levering af kontorstole.</p></main></html>`;
const question = 'Er det samme udbud som »Kontorstole til Engdal Rådhus«?';

describe.each(browsersFor('long'))('a tender that looks like a followed one in %s', (_, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    browser = await launch({
      answers: new Map([
        [portal, html],
        [elsewhere, html],
        [other, html],
      ]),
    });
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
  });
  afterAll(() => browser.close());

  const says = (page: Page, text: string) =>
    until(async () => ((await panelText(page)).includes(text) ? true : null), `"${text}" in the panel`);
  async function opened(address: string): Promise<Page> {
    const page = await browser.openPage(address);
    await (await inPanel(page, '.pill')).click();
    return page;
  }
  const focused = async (page: Page) => (await inPanel(page, ':focus')).evaluate((element) => element.className);

  it('a tender that looks like a followed one is asked about, and is it when the buyer says so', async () => {
    const first = await opened(portal);
    await (await control(first, 'button', 'Følg dette udbud')).click();
    await says(first, 'Udbuddet følges.');

    const second = await opened(elsewhere);
    await says(second, question);
    expect(await panelText(second)).toContain('Er det jeres udbud?');
    expect([...(await panelViolations(second)), ...(await pageViolations(second))]).toEqual([]);
    await (await control(second, 'button', 'Ja, det samme')).click();
    await says(second, 'Udbuddet følges.');
    await until(async () => !(await panelText(second)).includes(question), 'the end of the question');
    await until(async () => (await focused(second)).includes('follow-bar'), 'the focus on what stands in its place');
    const { procedures } = await browser.journal();
    expect(procedures).toHaveLength(1);
    await second.close();
    await first.close();
  });

  it('is another when the buyer says so, and is not asked about again', async () => {
    const page = await opened(other);
    await says(page, question);
    await (await control(page, 'button', 'Nej, et andet')).click();
    await until(async () => ((await panelText(page)).includes(question) ? null : true), 'the question to go');
    await page.reload();
    await (await inPanel(page, '.pill')).click();
    await says(page, 'Er det jeres udbud?');
    expect(await panelText(page)).not.toContain(question);
    expect((await browser.journal()).procedures).toHaveLength(1);
    await page.close();
  });

  it('a tender at a known address whose title was edited is asked about, and is not when nothing changed', async () => {
    const again = await opened(portal);
    await says(again, 'Udbuddet følges.');
    await again.close();
    const edited = html.replaceAll('Kontorstole til Engdal Rådhus', 'Kontorstole og borde til Engdal Rådhus');
    const page = await browser.openPage(portal, { answers: new Map([[portal, edited]]) });
    await (await inPanel(page, '.pill')).click();
    await says(page, question);
    await (await control(page, 'button', 'Ja, det samme')).click();
    await says(page, 'Udbuddet følges.');
    const { procedures } = await browser.journal();
    expect((procedures as { title: string }[]).map(({ title }) => title)).toEqual([
      'Kontorstole og borde til Engdal Rådhus',
    ]);
    await page.close();
  });
});
