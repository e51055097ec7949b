import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { contentWorld, control, eachScheme, inPanel, panelText, panelViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const origin = 'https://shop.example.dk';
const address = (name: string) => `${origin}/${name === 'basket-table' ? 'kurv' : name}`;
const names = [
  'item-json-ld',
  'item-bare',
  'list-microdata',
  'list-cards-nb',
  'list-virtual',
  'catalogue-unspsc',
  'basket-table',
];

/** The words of the marks at articles, in the order of the keyboard, with whether each stands inside its article. */
const marks = async (page: Page): Promise<string[]> => {
  const world = await contentWorld(page);
  return world.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-groent-lys]')].flatMap((host) =>
      [...(chrome.dom.openOrClosedShadowRoot(host)?.querySelectorAll('.mark') ?? [])].map(
        (mark) => mark.getAttribute('aria-label') ?? '',
      ),
    ),
  );
};
const marked = (page: Page, expected: string[]) =>
  until(
    async () => {
      const found = await marks(page);
      return JSON.stringify(found) === JSON.stringify(expected) ? found : null;
    },
    `the marks ${expected.join('; ')}`,
  );

describe.each(browsersFor('long'))('on the pages of a shop in %s', (_, launch) => {
  let browser: Driven;
  beforeAll(async () => {
    const answers = new Map<string, string>();
    for (const name of names) {
      answers.set(address(name), await readFile(new URL(`../fixtures/shop/${name}.html`, import.meta.url), 'utf8'));
    }
    browser = await launch({ answers });
    await browser.setSettings({ language: 'da' });
    await browser.switchOn(origin);
  });
  afterAll(() => browser.close());

  it('says on an article’s page what to look for before anything else', async () => {
    const page = await browser.openPage(address('item-bare'));
    const pill = await inPanel(page, '.pill');
    expect(await pill.evaluate((element) => element.textContent)).toBe('Kig efter Svanemærket eller EU-Blomsten');
    await pill.click();
    await inPanel(page, '.card');
    const text = await panelText(page);
    expect(text).toContain('Mærket er ikke nævnt. Kig efter Svanemærket eller EU-Blomsten.');
    expect(text.indexOf('vælg dem med Svanemærket eller EU-Blomsten')).toBeLessThan(text.indexOf('Følg dette indkøb'));
    expect(await panelViolations(page)).toEqual([]);
    await page.close();
  });

  it('names the label that an article’s data or badge shows, and none of the articles beside it', async () => {
    const page = await browser.openPage(address('item-json-ld'));
    const pill = await inPanel(page, '.pill');
    expect(await pill.evaluate((element) => element.textContent)).toBe('Möbelfakta er nævnt');
    const report = await browser.pageReport(page);
    expect([report.kind, report.tender.cpv]).toEqual(['item', { main: null, additional: [] }]);
    expect(new Set(report.findings.map(({ area }) => area))).toEqual(new Set(['furniture']));
    await page.close();
  });

  it('marks the articles of a list that a target applies to, and leaves the page as it was', async () => {
    const page = await browser.openPage(address('list-microdata'));
    await marked(page, ['Svanemærket: Universalrengøring uden parfume, 1 l', 'Kig efter mærke: Sanitetsrens 750 ml']);
    const pill = await inPanel(page, '.pill');
    expect(await pill.evaluate((element) => element.textContent)).toBe('3 varer, 1 med miljømærke, 1 at tjekke');
    const report = await browser.pageReport(page);
    expect([report.kind, report.state, report.tender.title]).toEqual(['list', 'complete', null]);
    expect(report.findings.map(({ target }) => target)).toContain('pogi-05a-maerke');
    const body = await page.evaluate(() => document.body.outerHTML);
    const source = await readFile(new URL('../fixtures/shop/list-microdata.html', import.meta.url), 'utf8');
    const parsed = await page.evaluate(
      (html) => new DOMParser().parseFromString(html, 'text/html').body.outerHTML,
      source,
    );
    expect(body).toBe(parsed);
    expect(await panelViolations(page)).toEqual([]);
    await page.close();
  });

  it('opens and closes the note at an article by keyboard alone', async () => {
    const page = await browser.openPage(address('list-cards-nb'));
    await inPanel(page, '.mark');
    const first = await control(page, 'button', 'Kig efter mærke: Kontorstol Vidar, grå');
    await first.focus();
    await page.keyboard.press('Enter');
    await until(
      async () => ((await panelText(page)).includes('Mærket er ikke nævnt. Kig efter Möbelfakta') ? true : null),
      'the note',
    );
    await eachScheme(page, async () => expect(await panelViolations(page)).toEqual([]));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await until(async () => ((await panelText(page)).includes('ikke nævnt') ? null : true), 'the end of the note');
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    await until(
      async () => ((await panelText(page)).includes('Nævnt ved varen: FSC.') ? true : null),
      'the note of the next article',
    );
    await page.close();
  });

  it('sums up a basket, leads to its articles, and offers nothing to store', async () => {
    const page = await browser.openPage(address('basket-table'));
    const pill = await inPanel(page, '.pill');
    expect(await pill.evaluate((element) => element.textContent)).toBe('3 varer, 1 med miljømærke, 1 at tjekke');
    expect((await marks(page)).join()).not.toContain('Kontorstol');
    await pill.click();
    await inPanel(page, '.item-row');
    const text = await panelText(page);
    expect(text).toContain('Varerne i kurven');
    expect(text.replaceAll('\u00a0', ' ')).toContain('20 stk., 29,95 kr.');
    expect(text).toContain('Mærket er ikke nævnt. Kig efter EU-Blomsten.');
    expect(text).not.toContain('Følg');
    expect(await panelViolations(page)).toEqual([]);
    await (await control(page, 'button', 'Håndklæde, bomuld, 50 x 100 cm')).click();
    await inPanel(page, '.note');
    expect(Object.values(await browser.journal()).flat()).toEqual([]);
    await page.close();
  });

  it('reads an e-catalogue whose numbers look like CPV codes as articles', async () => {
    const page = await browser.openPage(address('catalogue-unspsc'));
    await marked(page, ['Kig efter mærke: Kontorstol Thor, sort', 'FSC: Kopipapir A4 80 g, FSC Mix']);
    const { tender, findings } = await browser.pageReport(page);
    expect(tender.cpv).toEqual({ main: null, additional: [] });
    expect(findings.flatMap(({ reasons }) => reasons.map(({ kind }) => kind))).not.toContain('cpv');
    await page.close();
  });

  it('keeps up with a list whose few nodes show hundreds of articles', async () => {
    const page = await browser.openPage(address('list-virtual'));
    await marked(
      page,
      [1, 3, 5, 7].map(
        (number) => `Kig efter mærke: ${number % 4 === 1 ? 'Kontorstol' : 'Universalrengøring'} nr. ${number}`,
      ),
    );
    await page.evaluate(() => document.querySelector('#scroller')?.scrollTo(0, 200 * 60));
    await marked(
      page,
      [201, 203, 205, 207].map(
        (number) => `Kig efter mærke: ${number % 4 === 1 ? 'Kontorstol' : 'Universalrengøring'} nr. ${number}`,
      ),
    );
    const world = await contentWorld(page);
    const tops = await world.evaluate(() => {
      const tops = (elements: Iterable<Element>) => [...elements].map((one) => one.getBoundingClientRect().top);
      const own = [...document.querySelectorAll<HTMLElement>('[data-groent-lys]')].flatMap((host) => [
        ...(chrome.dom.openOrClosedShadowRoot(host)?.querySelectorAll('.mark') ?? []),
      ]);
      return { marks: tops(own), rows: tops(document.querySelectorAll('.row a')) };
    });
    for (const top of tops.marks) expect(tops.rows.some((row) => Math.abs(row - top) < 6)).toBe(true);
    await page.close();
  });

  it('shows the count alone in quiet mode, and the list when it is asked for', async () => {
    await browser.setSettings({ sites: { [origin]: 'quiet' } });
    const page = await browser.openPage(address('list-microdata'));
    const pill = await inPanel(page, '.pill');
    expect(await pill.evaluate((element) => element.textContent)).toBe('3 varer, 1 med miljømærke, 1 at tjekke');
    expect(await marks(page)).toEqual([]);
    await browser.inExtension(async (url) => {
      const [tab] = (await chrome.tabs.query({})).filter((one) => one.url === url);
      await chrome.tabs.sendMessage(tab?.id ?? -1, { type: 'panel/toggle' });
    }, address('list-microdata'));
    await until(async () => ((await panelText(page)).includes('Varerne på siden') ? true : null), 'the list');
    expect(await marks(page)).toEqual([]);
    await browser.setSettings({ sites: { [origin]: 'full' } });
    await page.close();
  });
});
