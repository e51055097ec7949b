import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { control, inPanel, pageViolations, panelText, panelViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const portal = 'https://udbud.dk/detaljevisning?noticeId=dialog-1';
const html = `<!doctype html><html lang="da"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Udbud</title>
  <main><h1>Kontorstole til Engdal Rådhus</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune</dd>
  <dt>CPV-koder</dt><dd>39112000</dd></dl><h2>Beskrivelse</h2><p>Levering af kontorstole.</p>
  <button id="edit" onclick="document.querySelector('dialog').showModal()">Rediger</button></main>
  <style>dialog { transform: translate(10px, 20px); overflow: hidden }</style>
  <dialog aria-labelledby="d"><h2 id="d">Rediger beskrivelsen</h2>
  <label>Beskrivelse <textarea></textarea></label><button onclick="this.closest('dialog').close()">Luk</button>
  </dialog></html>`;

describe.each(browsersFor('long'))('a modal dialog in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  beforeAll(async () => {
    browser = await launch({ answers: new Map([[portal, html]]) });
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
    page = await browser.openPage(portal);
    await inPanel(page, '.pill');
  });
  afterAll(() => browser.close());

  const placeOf = async (selector: string) => (await inPanel(page, selector)).boundingBox();
  /** Where our element stands in the page. */
  const home = () => page.evaluate(() => document.querySelector('[data-groent-lys]')?.parentElement?.localName ?? null);
  const homeIs = (name: string) =>
    until(async () => ((await home()) === name ? true : null), `our element in the page's ${name}`);

  it('pill and panel are reached while the page shows a modal dialog, in their usual place', async () => {
    // Drawn before it has its place beside the title.
    const before = await until(async () => {
      const place = await placeOf('.pill');
      return place && place.x > 0 ? place : null;
    }, 'the pill beside the title');
    await page.click('#edit');
    await homeIs('dialog');
    await until(
      async () => JSON.stringify(await placeOf('.pill')) === JSON.stringify(before),
      'the pill in its usual place',
    );
    await (await inPanel(page, '.pill')).click();
    await (await control(page, 'button', 'Følg dette udbud')).click();
    await until(
      async () => ((await panelText(page)).includes('Udbuddet følges.') ? true : null),
      'the followed tender',
    );
    expect((await browser.journal()).procedures).toHaveLength(1);
    await page.bringToFront();
    expect([...(await panelViolations(page)), ...(await pageViolations(page))]).toEqual([]);
  });

  it('they are back in the page when the dialog is closed, with the panel as it was', async () => {
    await page.evaluate(() => document.querySelector('dialog')?.close());
    await homeIs('html');
    expect(await panelText(page)).toContain('Udbuddet følges.');
    expect(await page.evaluate(() => document.querySelector('[data-groent-lys]')?.hasAttribute('popover'))).toBe(false);
  });

  it('they are back too when the page takes the dialog away as a whole', async () => {
    await page.evaluate(() => document.querySelector('dialog')?.showModal());
    await homeIs('dialog');
    await page.evaluate(() => document.querySelector('dialog')?.remove());
    await homeIs('html');
    expect(await panelText(page)).toContain('Udbuddet følges.');
  });
});
