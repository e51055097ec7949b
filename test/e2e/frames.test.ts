import type { ElementHandle, Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { contentWorld, control, inPanel, panelText } from './harness/panel.ts';
import { until } from './harness/until.ts';

const address = 'https://udbud.dk/opretIndkoeb/rammer';
/** The same portal at another of its hosts, another portal that is on by itself, and a site of nobody's. */
const inside = {
  own: 'https://www.udbud.dk/editor',
  other: 'https://ted.europa.eu/editor',
  foreign: 'https://annonce.example/',
};

const text = 'Kontorstole og skriveborde leveres samlet.';
const framed = (label: string) => `<!doctype html><html lang="da"><head><title>Felt</title>
  <link rel="icon" href="data:,"></head><body><label for="f">${label}</label>
  <textarea id="f" style="width:400px;height:80px">${text}</textarea></body></html>`;
const page = `<!doctype html><html lang="da"><head><title>Opret indkøb</title><link rel="icon" href="data:,"></head><body><main>
  <h1>Opret indkøb</h1><form id="notice-form" method="post">
  <label for="titel">Titel</label><input id="titel" type="text" value="Møbler til Engdal Rådhus">
  <label for="cpv">Primær klassifikation (CPV)</label><input id="cpv" type="text" value="39130000-2">
  <label for="besk">Beskrivelse</label><textarea id="besk">Levering til det nye rådhus.</textarea></form>
  ${Object.entries(inside)
    .map(([name, url]) => `<iframe id="${name}" src="${url}" width="500" height="160"></iframe>`)
    .join('\n')}
  </main></body></html>`;

const hosts = (frame: Frame | Page) => frame.evaluate(() => document.querySelectorAll('[data-groent-lys]').length);

describe.each(browsersFor('long'))('fields in frames of another origin in %s', (_, launch) => {
  let browser: Driven;
  let tab: Page;
  const frame = (url: string): Frame => {
    const found = tab.frames().find((one) => one.url() === url);
    if (!found) throw new Error(`no frame at ${url}`);
    return found;
  };
  const value = () => frame(inside.own).$eval('#f', (field) => (field as HTMLTextAreaElement).value);
  const valueIs = (wanted: string) =>
    until(async () => ((await value()) === wanted ? true : null), `the value ${JSON.stringify(wanted)}`).catch(
      async () => expect(await value()).toBe(wanted),
    );
  /** An element of ours in the frame's closed shadow root. */
  const inFrame = (selector: string) =>
    until(async () => {
      const world = await contentWorld(tab, frame(inside.own));
      const handle = await world.evaluateHandle((wanted) => {
        const host = document.querySelector<HTMLElement>('[data-groent-lys]');
        return (host && chrome.dom.openOrClosedShadowRoot(host)?.querySelector<HTMLElement>(wanted)) ?? null;
      }, selector);
      return handle.asElement() as ElementHandle | null;
    }, `${selector} in the frame`);
  beforeAll(async () => {
    const answers = new Map([
      [address, page],
      [inside.own, framed('Kravspecifikation')],
      [inside.other, framed('Krav, anden portal')],
      [inside.foreign, framed('Krav, fremmed side')],
    ]);
    browser = await launch({ answers });
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
    tab = await browser.openPage(address);
  });
  afterAll(() => browser.close());

  it('of the same portal have a marker and underlines, with no pill or panel of their own', async () => {
    const marker = await inFrame('.field-marker:not(.away)');
    expect(await marker.evaluate((one) => one.getAttribute('aria-label'))).toMatch(
      /^\d+ mål gælder teksten i »Kravspecifikation«\. Åbn$/,
    );
    const word = await inFrame('.field-word');
    const box = await word.evaluate((one) => one.getBoundingClientRect().toJSON());
    expect(box.width).toBeGreaterThan(50);
    const root = await marker.evaluate((one) => (one.getRootNode() as ShadowRoot).innerHTML);
    expect(root).not.toMatch(/class="(?:pill|panel)[ "]/);
    expect(await hosts(frame(inside.own))).toBe(1);
    expect(await hosts(tab)).toBe(1);
  });

  it('of other sites, also of one that is on by itself, are left as they were', async () => {
    for (const url of [inside.other, inside.foreign]) {
      const [own, before] = await frame(url).evaluate(
        (html) => {
          const written = new DOMParser().parseFromString(html, 'text/html');
          return [document.documentElement.outerHTML, written.documentElement.outerHTML];
        },
        url === inside.other ? framed('Krav, anden portal') : framed('Krav, fremmed side'),
      );
      expect(own).toBe(before);
      expect(await hosts(frame(url))).toBe(0);
    }
  });

  it('open the page’s own panel with what their text speaks of', async () => {
    const marker = await inFrame('.field-marker');
    await marker.evaluate((one) => (one as HTMLElement).click());
    const heading = await inPanel(tab, '.area h3');
    expect(await heading.evaluate((one) => one.textContent)).toBe('Gælder teksten i »Kravspecifikation«');
  });

  it('take a criterion from the panel, and give it back', async () => {
    const body = await inPanel(tab, '.panel-body');
    for (const card of await body.$$('.card-title button')) {
      if (await body.$('blockquote')) break;
      await card.click();
    }
    const criterion = await (await inPanel(tab, 'blockquote')).evaluate((quote) => quote.textContent ?? '');
    await (await control(tab, 'button', 'Indsæt i feltet »Kravspecifikation«')).click();
    await valueIs(`${text}\n${criterion}`);
    await until(
      async () => ((await panelText(tab)).includes('Indsat i »Kravspecifikation«') ? true : null),
      'the word of it',
    );
    await (await control(tab, 'button', 'Fortryd indsættelsen')).click();
    await valueIs(text);
    expect(await tab.$eval('#besk', (field) => (field as HTMLTextAreaElement).value)).toBe(
      'Levering til det nye rådhus.',
    );
  });

  it('follow what is written in them', async () => {
    await frame(inside.own).$eval('#f', (field) => {
      const area = field as HTMLTextAreaElement;
      area.focus();
      area.select();
      document.execCommand('insertText', false, 'Intet at se her.');
    });
    await until(async () => {
      const world = await contentWorld(tab, frame(inside.own));
      const left = await world.evaluate(() => {
        const host = document.querySelector<HTMLElement>('[data-groent-lys]');
        return host && chrome.dom.openOrClosedShadowRoot(host)?.querySelectorAll('.field-marker').length;
      });
      return left === 0 ? true : null;
    }, 'no marker');
  });

  it('are found again when the frame shows another page, and left when the site is switched off', async () => {
    await tab.$eval('#own', (element) => {
      (element as HTMLIFrameElement).src += '?trin=2';
    });
    await until(async () => {
      const again = tab.frames().find((one) => one.url().endsWith('trin=2'));
      return again && (await hosts(again)) === 1 ? true : null;
    }, 'our host in the next page');
    await browser.setSettings({ sites: { 'udbud-dk': 'off' } });
    await until(async () => {
      const again = tab.frames().find((one) => one.url().endsWith('trin=2')) as Frame;
      return (await hosts(again)) + (await hosts(tab)) === 0 ? true : null;
    }, 'nothing of ours');
  });
});
