import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsersFor, type Driven } from './harness/both.ts';
import { control, inPanel, panelText, panelViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const address = 'https://udbud.dk/opretIndkoeb/felter';
const label = 'Beskrivelse';

/** What stands in every field, by id; the one in the shadow root too. */
const values = (page: Page) =>
  page.evaluate(() => {
    const inner = document.querySelector('x-felt')?.shadowRoot?.querySelector('textarea');
    const controls = [...document.querySelectorAll<HTMLTextAreaElement>('input, textarea'), ...(inner ? [inner] : [])];
    const rich = document.querySelector<HTMLElement>('#rig')?.innerText ?? '';
    return Object.fromEntries([...controls.map(({ id, value }) => [id, value] as const), ['rig', rich]]);
  });

const valuesAre = (page: Page, wanted: Record<string, string>) =>
  until(async () => JSON.stringify(await values(page)) === JSON.stringify(wanted), 'the values of the fields').catch(
    async () => expect(await values(page)).toEqual(wanted),
  );

const button = (page: Page, name: string) => control(page, 'button', name);
const says = (page: Page, words: string) =>
  until(async () => ((await panelText(page)).includes(words) ? true : null), `"${words}" in the panel`);

describe.each(browsersFor('long'))('fields of a form in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  let criterion: string;
  let start: Record<string, string>;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/editors/fields.html', import.meta.url), 'utf8');
    browser = await launch({ answers: new Map([[address, html]]) });
    await browser.setSettings({ language: 'da', buyerKind: 'pogiMember' });
    page = await browser.openPage(address);
    start = await values(page);
  });
  afterAll(() => browser.close());

  async function insert(name: string): Promise<void> {
    await (await button(page, `Indsæt i feltet »${name}«`)).click();
  }

  it('carry markers where the buyer writes, and nowhere else', async () => {
    await inPanel(page, '.field-marker[aria-label*="Kontraktvilkår"]:not(.away)');
    await inPanel(page, '.field-marker[aria-label*="Krav i korte træk"]:not(.away)');
    const marked = await (await inPanel(page, '.field-marker')).evaluate((marker) => {
      const all = (marker.getRootNode() as ShadowRoot).querySelectorAll('.field-marker');
      return [...all].map((one) => one.getAttribute('aria-label') ?? '');
    });
    expect(marked.filter((name) => name.includes('gælder teksten')).length).toBeGreaterThan(1);
    for (const word of ['skjult', 'rammeaftalen', 'sidste år', 'kollegaen']) {
      expect(marked.filter((name) => name.includes(word))).toEqual([]);
    }
    expect(await values(page)).toEqual(start);
  });

  it('take a criterion at the caret, and give exactly it back', async () => {
    await page.focus('#besk');
    await page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#besk')?.setSelectionRange(8, 8));
    await (await inPanel(page, '.field-marker[aria-label*="Kontraktvilkår"]')).click();
    const body = await inPanel(page, '.panel-body');
    await until(
      () => body.evaluate((one) => one.querySelector('.area h3')?.textContent === 'Gælder teksten i »Kontraktvilkår«'),
      'the part about the field, above all others',
    );
    for (const card of await body.$$('.card-title button')) {
      if (await body.$('blockquote')) break;
      await card.click();
    }
    criterion = await (await inPanel(page, 'blockquote')).evaluate((quote) => quote.textContent ?? '');
    await insert(label);
    await says(page, `Indsat i »${label}«`);
    const inserted = `Levering\n${criterion}\n til det nye rådhus.`;
    expect(await values(page)).toEqual({ ...start, besk: inserted });
    await (await button(page, 'Fortryd indsættelsen')).click();
    await says(page, `Fjernet igen fra »${label}«`);
    expect(await values(page)).toEqual(start);
    await page.focus('#besk');
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    await valuesAre(page, { ...start, besk: inserted });
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    await valuesAre(page, start);
  });

  it('take it once from a button that is pressed twice', async () => {
    await page.focus('#besk');
    const pressed = await button(page, `Indsæt i feltet »${label}«`);
    await pressed.evaluate((one) => {
      for (let presses = 0; presses < 2; presses += 1) (one as HTMLElement).click();
    });
    await says(page, `Indsat i »${label}«`);
    // Done after whatever was asked for before.
    await (await button(page, 'Fortryd indsættelsen')).click();
    await says(page, `Fjernet igen fra »${label}«`);
    expect(await values(page)).toEqual(start);
  });

  it('refuse what does not fit, with the number of characters, and keep what they have', async () => {
    await page.focus('#kort');
    await insert('Krav i korte træk');
    const over = start.kort?.length ?? 0;
    await says(page, `Teksten er ${over + 1 + criterion.length - 120} tegn for lang, og intet er indsat.`);
    expect(await values(page)).toEqual(start);
  });

  it('keep the state of a page that holds the value itself', async () => {
    await page.focus('#krav');
    await insert('Krav til møblerne');
    await says(page, 'Indsat i »Krav til møblerne«');
    const kept = () => page.evaluate(() => (window as unknown as { keptState: string }).keptState);
    expect(await kept()).toContain(criterion);
    expect((await values(page)).krav).toBe(await kept());
    await (await button(page, 'Fortryd indsættelsen')).click();
    await says(page, 'Fjernet igen fra »Krav til møblerne«');
    expect(await kept()).toBe('Styret af siden.');
    expect(await values(page)).toEqual(start);
  });

  it('take it in a plain editable element and in an open shadow root', async () => {
    await page.focus('#rig');
    await insert('Kontraktvilkår');
    await says(page, 'Indsat i »Kontraktvilkår«');
    expect((await values(page)).rig).toContain(criterion);
    await (await button(page, 'Fortryd indsættelsen')).click();
    await says(page, 'Fjernet igen fra »Kontraktvilkår«');
    expect(await values(page)).toEqual(start);
    await page.evaluate(() => document.querySelector('x-felt')?.shadowRoot?.querySelector('textarea')?.focus());
    await insert('Tildelingskriterier');
    await says(page, 'Indsat i »Tildelingskriterier«');
    expect((await values(page)).indre).toContain(criterion);
    await (await button(page, 'Fortryd indsættelsen')).click();
    await says(page, 'Fjernet igen fra »Tildelingskriterier«');
    expect(await values(page)).toEqual(start);
  });

  it('pass axe with markers and panel shown', async () => {
    expect(await panelViolations(page)).toEqual([]);
  });
});
