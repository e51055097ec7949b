import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { contentWorld, inPanel, panelViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const address = 'https://udbud.dk/opretIndkoeb/ord';

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What is underlined in each field, as far as it can be seen, from the field's own corner, in whole pixels. */
async function drawn(page: Page): Promise<Record<string, Box[]>> {
  const world = await contentWorld(page);
  return world.evaluate(() => {
    const host = document.querySelector<HTMLElement>('[data-groent-lys]');
    const root = host && chrome.dom.openOrClosedShadowRoot(host);
    const fields = [...document.querySelectorAll('textarea, input')].map(({ id }) => [id, [] as Box[]] as const);
    const found = Object.fromEntries(fields);
    for (const sheet of root?.querySelectorAll('.field-sheet') ?? []) {
      const clip = sheet.getBoundingClientRect();
      const field = [...document.querySelectorAll('textarea, input')].find((one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        return clip.left >= left && clip.top >= top && clip.right <= right && clip.bottom <= bottom;
      });
      if (!field) throw new Error('underlines outside of every field');
      const corner = field.getBoundingClientRect();
      for (const mark of sheet.querySelectorAll('.field-word')) {
        const { left, top, right, bottom } = mark.getBoundingClientRect();
        if (right <= clip.left || left >= clip.right || bottom <= clip.top || top >= clip.bottom) continue;
        found[field.id]?.push({
          left: left - corner.left,
          top: top - corner.top,
          right: right - corner.left,
          bottom: bottom - corner.top,
        });
      }
    }
    return found;
  });
}

/** The same as the field's twin has it, a block that tells where its words stand. */
function told(page: Page, id: string): Promise<Box[]> {
  return page.evaluate((field) => {
    const control = document.getElementById(field) as HTMLTextAreaElement;
    const twin = control.parentElement?.querySelector('.twin') as HTMLElement;
    const node = twin.firstChild as Text;
    const corner = twin.getBoundingClientRect();
    const style = getComputedStyle(twin);
    const edge = (side: string) => Number.parseFloat(style.getPropertyValue(side));
    const isLine = control.tagName === 'INPUT';
    const scale = corner.width / twin.offsetWidth;
    const left = (twin.clientLeft + (isLine ? edge('padding-left') : 0)) * scale;
    const right = (twin.clientLeft + twin.clientWidth - (isLine ? edge('padding-right') : 0)) * scale;
    const [top, bottom] = [twin.clientTop * scale, (twin.clientTop + twin.clientHeight) * scale];
    return [...node.data.matchAll(/kontorstole|skriveborde/gi)].flatMap(({ index, 0: word }) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      return [...range.getClientRects()]
        .map((box) => ({
          left: box.left - corner.left,
          top: box.top - corner.top,
          right: box.right - corner.left,
          bottom: box.bottom - corner.top,
        }))
        .filter((box) => box.right > left && box.left < right && box.bottom > top && box.top < bottom);
    });
  }, id);
}

const isNear = (one: Box, other: Box, within: number): boolean =>
  (['left', 'top', 'right', 'bottom'] as const).every((side) => Math.abs(one[side] - other[side]) <= within);

/** Waits until the underlines of a field are where the words are, and fails with both lists when they do not come there. */
async function agree(page: Page, id: string, within = 0.75): Promise<Box[]> {
  let ours: Box[] = [];
  let twins: Box[] = [];
  const check = async () => {
    ours = (await drawn(page))[id] ?? [];
    twins = await told(page, id);
    const isSame = ours.length === twins.length && ours.every((box, at) => isNear(box, twins[at] as Box, within));
    return isSame && ours.length > 0 ? ours : null;
  };
  return until(check, `underlines in ${id} at the words`).catch(() => {
    expect(ours).toEqual(twins);
    throw new Error(`no word in view in ${id}`);
  });
}

const ids = ['ombrudt', 'hoejre', 'uombrudt', 'linje', 'krympet', 'klippet'] as const;

