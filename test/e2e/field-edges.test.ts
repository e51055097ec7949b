import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { contentWorld, control, inPanel } from './harness/panel.ts';
import { until } from './harness/until.ts';

const address = 'https://udbud.dk/opretIndkoeb/kanter';
const marker = '.field-marker[aria-label*="Beskrivelse"]';

/** Names of the fields that have a marker. */
async function marked(page: Page): Promise<string[]> {
  const world = await contentWorld(page);
  return world.evaluate(() => {
    const host = document.querySelector<HTMLElement>('[data-groent-lys]');
    const root = host && chrome.dom.openOrClosedShadowRoot(host);
    return [...(root?.querySelectorAll('.field-marker') ?? [])].map(
      (one) => /»(.*)«/.exec(one.getAttribute('aria-label') ?? '')?.[1] ?? '',
    );
  });
}

/** How far the middle of the marker is from the lower edge of the part of its field that can be seen, in pixels. */
async function offEdge(page: Page): Promise<number | 'away'> {
  const handle = await inPanel(page, marker);
  const place = await handle.evaluate((element) => {
    const { top, height } = element.getBoundingClientRect();
    return { away: element.classList.contains('away'), middle: top + height / 2 };
  });
  const edge = await page.evaluate(() => {
    const bottom = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().bottom ?? 0;
    return Math.min(bottom('#besk'), bottom('#rulle'));
  });
  return place.away ? 'away' : Math.round(Math.abs(place.middle - edge));
}

const isAt = (page: Page, wanted: number | 'away') =>
  until(async () => ((await offEdge(page)) === wanted ? true : null), `the marker at ${wanted}`);

describe.each(browsersFor('long'))('fields at their edges in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/editors/edges.html', import.meta.url), 'utf8');
    browser = await launch({ answers: new Map([[address, html]]) });
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
    page = await browser.openPage(address);
    await inPanel(page, `${marker}:not(.away)`);
  });
  afterAll(() => browser.close());

  it('that search, are hidden, disabled or locked get no marker, no highlight and no event', async () => {
    expect(await marked(page)).toEqual(['Titel', 'Beskrivelse']);
    const happened = () => page.evaluate(() => (globalThis as unknown as { happened: string[] }).happened.splice(0));
    expect(await happened()).toEqual([]);
    for (const id of ['soeg', 'soegefelt']) {
      await page.focus(`#${id}`);
      await page.keyboard.type(' og borde');
    }
    // What is written in a field of the tender after them is seen, so theirs was passed over.
    const markedAre = (names: string[]) =>
      until(async () => ((await marked(page)).join() === names.join() ? true : null), `markers at ${names}`);
    const text = await page.$eval('#besk', (field) => (field as HTMLTextAreaElement).value);
    await page.focus('#besk');
    await page.$eval('#besk', (field) => (field as HTMLTextAreaElement).select());
    await page.keyboard.press('Backspace');
    await markedAre(['Titel']);
    await page.keyboard.type(text);
    await markedAre(['Titel', 'Beskrivelse']);
    const words = await page.evaluate(() =>
      [...CSS.highlights.values()].flatMap((highlight) =>
        [...highlight].map((range) => (range as Range).startContainer.parentElement?.id ?? ''),
      ),
    );
    expect(words).not.toContain('rigt');
    const own = (await happened()).filter(
      (one) => !/^(focus|focusin|blur|keydown|beforeinput|input|change|select|scroll) (soeg|soegefelt)$/.test(one),
    );
    expect(own).toEqual([]);
  });

  it('have their marker where their lower edge is, after scrolling inside, growing and another window', async () => {
    await page.evaluate(() => document.querySelector('#rulle')?.scrollTo(0, 0));
    await isAt(page, 0);
    await page.evaluate(() => document.querySelector('#rulle')?.scrollTo(0, 60));
    await isAt(page, 0);
    await page.evaluate(() => document.querySelector('#rulle')?.scrollTo(0, 500));
    await isAt(page, 'away');
    await page.evaluate(() => document.querySelector('#rulle')?.scrollTo(0, 60));
    await isAt(page, 0);
    await page.evaluate(() => {
      (document.querySelector('#besk') as HTMLElement).style.height = '150px';
    });
    await isAt(page, 0);
    const before = await (await inPanel(page, marker)).evaluate((one) => one.getBoundingClientRect().left);
    await page.setViewport({ width: 700, height: 800 });
    await until(async () => {
      const left = await (await inPanel(page, marker)).evaluate((one) => one.getBoundingClientRect().left);
      return left < before ? true : null;
    }, 'the marker in a narrower window');
    await isAt(page, 0);
    await page.setViewport({ width: 1440, height: 900 });
  });

  it('stand first when the shortcut is pressed in one of them', async () => {
    await page.focus('#besk');
    const toggle = async () =>
      browser.inExtension(async () => {
        const [tab] = await chrome.tabs.query({ active: true });
        await chrome.tabs.sendMessage(tab?.id ?? -1, { type: 'panel/toggle' });
      });
    await toggle();
    const heading = await inPanel(page, '.area h3');
    expect(await heading.evaluate((one) => one.textContent)).toBe('Gælder teksten i »Beskrivelse«');
  });

  it('have the words that speak for a target selected by "Vis stedet"', async () => {
    await (await inPanel(page, '.card-title button')).click();
    await (await control(page, 'button', 'Vis stedet')).click();
    const selected = await until(
      () =>
        page.evaluate(() => {
          const field = document.querySelector<HTMLTextAreaElement>('#besk');
          if (!field || document.activeElement !== field || field.selectionStart === field.selectionEnd) return null;
          return field.value.slice(field.selectionStart, field.selectionEnd);
        }),
      'a selection in the field',
    );
    expect(['kontorstole', 'skriveborde']).toContain(selected);
  });
});
