import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { portals } from '../../lib/sites.ts';
import { type ExamplePortal, serveExamplePortal } from '../fixtures/example-portal/server.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { contentWorld, control, inPanel, pageViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const ted = 'https://ted.europa.eu/da/notice/-/detail/917342-2026';
const eforms = await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8');

/** A known portal whose hosts are named with a star. */
const wild = portals.find(({ patterns }) => patterns.some((pattern) => pattern.includes('*.')));
if (!wild) throw new Error('no portal has a pattern with a star');
const wildHost = wild.patterns.find((pattern) => pattern.includes('*.'))?.replace(/^https:\/\/\*\.|\/\*$/g, '');
const wildPage = `https://kommune.${wildHost}/et/sted`;

const says = (page: Page, text: string) =>
  until(
    () => page.evaluate((words) => document.body.innerText.includes(words) || null, text),
    `"${text}" on ${page.url()}`,
  );
const isShown = (page: Page) => page.evaluate(() => document.querySelector('[data-groent-lys]') !== null);
const leaves = (page: Page) => until(async () => ((await isShown(page)) ? null : true), 'the end of our part');
const isMarked = (page: Page) => page.evaluate(() => CSS.highlights.has('groent-lys'));

/** The words of a site's row in the settings. */
const row = (page: Page, name: string) =>
  page.evaluate((wanted) => {
    const rows = [...document.querySelectorAll<HTMLElement>('.site-row')];
    return rows.find(({ innerText }) => innerText.split('\n')[0] === wanted)?.innerText ?? null;
  }, name);
const rowSays = (page: Page, name: string, text: string) =>
  until(async () => ((await row(page, name))?.includes(text) ? true : null), `"${text}" at ${name}`);

