import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Revision } from '../../lib/log/schema.ts';
import type { PageReport } from '../../lib/messages.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { contentWorld, control, eachScheme, inPanel, pageViolations, panelText } from './harness/panel.ts';
import { until } from './harness/until.ts';

const notice = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';
const elsewhere = 'https://ted.europa.eu/da/about';
const title = 'Rengøring, rengøringsmidler og kontormøbler – fælles udbud for to kommuner';

describe.each(browsersFor('long'))('what the browser offers around the page in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8');
    const answers = new Map([
      [notice, html],
      [elsewhere, '<!doctype html><html lang="da"><link rel="icon" href="data:,"><title>Om</title><p>Om os</p></html>'],
    ]);
    browser = await launch({ answers });
    await browser.setSettings({ language: 'da', unit: 'Indkøb', buyerKind: 'pogiMember' });
    page = await browser.openPage(notice);
    await inPanel(page, '.pill');
  });
  afterAll(() => browser.close());

  const toolbar = () =>
    browser.inExtension(async () => {
      const tabs = await chrome.tabs.query({});
      const tabId = tabs.find(({ url }) => url?.startsWith('https://ted.europa.eu/'))?.id;
      return [await chrome.action.getBadgeText({ tabId }), await chrome.action.getTitle({ tabId })];
    });
  const toolbarIs = async (wanted: [badge: string, title: string]) => {
    const isSo = async () => (String(await toolbar()) === String(wanted) ? true : null);
    await until(isSo, `"${wanted[1]}"`).catch(async () => expect(await toolbar()).toEqual(wanted));
  };
  const command = (name: string) => browser.command(page, name);
  /** The card that the focus is in: its name, and whether it is unfolded. */
  const cardAt = async () => {
    const world = await contentWorld(page);
    return world.evaluate(() => {
      const host = document.querySelector<HTMLElement>('[data-groent-lys]');
      const active = host ? chrome.dom.openOrClosedShadowRoot(host)?.activeElement : null;
      const button = active?.closest('.card')?.querySelector('.card-title button');
      const name = button?.querySelector('.card-name > span')?.textContent ?? null;
      return { name, isUnfolded: button?.getAttribute('aria-expanded') === 'true', isOnTitle: button === active };
    });
  };
  const cardIs = (wanted: (name: string) => boolean) =>
    until(async () => {
      const card = await cardAt();
      return card.name !== null && wanted(card.name) ? { ...card, name: card.name } : null;
    }, 'the focus on a card');
  const popupText = (popup: Page) => popup.evaluate(() => document.body.innerText.replaceAll('\u00a0', ' '));
  const popupSays = (popup: Page, text: string) =>
    until(async () => ((await popupText(popup)).includes(text) ? true : null), `"${text}" in the popup`);
  let all: PageReport['findings'] = [];

  it('the toolbar button counts the open targets and says so in words', async () => {
    all = (await browser.pageReport(page)).findings;
    await toolbarIs([String(all.length), `Grønt Lys: ${all.length} åbne mål på siden`]);
  });

  it('the keys go from open target to open target and log the one at hand, and the count goes down', async () => {
    await command('next-target');
    const first = await cardIs(() => true);
    expect(first).toMatchObject({ isUnfolded: true, isOnTitle: true });
    await command('next-target');
    const second = await cardIs((name) => name !== first.name);
    expect(second.isUnfolded).toBe(true);
    expect((await browser.journal()).journal).toEqual([]);

    await command('log-target');
    const [logged] = (await until(async () => {
      const { journal } = await browser.journal();
      return journal && journal.length > 0 ? journal : null;
    }, 'the decision')) as Revision[];
    expect(logged).toMatchObject({ kind: 'decision', verdict: 'met', lotId: null });
    await toolbarIs([String(all.length - 1), `Grønt Lys: ${all.length - 1} åbne mål på siden`]);
    await page.bringToFront();
    expect(await panelText(page)).toContain('Logget: Opfyldt');

    // What is decided is passed over, also by the key that would log it again.
    await command('log-target');
    const third = await cardIs((name) => name !== second.name);
    expect(third.name).not.toBe(first.name);
    expect((await browser.journal()).journal).toHaveLength(1);
    await command('toggle-panel');
    await until(async () => ((await panelText(page)).includes('Udbuddet følges.') ? null : true), 'the closed panel');
  });

  it.each([
    ['200 per cent', 720, 450],
    ['400 per cent', 360, 225],
  ])('at %s the panel stays within the window and scrolls down alone', async (_, width, height) => {
    await page.setViewport({ width, height });
    await command('toggle-panel');
    await inPanel(page, '.panel .card');
    const world = await contentWorld(page);
    const measure = () =>
      world.evaluate(() => {
        const host = document.querySelector<HTMLElement>('[data-groent-lys]');
        const root = host && chrome.dom.openOrClosedShadowRoot(host);
        const panel = root?.querySelector<HTMLElement>('.panel')?.getBoundingClientRect();
        const body = root?.querySelector<HTMLElement>('.panel-body');
        const close = root?.querySelector<HTMLElement>('.close')?.getBoundingClientRect();
        if (!panel || !body || !close) return null;
        return {
          isWithin: panel.left >= 0 && panel.right <= innerWidth && panel.bottom <= innerHeight && close.top >= 0,
          sideways: body.scrollWidth - body.clientWidth,
          isReadable: body.clientHeight >= 100,
        };
      });
    const wanted = { isWithin: true, sideways: 0, isReadable: true };
    // The panel finds its place once the window has its size.
    const isSo = async () => JSON.stringify(await measure()) === JSON.stringify(wanted) || null;
    await until(isSo, 'the panel in its place').catch(async () => expect(await measure()).toEqual(wanted));
    await command('toggle-panel');
    await until(async () => ((await panelText(page)).includes('Udbuddet følges.') ? null : true), 'the closed panel');
    await page.setViewport({ width: 1440, height: 900 });
  });

  it('the popup shows what was read, found and decided', async () => {
    const popup = await browser.popup(page);
    await popupSays(popup, title);
    await popupSays(popup, `${all.length} indkøbsmål gælder.`);
    await popupSays(popup, 'Der er taget stilling til 1 af dem.');
    const text = await popupText(popup);
    expect(text).toContain('Følges');
    expect(text).toContain('Opfyldt');
    expect(text).toContain(`og ${all.length - 3} til i panelet`);
    await eachScheme(popup, async () => expect(await pageViolations(popup)).toEqual([]));
    await popup.close();
  });

  it('the popup copies a report without the page’s words, and a message that only the user sends', async () => {
    const popup = await browser.popup(page);
    await popupSays(popup, title);
    await popup.evaluate(() => {
      const copied: string[] = [];
      navigator.clipboard.writeText = async (text) => void copied.push(text);
      Object.assign(globalThis, { copied });
    });
    const copied = () => popup.evaluate(() => (globalThis as unknown as { copied: string[] }).copied.at(-1) ?? '');
    /** The heading, or the button that led to it. */
    const hasFocus = (text: string) =>
      until(
        () => popup.evaluate((wanted) => document.activeElement?.textContent === wanted || null, text),
        `the focus on "${text}"`,
      );
    await (await control(popup, 'button', 'Meld et problem')).click();
    await hasFocus('Meld et problem');
    await (await control(popup, 'button', 'Kopiér fejlrapporten')).click();
    await popupSays(popup, 'Fejlrapporten er kopieret.');
    expect(await copied()).not.toContain('Engdal');
    expect(JSON.parse(await copied())).toMatchObject({
      adapter: 'ted',
      tender: { title: `found, ${title.length} characters`, publicationNumber: '917342-2026' },
    });
    await (await control(popup, 'checkbox', 'Medtag teksten')).click();
    await (await control(popup, 'button', 'Kopiér fejlrapporten')).click();
    await until(async () => ((await copied()).includes('Engdal') ? true : null), 'the report with its text');
    const report = JSON.parse(await copied()) as PageReport;
    expect(report.tender.title).toBe(title);
    expect(report.findings.map(({ target }) => target)).toEqual(all.map(({ target }) => target));

    await (await control(popup, 'button', 'Kopiér beskeden')).click();
    await popupSays(popup, 'Beskeden er kopieret.');
    expect(await copied()).toMatch(
      /Hvad skete der\?[\s\S]*Hvad havde du ventet\?[\s\S]*Grønt Lys \d[\s\S]*ted, notice/,
    );
    expect(await copied()).not.toContain('Engdal');
    const mail = await popup.$eval('a[href^="mailto:"]', (link) => (link as HTMLAnchorElement).href);
    expect(new URLSearchParams(mail.slice('mailto:?'.length)).get('body')).toBe(await copied());
    expect(await pageViolations(popup)).toEqual([]);
    await (await control(popup, 'button', 'Tilbage')).click();
    await hasFocus('Meld et problem');
    await popup.close();
  });

  it('the popup lists the keys as the browser has them', async () => {
    const popup = await browser.popup(page);
    const known = await popup.evaluate(async () =>
      (await chrome.commands.getAll()).flatMap(({ shortcut }) => shortcut || []),
    );
    await popup.waitForSelector('.shortcuts kbd');
    await popup.evaluate(() => document.querySelector('details')?.setAttribute('open', ''));
    const shown = await popup.evaluate(() => [...document.querySelectorAll('kbd')].map((key) => key.innerText));
    expect(shown.sort()).toEqual(known.sort());
    expect(known.length).toBe(3);
    expect(await pageViolations(popup)).toEqual([]);
    await popup.close();
  });

  it('what is selected is checked as a text, from memory and under an address that does not hold it', async () => {
    const check = await browser.pageOpenedBy(() =>
      browser.chooseOnSelection(page, 'Levering af kontorstole til rådhuset'),
    );
    expect(await check.evaluate(() => location.hash)).toBe('#/documents/text');
    await check.waitForSelector('#checked-advice');
    expect(await check.$eval('textarea', ({ value }) => value)).toBe('Levering af kontorstole til rådhuset');
    expect((await check.$$('.checked-target')).length).toBeGreaterThan(0);
    expect(await check.evaluate(() => chrome.storage.session.get('selectedText'))).toEqual({});
    await check.close();
  });

  it('the count goes when the tab goes to a page without a tender', async () => {
    await page.goto(elsewhere);
    await toolbarIs(['', 'Grønt Lys']);
  });
});
