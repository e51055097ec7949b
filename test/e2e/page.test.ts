import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExamplePortal, serveExamplePortal } from '../fixtures/example-portal/server.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { control, eachScheme, inPanel, panelText, panelViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const notice = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';
const fixture = (name: string) => readFile(new URL(`../fixtures/pages/${name}.html`, import.meta.url), 'utf8');

/** The page as its own scripts see it: every node and attribute, and the style sheets it was given. */
const pageState = (page: Page) =>
  page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
  }));

const pillText = async (page: Page) => (await inPanel(page, '.pill')).evaluate((pill) => pill.textContent);

/** Waits until the panel says a text. */
const said = (page: Page, text: string) =>
  until(async () => ((await panelText(page)).includes(text) ? true : null), `"${text}" in the panel`);

async function openPanel(page: Page): Promise<void> {
  await (await inPanel(page, '.pill')).click();
  await inPanel(page, '.card');
}

/** Unfolds a card and presses its button for "met". */
async function logMet(page: Page): Promise<void> {
  await (await inPanel(page, '.card-title button')).click();
  await (await inPanel(page, '.verdict-buttons .primary')).click();
}

describe.each(browsersFor('long'))('in the page in %s', (_, launch) => {
  let browser: Driven;
  let portal: ExamplePortal;
  beforeAll(async () => {
    portal = await serveExamplePortal();
    browser = await launch({ answers: new Map([[notice, await fixture('ted-eforms-da')]]) });
    await browser.setSettings({ language: 'da' });
  });
  afterAll(async () => {
    await portal.close();
    await browser.close();
  });

  it('leaves a site that is switched off alone, to the byte', async () => {
    await browser.setSettings({ sites: { 'https://ted.europa.eu': 'off' } });
    const page = await browser.openPage(notice);
    const before = await pageState(page);
    await page.evaluate(() => document.body.append(document.createElement('p')));
    // The script has answered, so it has had its say.
    const answer = await browser.inExtension(async (url) => {
      const [tab] = (await chrome.tabs.query({})).filter((one) => one.url === url);
      return chrome.tabs.sendMessage(tab?.id ?? -1, { type: 'page/report' });
    }, notice);
    expect(answer).toBeNull();
    await page.evaluate(() => document.body.lastElementChild?.remove());
    expect(await pageState(page)).toEqual(before);
    expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
    await browser.setSettings({ sites: {} });
    await page.close();
  });

  it('highlights what matched without touching the page, and takes everything along when it is switched off', async () => {
    const page = await browser.openPage(notice);
    await browser.pageReport(page);
    await inPanel(page, '.pill');
    const { ranges, body } = await page.evaluate(() => {
      const highlight = CSS.highlights.get('groent-lys');
      return { ranges: [...(highlight ?? [])].map(String), body: document.body.outerHTML };
    });
    await until(
      () =>
        page.evaluate(
          () => getComputedStyle(document.body, '::highlight(groent-lys)').textDecorationLine === 'underline' || null,
        ),
      'the style of the highlights',
    );
    expect(ranges.map((words) => words.toLowerCase())).toContain('rengøringsmidler');
    await browser.setSettings({ sites: { 'https://ted.europa.eu': 'off' } });
    const bare = await browser.openPage(notice);
    expect(body).toBe(await bare.evaluate(() => document.body.outerHTML));
    await browser.inExtension(async () => {
      for (const tab of await chrome.tabs.query({ url: 'https://ted.europa.eu/*' })) {
        await chrome.tabs.sendMessage(tab.id ?? -1, { type: 'site/mode', mode: 'off' });
      }
    });
    await until(
      () => page.evaluate(() => (document.querySelector('[data-groent-lys]') ? null : true)),
      'the end of the pill',
    );
    expect(await pageState(page)).toEqual(await pageState(bare));
    expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
    await browser.setSettings({ sites: {} });
    await page.close();
    await bare.close();
  });

  it('leaves a page that is open when its site is switched off in the dashboard', async () => {
    const page = await browser.openPage(notice);
    await inPanel(page, '.pill');
    await browser.setSettings({ sites: { 'https://ted.europa.eu': 'off' } });
    await until(
      () => page.evaluate(() => (document.querySelector('[data-groent-lys]') ? null : true)),
      'the end of the pill',
    );
    await browser.setSettings({ sites: {} });
    await inPanel(page, '.pill');
    await page.close();
  });

  it('shows the pill alone in quiet mode, and marks nothing while the panel is open either', async () => {
    await browser.setSettings({ sites: { ted: 'quiet' } });
    const page = await browser.openPage(notice);
    const { findings } = await browser.pageReport(page);
    expect(await pillText(page)).toContain(String(findings.length));
    await openPanel(page);
    expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
    await browser.setSettings({ sites: {} });
    await until(() => page.evaluate(() => CSS.highlights.has('groent-lys') || null), 'the marks of the full mode');
    await page.close();
  });

  it('logs a decision although the background was stopped after the panel opened', async () => {
    const page = await browser.openPage(notice);
    await openPanel(page);
    await browser.stopBackground();
    await logMet(page);
    await said(page, 'Logget: Opfyldt');
    const { journal } = await browser.journal();
    expect(journal).toHaveLength(1);
    await browser.stopBackground();
    await page.reload();
    await openPanel(page);
    await (await inPanel(page, '.card-title button')).click();
    await said(page, 'Logget: Opfyldt');
    await (await inPanel(page, '.logged-actions .button')).click();
    await said(page, 'Log som opfyldt');
    expect((await browser.journal()).journal).toHaveLength(2);
    await page.close();
  });

  it('asks for a reason when a target is not met, and keeps what was written', async () => {
    const page = await browser.openPage(notice);
    await openPanel(page);
    await (await inPanel(page, '.card-title button')).click();
    await (await inPanel(page, '.verdict-buttons .small:nth-of-type(3)')).click();
    const submit = await inPanel(page, '.decision-form [type="submit"]');
    await submit.click();
    await said(page, 'Vælg en begrundelse');
    const select = await inPanel(page, '.decision-form select');
    await select.evaluate((element) => {
      (element as HTMLSelectElement).value = 'no-market-supply';
      element.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await (await inPanel(page, '.decision-form textarea')).type('To leverandører spurgt');
    await submit.click();
    // The reason alone already stood among those to choose from.
    await said(page, 'Logget: Ikke opfyldt');
    await said(page, 'Markedet kan ikke levere');
    const current = (await browser.journal()).current as { verdict: string; reason: unknown }[];
    expect(current.map(({ verdict, reason }) => ({ verdict, reason }))).toContainEqual({
      verdict: 'notMet',
      reason: { code: 'no-market-supply', text: 'To leverandører spurgt' },
    });
    await page.close();
  });

  it('copies the criterion, and leads to the page of the target', async () => {
    const page = await browser.openPage(notice);
    await openPanel(page);
    await (await inPanel(page, '.card-title button')).click();
    const criterion = await (await inPanel(page, '.criterion blockquote')).evaluate((quote) => quote.textContent);
    await (await inPanel(page, '.criterion .button')).click();
    await said(page, 'Kopieret');
    await page.evaluate(() => {
      const field = document.createElement('textarea');
      document.body.prepend(field);
      field.focus();
    });
    await page.keyboard.down('Control');
    await page.keyboard.press('KeyV');
    await page.keyboard.up('Control');
    await until(
      () => page.evaluate((wanted) => document.querySelector('textarea')?.value === wanted, criterion),
      'the criterion in the page',
    );
    const opened = await browser.pageOpenedBy(async () => (await inPanel(page, '.target-text > .link')).click());
    expect(await opened.evaluate(() => location.hash)).toMatch(/^#\/targets\//);
    await opened.close();
    await page.close();
  });

  it('hides a wrong finding for the tender and keeps it hidden', async () => {
    const page = await browser.openPage(notice);
    await openPanel(page);
    const first = await (await inPanel(page, '.card-name > span')).evaluate((name) => name.textContent ?? '');
    const before = await pillText(page);
    await (await inPanel(page, '.card-title button')).click();
    await (await inPanel(page, '.logged-actions .button')).click();
    await (await inPanel(page, '.decision > .link')).click();
    await until(async () => ((await pillText(page)) === before ? null : true), 'one finding less');
    await page.reload();
    await openPanel(page);
    expect(await pillText(page)).not.toBe(before);
    expect((await panelText(page)).split('\n')).not.toContain(first);
    await page.close();
  });

  it('shows nothing on a page without a tender', async () => {
    await browser.switchOn(portal.origin);
    const page = await browser.openPage(`${portal.origin}/om`);
    const report = await browser.pageReport(page);
    expect(report).toMatchObject({ kind: 'none', findings: [], tender: { title: null } });
    expect(await page.evaluate(() => document.querySelector('[data-groent-lys]'))).toBeNull();
    await page.close();
  });

  it('works under a strict content policy with Trusted Types', async () => {
    const page = await browser.openPage(`${portal.origin}/udbud/2026-114`);
    await openPanel(page);
    expect(await page.evaluate(() => CSS.highlights.has('groent-lys'))).toBe(true);
    await logMet(page);
    await said(page, 'Logget: Opfyldt');
    await page.close();
  });

  it('follows a page that changes without loading', async () => {
    const page = await browser.openPage(`${portal.origin}/soeg/2026-121`);
    await page.waitForSelector('#udbud h1');
    const first = await browser.pageReport(page);
    await (await page.waitForSelector('a[href$="2026-122"]'))?.click();
    const second = await until(async () => {
      const report = await browser.pageReport(page);
      return report.tender.title === first.tender.title ? null : report;
    }, 'the second notice');
    expect(second.tender.title).not.toBe(first.tender.title);
    expect(new Set(second.findings.map(({ area }) => area))).not.toEqual(
      new Set(first.findings.map(({ area }) => area)),
    );
    await page.close();
  });

  it('says that a newer journal is left alone, logs nothing, and still shows the targets', async () => {
    const other = await launch({ answers: new Map([[notice, await fixture('ted-eforms-da')]]) });
    await other.setSettings({ language: 'da' });
    const seeded = await other.dashboard('/settings');
    await seeded.evaluate(async () => {
      const asked = indexedDB.open('groent-lys', 990);
      await new Promise<void>((resolve, reject) => {
        asked.onupgradeneeded = () => asked.result.createObjectStore('future').add('kept', 'key');
        asked.onsuccess = () => resolve(asked.result.close());
        asked.onerror = () => reject(asked.error);
      });
    });
    await seeded.close();
    const before = await other.journal();
    expect(before.future).toEqual(['kept']);
    const page = await other.openPage(notice);
    await openPanel(page);
    await said(page, 'Loggen er skrevet af en nyere version af Grønt Lys');
    await logMet(page);
    // The same words stood at the top of the panel before.
    await inPanel(page, '.decision .problem');
    await said(page, 'Opdater udvidelsen for at logge igen.');
    expect(await panelText(page)).not.toContain('Logget:');
    const dashboard = await other.dashboard('/log');
    await until(
      () => dashboard.evaluate(() => document.querySelector('main')?.innerText.includes('nyere version') || null),
      'the word on the newer journal',
    );
    expect(await other.journal()).toEqual(before);
    await other.close();
  });

  it('points to an area without targets, counts it nowhere and opens it in the dashboard', async () => {
    const html = (await fixture('ted-eforms-da')).replaceAll('39130000', '90500000').replaceAll('39112000', '90530000');
    const other = await launch({ answers: new Map([[notice, html]]) });
    await other.setSettings({ language: 'da' });
    const page = await other.openPage(notice);
    const { areas, findings } = await other.pageReport(page);
    expect(areas.map(({ area }) => area)).toContain('waste');
    expect(findings.map(({ area }) => area)).not.toContain('waste');
    await openPanel(page);
    await until(
      async () =>
        /Affald\s+Ingen fælles indkøbsmål passer her\. Der er 3 eksempler fra andre\./.test(await panelText(page)),
      'the pointer to the area',
    );
    expect(await panelViolations(page)).toEqual([]);
    const link = await control(page, 'button', 'Se området i overblikket: Affald');
    const opened = await other.pageOpenedBy(() => link.click());
    expect(await opened.evaluate(() => location.hash)).toBe('#/targets?area=waste');
    await other.close();
  });

  it('passes axe with the panel open, in light and dark', async () => {
    const page = await browser.openPage(notice);
    await openPanel(page);
    await (await inPanel(page, '.card-title button')).click();
    await eachScheme(page, async () => expect(await panelViolations(page)).toEqual([]));
    await page.close();
  });
});