describe.each(browsersFor('long'))('sites in %s', (_, launch) => {
  let browser: Driven;
  let opened: Page[] = [];
  let portal: ExamplePortal;
  let other: ExamplePortal;
  let settings: Page;
  const host = 'http://127.0.0.1/*';
  beforeAll(async () => {
    portal = await serveExamplePortal();
    other = await serveExamplePortal();
    browser = await launch({
      answers: new Map([
        [ted, eforms],
        [wildPage, eforms],
      ]),
    });
    await browser.setSettings({ language: 'da' });
    await browser.allowWhenAsked([host, ...wild.patterns]);
  });
  beforeEach(async () => {
    settings = await browser.dashboard('/settings/sites');
    opened = [settings];
  });
  afterEach(async () => {
    await browser.setSettings({ sites: {} });
    await inOwnPage(async () => {
      await chrome.storage.local.remove('policy');
      const { origins = [] } = await chrome.permissions.getAll();
      const named = chrome.runtime.getManifest().host_permissions ?? [];
      await chrome.permissions.remove({ origins: origins.filter((origin) => !named.includes(origin)) });
    });
    // The background follows in its own time; the next test is to find nothing of this one.
    await registeredAre([]);
    // Chromium's popup may be gone by now: it closes when something else is looked at.
    for (const page of opened.toReversed()) await page.close().catch(() => undefined);
  });
  afterAll(async () => {
    await browser.close();
    await portal.close();
    await other.close();
  });

  async function open(address: string): Promise<Page> {
    const page = await browser.openPage(address);
    opened.push(page);
    return page;
  }
  async function popupOver(page: Page): Promise<Page> {
    const popup = await browser.popup(page);
    opened.push(popup);
    return popup;
  }
  /** What our script in a page says of it, once it knows how to run there. */
  async function answerOf(page: Page): Promise<unknown> {
    await contentWorld(page);
    return browser.inExtension(async (url) => {
      const [tab] = (await chrome.tabs.query({})).filter((one) => one.url === url);
      return chrome.tabs.sendMessage(tab?.id ?? -1, { type: 'page/report' });
    }, page.url());
  }
  /** Runs in the settings, which every test has open. */
  const inOwnPage = <T>(work: () => T) => settings.evaluate(work);
  const granted = () => inOwnPage(async () => (await chrome.permissions.getAll()).origins ?? []);
  const registered = () =>
    inOwnPage(async () =>
      (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches }) => matches ?? []),
    );
  const registeredAre = (patterns: readonly string[]) =>
    until(async () => (String((await registered()).sort()) === String([...patterns].sort()) ? true : null), 'scripts');
  /** A site is off as soon as that is stored, and its permission is given back only then. */
  const givenBack = (patterns: readonly string[]) =>
    until(async () => {
      const kept = await granted();
      return !patterns.some((pattern) => kept.includes(pattern));
    }, `${patterns} to be given back`);
  const modes = () =>
    inOwnPage(async () => (await chrome.storage.local.get('settings')).settings as { sites: Record<string, string> });

  it('are switched on from the popup at once, made quiet, and switched off with nothing left behind', async () => {
    const page = await open(`${portal.origin}/udbud/2026-114`);
    const popup = await popupOver(page);
    await says(popup, `Grønt Lys læser ikke ${new URL(portal.origin).host}.`);
    expect(await pageViolations(popup)).toEqual([]);
    await (await control(popup, 'button', 'Slå Grønt Lys til på dette websted')).click();
    await inPanel(page, '.pill');
    expect(await isMarked(page)).toBe(true);
    expect((await modes()).sites).toEqual({ [portal.origin]: 'full' });
    await registeredAre([host]);
    // What was read comes to stand above the choice, and moves it.
    await control(popup, 'button', 'Åbn panelet');
    await (await control(popup, 'radio', 'Stille')).click();
    await until(async () => ((await isMarked(page)) ? null : true), 'the end of the marks');
    await inPanel(page, '.pill');
    await (await control(popup, 'radio', 'Fra')).click();
    await leaves(page);
    await says(popup, 'Slået fra');
    await registeredAre([]);
    await givenBack([host]);
    await (await control(popup, 'button', 'Slå Grønt Lys til igen')).click();
    await inPanel(page, '.pill');
  });

  it('are on although the browser’s question closed the popup that asked', async () => {
    const page = await open(`${portal.origin}/udbud/2026-114`);
    const popup = await popupOver(page);
    // A question that is never answered here, as when the popup is gone by then.
    await popup.evaluate(() => {
      const { permissions } = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
      Object.assign(permissions, { request: () => new Promise(() => undefined) });
    });
    await (await control(popup, 'button', 'Slå Grønt Lys til på dette websted')).click();
    await popup.close();
    expect(await isShown(page)).toBe(false);
    await browser.grant(portal.origin);
    await inPanel(page, '.pill');
    expect((await modes()).sites).toEqual({ [portal.origin]: 'full' });
  });

  it('stay off when a permission was given that nobody of ours asked for', async () => {
    const page = await open(`${portal.origin}/udbud/2026-114`);
    await browser.grant(portal.origin);
    const popup = await popupOver(page);
    await says(popup, 'Grønt Lys læser ikke');
    expect(await registered()).toEqual([]);
    expect(await isShown(page)).toBe(false);
  });

  it('are offered in one list: one press on a key reads a portal’s open pages, one choice leaves them', async () => {
    const page = await open(wildPage);
    await settings.bringToFront();
    await rowSays(settings, wild.name, 'Ikke slået til');
    expect(await pageViolations(settings)).toEqual([]);
    const button = await control(settings, 'button', `Slå ${wild.name} til`);
    await button.focus();
    await settings.keyboard.press('Enter');
    await inPanel(page, '.pill');
    await registeredAre(wild.patterns);
    expect((await modes()).sites).toEqual({ [wild.id]: 'full' });
    const choice = await control(settings, 'combobox', `Tilstand for ${wild.name}`);
    const isFocused = () => choice.evaluate((element) => element === document.activeElement || null);
    await until(isFocused, 'the focus to go on to the choice');
    await choice.select('quiet');
    await until(async () => ((await isMarked(page)) ? null : true), 'the end of the marks');
    await inPanel(page, '.pill');
    await choice.select('off');
    await leaves(page);
    await rowSays(settings, wild.name, 'Slået fra');
    await registeredAre([]);
    await givenBack(wild.patterns);
    const isBack = () => settings.evaluate(() => document.activeElement?.textContent === 'Slå til' || null);
    await until(isBack, 'the focus to come back to the button');
  });

  it('show a permission that was taken back in the browser, end their pages, and ask anew', async () => {
    await browser.switchOn(portal.origin);
    const page = await open(`${portal.origin}/udbud/2026-114`);
    await inPanel(page, '.pill');
    await inOwnPage(() => chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] }));
    await leaves(page);
    await registeredAre([]);
    const { host: name } = new URL(portal.origin);
    await settings.bringToFront();
    await rowSays(settings, name, 'Ikke tilladt');
    const popup = await popupOver(page);
    await says(popup, `Browseren giver ikke Grønt Lys lov til at læse ${name}.`);
    await control(popup, 'button', `Tillad på ${name}`);
    await popup.close();
    await settings.bringToFront();
    await (await control(settings, 'button', `Tillad ${name}`)).click();
    await inPanel(page, '.pill');
    await rowSays(settings, name, 'Slået til');
  });

  it('tell two ports of one host apart, and keep the permission that the other one needs', async () => {
    const page = await open(`${portal.origin}/udbud/2026-114`);
    const neighbour = await open(`${other.origin}/udbud/2026-114`);
    await browser.switchOn(portal.origin);
    await inPanel(page, '.pill');
    await neighbour.reload();
    expect(await answerOf(neighbour)).toBeNull();
    expect(await isShown(neighbour)).toBe(false);
    await browser.switchOn(other.origin);
    await inPanel(neighbour, '.pill');
    await settings.bringToFront();
    for (const { origin } of [portal, other]) await rowSays(settings, new URL(origin).host, 'Slået til');
    await (await control(settings, 'button', `Fjern ${new URL(portal.origin).host} fra listen`)).click();
    await leaves(page);
    // It goes there when all that can be given back has been.
    await until(
      () => settings.evaluate(() => document.activeElement?.textContent === 'Andre websteder'),
      'the focus on the heading',
    );
    expect(await granted()).toContain(host);
    expect(await isShown(neighbour)).toBe(true);
  });

  it('are fixed by the policy: its mode holds, the choice is gone, and the reason stands there', async () => {
    const page = await open(ted);
    await inPanel(page, '.pill');
    expect(await isMarked(page)).toBe(true);
    const policy = JSON.parse(await readFile(new URL('../../targets/policy.example.json', import.meta.url), 'utf8'));
    const setPolicy = (mode: string) =>
      browser.store({
        policy: { ...policy, sites: [{ site: 'ted', mode, reason: 'Vi bruger kun TED til at læse.' }] },
      });
    await setPolicy('quiet');
    await until(async () => ((await isMarked(page)) ? null : true), 'the end of the marks');
    await inPanel(page, '.pill');
    await rowSays(settings, 'TED', 'Fastlagt i Engdal Kommunes politik: Vi bruger kun TED til at læse.');
    expect(await row(settings, 'TED')).toContain('Stille');
    expect(await settings.$('[aria-label="Tilstand for TED"]')).toBeNull();
    const popup = await popupOver(page);
    await says(popup, 'Vi bruger kun TED til at læse.');
    expect(await popup.$('input[type="radio"]')).toBeNull();
    expect(await pageViolations(popup)).toEqual([]);
    await setPolicy('off');
    await leaves(page);
    await says(popup, 'Engdal Kommune har slået Grønt Lys fra på TED.');
    await rowSays(settings, 'TED', 'Slået fra i politikken');
    expect(await pageViolations(settings)).toEqual([]);
    await inOwnPage(() => chrome.storage.local.remove('policy'));
    await inPanel(page, '.pill');
  });
});

