import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { control, inPanel, panelText, panelViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const form = 'https://udbud.dk/opretIndkoeb/ordlyd/';
const notice = 'https://udbud.dk/detaljevisning?noticeId=ordlyd';
const written = 'Der skal leveres 40 borde af mærket Nordbord. Alle borde skal være Svanemærket.';
const html = (body: string) =>
  `<!doctype html><html lang="da"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Udbud</title><main>${body}</main></html>`;
const answers = new Map([
  [
    form,
    html(`<h1>Opret indkøb</h1><form>
      <p><label for="t">Titel</label><input id="t" value="Møbler til Engdal Rådhus"></p>
      <p><label for="c">Primær klassifikation (CPV)</label><input id="c" value="39130000-2"></p>
      <p><label for="b">Beskrivelse</label><textarea id="b" rows="8" cols="70">${written}</textarea></p></form>`),
  ],
  [
    notice,
    html(`<h1>Borde til Engdal Rådhus</h1><dl><dt>Ordregiver</dt><dd>Engdal Kommune</dd>
      <dt>CPV-koder</dt><dd>39121200</dd><dt>Tilbudsfrist</dt><dd>12-03-2027</dd></dl>
      <h2>Beskrivelse</h2><p>${written}</p>`),
  ],
]);

const says = (page: Page, text: string) =>
  until(async () => ((await panelText(page)).includes(text) ? true : null), `"${text}" in the panel`);
const unfold = async (page: Page) => (await inPanel(page, '.wording summary')).click();
const value = (page: Page) => page.$eval('#b', (field) => (field as HTMLTextAreaElement).value);

async function opened(browser: Driven, address: string): Promise<Page> {
  const page = await browser.openPage(address);
  await browser.pageReport(page);
  await (await inPanel(page, '.pill')).click();
  return page;
}

describe.each(browsersFor('long'))('advice on wording in %s', (_, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    browser = await launch({ answers });
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
  });
  afterAll(() => browser.close());

  it('stands folded, names the words, and its sentence mends the field it is put into', async () => {
    const page = await opened(browser, form);
    await says(page, 'Ordlyd: 2 forslag');
    expect(await panelText(page)).not.toContain('Et miljømærke står uden');
    await unfold(page);
    await says(page, '»Nordbord«');
    const text = await panelText(page);
    expect(text).toContain('Det er ikke en juridisk vurdering');
    expect(text).toContain('Et miljømærke står uden »eller tilsvarende«');
    expect(text).toContain('»Svanemærket«');
    expect(await panelViolations(page)).toEqual([]);

    const insert = await inPanel(page, '.wording-list > li:last-child .insert button');
    await insert.click();
    await says(page, 'Ordlyd: 1 forslag');
    expect(await value(page)).toContain('Hvor et fabrikat, et varemærke eller en type er nævnt');
    await (await control(page, 'button', 'Fortryd indsættelsen')).click();
    await says(page, 'Ordlyd: 2 forslag');
    expect(await value(page)).toBe(written);
    await page.close();
  });

  it('shows the place, and what was put away for a followed tender stays away', async () => {
    const page = await opened(browser, notice);
    await (await control(page, 'button', 'Følg dette udbud')).click();
    await says(page, 'Udbuddet følges.');
    await unfold(page);
    await (await control(page, 'button', 'Vis stedet: Nordbord')).click();
    await (
      await control(page, 'button', 'Vis ikke igen for dette udbud: Et bestemt mærke eller en bestemt type er nævnt')
    ).click();
    await says(page, 'Ordlyd: 1 forslag');
    await until(async () => {
      const records = (await browser.journal()).tipRecords as { action: string }[] | undefined;
      return records?.some(({ action }) => action === 'dismissed');
    }, 'a record of what was put away');
    await page.reload();
    await browser.pageReport(page);
    await (await inPanel(page, '.pill')).click();
    await says(page, 'Ordlyd: 1 forslag');
    expect(await panelText(page)).not.toContain('Nordbord');
    await page.close();
  });
});