describe.each(browsersFor('long'))('the words that matched in text areas and text inputs in %s', (name, launch) => {
  let browser: Driven;
  let page: Page;
  let html: string;
  beforeAll(async () => {
    html = await readFile(new URL('../fixtures/editors/words.html', import.meta.url), 'utf8');
    browser = await launch({ answers: new Map([[address, html]]) });
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
    page = await browser.openPage(address);
    await inPanel(page, '.field-word');
  });
  afterAll(() => browser.close());

  const scrollTo = (id: string, left: number, top: number) =>
    page.evaluate(
      async (field, x, y) => {
        document.getElementById(field)?.scrollTo(x, y);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      },
      id,
      left,
      top,
    );
  /** Brings a field into the middle of the window, with its text scrolled back. */
  const bring = async (id: string) => {
    await page.evaluate((field) => document.getElementById(field)?.scrollIntoView({ block: 'center' }), id);
    await scrollTo(id, 0, 0);
  };

  it.each(ids)('are underlined where they stand: #%s', async (id) => {
    await bring(id);
    await agree(page, id);
  });

  it('keep their underlines while the field is scrolled, down and aside', async () => {
    await bring('ombrudt');
    const first = await agree(page, 'ombrudt');
    for (const top of [23, 100, 170]) {
      await scrollTo('ombrudt', 0, top);
      await agree(page, 'ombrudt');
    }
    await scrollTo('ombrudt', 0, 0);
    expect(await agree(page, 'ombrudt')).toEqual(first);
    await bring('uombrudt');
    await scrollTo('uombrudt', 300, 15);
    await agree(page, 'uombrudt');
    await bring('linje');
    const start = await agree(page, 'linje');
    await page.focus('#linje');
    await page.keyboard.press('End');
    // The twin hears of it after the field has scrolled; until then both agree on the places of before.
    const scrolled = () => page.$eval('#linje + .twin', ({ scrollLeft }) => scrollLeft > 0 || null);
    await until(scrolled, 'the end of the line to come into view');
    expect(await agree(page, 'linje')).not.toEqual(start);
  });

  it('take their underlines along with each key, long before the text is looked at again', async () => {
    await bring('ombrudt');
    await page.focus('#ombrudt');
    await page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#ombrudt')?.setSelectionRange(0, 0));
    await scrollTo('ombrudt', 0, 0);
    const before = await agree(page, 'ombrudt');
    const left = () => drawn(page).then(({ ombrudt }) => ombrudt?.map((box) => Math.round(box.left)));
    const wanted = () => told(page, 'ombrudt').then((boxes) => boxes.map((box) => Math.round(box.left)));
    const places = new Set<string>();
    for (const letter of 'Nyt: ord som flytter') {
      await page.keyboard.type(letter);
      await scrollTo('ombrudt', 0, 0);
      expect(await left()).toEqual(await wanted());
      places.add(String(await left()));
    }
    expect(places.size).toBeGreaterThan(5);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await scrollTo('ombrudt', 0, 0);
    const lower = await agree(page, 'ombrudt');
    expect(lower[0]?.top).toBeGreaterThan((before[0]?.top ?? 0) + 29);
  });

  it('lose them when they are deleted, and only they', async () => {
    await bring('krympet');
    const both = await agree(page, 'krympet');
    expect(both.length).toBeGreaterThan(0);
    await page.focus('#krympet');
    await page.evaluate(() => {
      const field = document.querySelector('#krympet') as HTMLTextAreaElement;
      const at = field.value.indexOf('kontorstole');
      field.setSelectionRange(at, at + 'kontorstole'.length);
    });
    await page.keyboard.press('Backspace');
    await until(async () => ((await drawn(page)).krympet?.length === 0 ? true : null), 'no underline in view');
    await scrollTo('krympet', 0, 60);
    await agree(page, 'krympet');
  });

  it('follow another size of the field, of the window and of what stands above', async () => {
    await bring('ombrudt');
    const before = await agree(page, 'ombrudt');
    await page.evaluate(() => {
      (document.querySelector('#ombrudt') as HTMLElement).style.width = '150px';
    });
    /** So narrow, its first word stands further down. */
    const bringWord = async () => {
      await bring('ombrudt');
      await scrollTo('ombrudt', 0, 60);
    };
    await bringWord();
    expect(await agree(page, 'ombrudt')).not.toEqual(before);
    const place = () => page.$eval('#ombrudt', (field) => Math.round(field.getBoundingClientRect().top));
    const top = await place();
    await page.evaluate(() => {
      // As high as before together, so that no size tells of it.
      (document.querySelector('#top') as HTMLElement).style.height = '37px';
      (document.querySelector('main') as HTMLElement).style.marginBottom = '-37px';
    });
    expect((await place()) - top).toBe(37);
    await agree(page, 'ombrudt');
    await page.setViewport({ width: 500, height: 700 });
    await bringWord();
    await agree(page, 'ombrudt');
    await page.setViewport({ width: 1440, height: 900 });
    await page.evaluate(() => {
      for (const one of document.querySelectorAll<HTMLElement>('#ombrudt, #ombrudt + .twin')) {
        one.style.font = '20px/1.3 sans-serif';
      }
    });
    await bringWord();
    await agree(page, 'ombrudt');
  });

  it('have no underline where the page scrolled them away or opened something over them', async () => {
    await bring('rulle');
    await scrollTo('rulle', 0, 300);
    await until(async () => ((await drawn(page)).klippet?.length === 0 ? true : null), 'nothing underlined');
    await scrollTo('rulle', 0, 0);
    await agree(page, 'klippet');
    await page.evaluate(() => {
      (document.querySelector('#dialog') as HTMLElement).style.display = 'block';
      document.querySelector<HTMLElement>('#luk')?.focus();
    });
    await until(async () => (Object.values(await drawn(page)).flat().length === 0 ? true : null), 'nothing underlined');
    await page.click('#luk');
    await agree(page, 'klippet');
  });

  it('go with a field that is taken away', async () => {
    const sheets = async () => {
      const world = await contentWorld(page);
      return world.evaluate(() => {
        const host = document.querySelector<HTMLElement>('[data-groent-lys]');
        return host ? (chrome.dom.openOrClosedShadowRoot(host)?.querySelectorAll('.field-sheet').length ?? 0) : 0;
      });
    };
    await bring('klippet');
    await agree(page, 'klippet');
    const before = await sheets();
    await page.evaluate(() => document.querySelector('#klippet')?.remove());
    await until(async () => ((await sheets()) === before - 1 ? true : null), 'one field less');
  });

  it('are nothing to a screen reader, and pass axe', async () => {
    const plain = 'https://example.test/ord';
    // Firefox shows no test what a screen reader gets.
    const isHeard = name === 'Chromium';
    const heard = async (one: Page) => {
      const { children = [] } = (await one.accessibility.snapshot({ interestingOnly: false })) ?? {};
      return JSON.stringify(children).split('skriveborde').length - 1;
    };
    const before = await browser.openPage(plain, { answers: new Map([[plain, html]]) });
    const wanted = isHeard ? await heard(before) : null;
    await before.close();
    const fresh = await browser.openPage(address);
    await inPanel(fresh, '.field-word');
    if (isHeard) expect(await heard(fresh)).toBe(wanted);
    expect(await panelViolations(fresh)).toEqual([]);
    await fresh.close();
  });

  it('have none in quiet mode', async () => {
    await browser.setSettings({ sites: { 'udbud-dk': 'quiet' } });
    const quiet = await browser.openPage(address);
    await inPanel(quiet, '.pill');
    expect((await browser.pageReport(quiet)).findings.length).toBeGreaterThan(0);
    await quiet.focus('#ombrudt');
    await quiet.keyboard.type('Skriveborde ');
    expect(Object.values(await drawn(quiet)).flat()).toEqual([]);
    await quiet.close();
  });
});