describe.each(browsersFor('long'))('portals of the manifest in %s', (_, launch) => {
  it('say when the user took their permission back, and are read again at once when it is given', async () => {
    const browser = await launch({ answers: new Map([[ted, eforms]]) });
    await browser.setSettings({ language: 'da' });
    const page = await browser.openPage(ted);
    await inPanel(page, '.pill');
    await browser.withdraw();
    await leaves(page);
    const settings = await browser.dashboard('/settings/sites');
    await rowSays(settings, 'TED', 'Ikke tilladt');
    await rowSays(settings, 'udbud.dk', 'Ikke tilladt');
    expect(await pageViolations(settings)).toEqual([]);
    await control(settings, 'button', 'Tillad TED');
    await browser.grant('https://ted.europa.eu');
    await inPanel(page, '.pill');
    await rowSays(settings, 'TED', 'Slået til');
    await browser.close();
  });
});

describe.each(browsersFor('long'))('sites that are on in %s', (_, launch) => {
  let profile: string;
  let portal: ExamplePortal;
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'groent-lys-kept-'));
    portal = await serveExamplePortal();
  });
  afterAll(async () => {
    await portal.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  it('are on again after the browser was closed and after the extension was updated', async () => {
    const first = await launch({ profile, lasting: true });
    await first.switchOn(portal.origin);
    await first.close();

    const second = await launch({ profile, lasting: true });
    const registered = async () =>
      second.inExtension(async () =>
        (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches }) => matches ?? []),
      );
    const isRegistered = async () => ((await registered()).length > 0 ? true : null);
    // A browser that has just started may show a page before it knows of our script.
    await until(isRegistered, 'the scripts of the version before');
    const page = await second.openPage(`${portal.origin}/udbud/2026-114`);
    await inPanel(page, '.pill');
    await page.close();

    await second.update('99.0.1');
    await until(isRegistered, 'the scripts of the new version');
    expect(await registered()).toEqual(['http://127.0.0.1/*']);
    const again = await second.openPage(`${portal.origin}/udbud/2026-114`);
    await inPanel(again, '.pill');
    await second.close();
  });
});
