import { readFile, rm } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { contentWorld, inPanel, panelText } from './harness/panel.ts';
import { attemptsIn, strangerTo } from './harness/stranger.ts';
import { until } from './harness/until.ts';

const number = '917342-2026';
const address = `https://ted.europa.eu/da/notice/-/detail/${number}`;
const elsewhere = 'https://udbud.dk/detaljevisning?noticeId=1';
const procedure = {
  title: 'Kontorstole',
  buyer: { name: 'Engdal Kommune', id: '12345678', scheme: 'DK-CVR' },
  reference: null,
  procedureId: null,
  publicationNumber: number,
  cpv: { main: '39112000', additional: [] },
  value: null,
  deadline: null,
  language: 'da',
  lots: [],
  portal: 'ted',
  url: address,
};
const follow = (over: object = {}) => ({
  type: 'procedure/follow',
  procedure: { ...procedure, ...over },
  relevant: [],
});
/** What somebody would say who knows our words, and one thing that every page may hear. */
const forged = [
  { type: 'page/hello' },
  { type: 'page/report' },
  { type: 'panel/toggle' },
  { type: 'site/mode', mode: 'off' },
  follow(),
  { type: 'dashboard/open', route: 'settings' },
];

describe.each(browsersFor('long'))('somebody who means harm in %s', (_, launch) => {
  let browser: Driven;
  let html: string;
  beforeAll(async () => {
    html = (await readFile(new URL('../fixtures/pages/ted-eforms-da.html', import.meta.url), 'utf8')).replace(
      '</head>',
      '<link rel="icon" href="data:,"></head>',
    );
    browser = await launch();
    await browser.setSettings({ language: 'da' });
  });
  afterAll(() => browser.close());

  const open = (added = '') =>
    browser.openPage(address, {
      answers: new Map([[address, html.replace(/<body[^>]*>/, (body) => `${body}${added}`)]]),
    });
  const nothingIsStored = async () => {
    const { journal = [], procedures = [], sightings = [] } = await browser.journal();
    expect({ journal, procedures, sightings }).toEqual({ journal: [], procedures: [], sightings: [] });
  };
  /** Says something to the background as our own content script would, which a page that took it over could. */
  const sayFrom = async (page: Page, message: object) =>
    (await contentWorld(page)).evaluate((said) => chrome.runtime.sendMessage(said), message) as Promise<unknown>;

  it('as a page has nobody to talk to: no message, event or name of ours is heard', async () => {
    const page = await open(
      `<script>
        const forged = ${JSON.stringify(forged)};
        window.reached = typeof window.chrome?.runtime?.sendMessage;
        for (const message of forged) {
          window.postMessage(message, '*');
          window.postMessage({ source: 'groent-lys', detail: message }, '*');
          for (const target of [window, document, document.documentElement]) {
            target.dispatchEvent(new CustomEvent(message.type, { detail: message, bubbles: true }));
            target.dispatchEvent(new MessageEvent('message', { data: message }));
          }
          new BroadcastChannel('groent-lys').postMessage(message);
        }
      </script>`,
    );
    await inPanel(page, '.pill');
    expect(await page.evaluate(() => (window as unknown as { reached: string }).reached)).toBe('undefined');
    expect((await browser.pageReport(page)).tender.publicationNumber).toBe(number);
    await nothingIsStored();
    await page.close();
  });

  it('as another extension gets no answer, neither from the page both are in nor from its own background', async () => {
    const folder = await strangerTo(browser.extensionId, forged);
    const id = await browser.browser.installExtension(folder);
    try {
      const page = await open();
      const attempts = await attemptsIn(page);
      expect(attempts).toHaveLength(2 * (forged.length + 1));
      expect(attempts.filter(({ answer }) => !answer.includes('Receiving end does not exist'))).toEqual([]);
      expect((await browser.pageReport(page)).state).toBe('complete');
      await nothingIsStored();
      await page.close();
    } finally {
      await browser.browser.uninstallExtension(id);
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('cannot speak of a tender at another address, of one too large, or of more than there is', async () => {
    const page = await open();
    await inPanel(page, '.pill');
    const refused = [
      follow({ url: elsewhere }),
      follow({ url: 'https://ted.europa.eu.attacker.example/' }),
      follow({ title: 'x'.repeat(5_000_000) }),
      { ...follow(), extra: true },
      { ...follow(), relevant: Array.from({ length: 301 }, () => ({ target: 'a', version: 1, area: 'it', lots: [] })) },
      { type: 'page/script', script: 'https://attacker.example/x.js' },
      { type: 'decision/undo', revisionId: '../../etc' },
      { type: 'settings/set', settings: { sites: {} } },
    ];
    for (const message of refused) {
      expect([message.type, await sayFrom(page, message)]).toMatchObject([
        message.type,
        { ok: false, error: { code: 'invalid-message' } },
      ]);
    }
    await nothingIsStored();
    await page.close();
  });

  it('in one page cannot pass for a frame of it, nor act in frames of others', async () => {
    const page = await open();
    const pill = await inPanel(page, '.pill');
    const before = await pill.evaluate((one) => one.textContent);
    const fields = [{ id: 'field-0', label: 'Falsk', takes: true, advised: [] }];
    expect(await sayFrom(page, { type: 'frames/tell', fields, opened: 'field-0' })).toEqual({ ok: true });
    const act = { type: 'frames/act', frame: 4711, act: 'insert', key: 'k', field: 'field-0', text: 'x' };
    expect(await sayFrom(page, act)).toMatchObject({ outcome: { state: 'gone' } });
    expect(await (await inPanel(page, '.pill')).evaluate((one) => one.textContent)).toBe(before);
    expect(await page.evaluate(() => document.body.innerText)).not.toContain('Falsk');
    expect(await panelText(page)).not.toContain('Falsk');
    await page.close();
  });

  it('cannot make pill and panel see-through, small, moved or deaf, so that a press on them is meant for something else', async () => {
    const page = await open(
      `<style>
        html, [data-groent-lys] { opacity: 1; }
        [data-groent-lys] { opacity: 0 !important; transform: scale(40) !important; filter: blur(9px) !important;
          clip-path: inset(100%) !important; visibility: hidden !important; pointer-events: none !important;
          mix-blend-mode: difference !important; z-index: -1 !important; zoom: 9 !important; }
      </style>`,
    );
    await (await inPanel(page, '.pill')).click();
    await inPanel(page, '.panel-body');
    await page.evaluate(() => {
      const host = document.querySelector<HTMLElement>('[data-groent-lys]');
      host?.setAttribute(
        'style',
        'opacity:0!important;transform:translate(90px)!important;pointer-events:none!important',
      );
      host?.animate([{ opacity: 0, transform: 'scale(9)' }], { duration: 1, fill: 'forwards' });
    });
    const look = await (await inPanel(page, '.panel-body')).evaluate((body) => {
      const { opacity, transform, filter, clipPath, visibility, pointerEvents, mixBlendMode, zIndex, zoom } =
        getComputedStyle((body.getRootNode() as ShadowRoot).host);
      return { opacity, transform, filter, clipPath, visibility, pointerEvents, mixBlendMode, zIndex, zoom };
    });
    expect(look).toEqual({
      opacity: '1',
      transform: 'none',
      filter: 'none',
      clipPath: 'none',
      visibility: 'visible',
      pointerEvents: 'auto',
      mixBlendMode: 'normal',
      zIndex: '2147483647',
      zoom: '1',
    });
    await page.close();
  });

  it('who wrote into storage and journal by hand breaks neither pages nor dashboard', async () => {
    const broken = await browser.dashboard('/settings');
    await broken.evaluate(async () => {
      await chrome.storage.local.set({
        settings: JSON.parse('{"language":"da","sites":{"__proto__":"full","ted":7},"role":{"a":1},"unit":["x"]}'),
        policy: { schema: 1, organisation: null, sites: [{ site: '*', mode: 'full' }] },
        compiledIndex: { version: 'x', index: null, tables: 'y' },
      });
      const [{ name = '' } = {}] = (await indexedDB.databases()).filter((one) => one.name);
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const row = { id: 'x', recordId: 'x', procedureId: 'x', decidedAt: 'yesterday', verdict: 'fine', area: 7 };
      await new Promise<void>((resolve, reject) => {
        const change = database.transaction(['journal', 'current'], 'readwrite');
        for (const store of ['journal', 'current']) change.objectStore(store).put(row);
        change.oncomplete = () => resolve();
        change.onerror = () => reject(change.error);
      });
      database.close();
    });
    await broken.close();
    for (const route of ['/overview', '/log', '/settings']) {
      const page = await browser.dashboard(route);
      await until(async () => ((await page.$('main h1')) ? true : null), `the heading of ${route}`);
      await page.close();
    }
    const page = await open();
    expect((await browser.pageReport(page)).findings.length).toBeGreaterThan(5);
    await page.close();
  });
});
