import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Revision } from '../../lib/log/schema.ts';
import { aimsOf } from '../../lib/targets/goals.ts';
import { loadTargets } from '../../lib/targets/load.ts';
import { browsersFor, type Driven } from './harness/both.ts';
import { control, inPanel, panelText, panelViolations } from './harness/panel.ts';
import { until } from './harness/until.ts';

const address = 'https://udbud.dk/opretIndkoeb/koder';
const many = 'Tilgang til reduktion af miljøpåvirkninger';
const typed = 'Tilgang til reduktion af miljøpåvirkninger, delkontrakt 2';
const one = 'Grønne udbudskriterier';
const aims = 'Formålet med strategiske udbud';
const words = 'Beskrivelse af de strategiske mål';

/** What is chosen and written in the form's official fields. */
const chosen = (page: Page) =>
  page.evaluate(() => {
    const list = (id: string) =>
      [...(document.getElementById(id) as HTMLSelectElement).selectedOptions].map(({ value }) => value);
    return {
      many: list('bt_774_lot_0001'),
      one: list('bt_805_lot_0001'),
      behind: list('bt_805_lot_0002'),
      typed: (document.getElementById('bt_774_lot_0002') as HTMLInputElement).value,
      aims: [...document.querySelectorAll<HTMLInputElement>('#maal input:checked')].map(({ value }) => value),
      words: (document.getElementById('bt_777_lot_0001') as HTMLTextAreaElement).value,
    };
  });

/** The events that the form heard since it was last asked. */
const heard = (page: Page) => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0));

/** Presses a button in the part of the panel about one field. */
async function press(page: Page, field: string, name: string): Promise<void> {
  const list = await inPanel(page, '.code-list');
  const button = await until(
    async () =>
      (
        await list.evaluateHandle(
          (all, label, words) =>
            [...all.querySelectorAll<HTMLElement>(':scope > li')]
              .filter((item) => item.querySelector('h4')?.textContent === label)
              .flatMap((item) => [...item.querySelectorAll<HTMLElement>('.code-actions button')])
              .find((candidate) => candidate.textContent === words) ?? null,
          field,
          name,
        )
      ).asElement(),
    `"${name}" at "${field}"`,
  );
  await (button as unknown as { click: () => Promise<void> }).click();
}

describe.each(browsersFor('long'))('official fields for strategic aims in %s', (_, launch) => {
  let browser: Driven;
  let page: Page;
  let start: Awaited<ReturnType<typeof chosen>>;
  let codes: Record<'BT-06' | 'BT-774' | 'BT-805', readonly string[]>;
  let requirement: string;
  beforeAll(async () => {
    const html = await readFile(new URL('../fixtures/editors/slots.html', import.meta.url), 'utf8');
    browser = await launch({ answers: new Map([[address, html]]) });
    await browser.setSettings({ language: 'da', unit: 'Indkøb', buyerKind: 'pogiMember' });
    page = await browser.openPage(address);
    start = await chosen(page);
    await (await inPanel(page, '.pill')).click();
  });
  afterAll(() => browser.close());

  it('are offered no code before a target is logged as met', async () => {
    await inPanel(page, '.card-title button');
    expect(await panelText(page)).not.toContain('til bekendtgørelsen');
  });

  it('are offered the codes that follow from what was logged as met', async () => {
    await (await inPanel(page, '.card-title button')).click();
    await (await inPanel(page, '.verdict-buttons .primary')).click();
    await inPanel(page, '.code-list');
    const revision = ((await browser.journal()).journal ?? [])[0] as Revision;
    const { targets } = await loadTargets(fileURLToPath(new URL('../../targets/', import.meta.url)));
    const target = targets.find(({ id }) => id === revision.target.id);
    if (!target) throw new Error(`no target ${revision.target.id}`);
    const { eforms } = target;
    codes = { 'BT-06': aimsOf(eforms), 'BT-774': [...eforms.bt774].sort(), 'BT-805': eforms.bt805 };
    expect(codes['BT-06']).toContain('env-imp');
    expect(codes['BT-774'].length).toBeGreaterThan(0);
    expect(codes['BT-805']).toHaveLength(1);
    requirement = target.requirement.da;
    const list = await inPanel(page, '.code-list');
    const titles = await list.evaluate((all) => [...all.querySelectorAll('h4')].map(({ textContent }) => textContent));
    expect(titles).toEqual([aims, many, typed, one, 'Grønne udbudskriterier, delkontrakt 2', words]);
    expect(await chosen(page)).toEqual(start);
    expect(await heard(page)).toEqual([]);
  });

  it('take them in a list of several, beside what was chosen, and give them back', async () => {
    await press(page, many, 'Vælg i feltet');
    const wanted = new Set(['biodiv-eco', ...codes['BT-774']]);
    expect(await chosen(page)).toEqual({ ...start, many: [...wanted].sort() });
    expect(await heard(page)).toEqual(['input bt_774_lot_0001', 'change bt_774_lot_0001']);
    await press(page, many, 'Fortryd valget');
    expect(await chosen(page)).toEqual(start);
    expect(await heard(page)).toEqual(['input bt_774_lot_0001', 'change bt_774_lot_0001']);
  });

  it('take one in a list of one, and give the empty choice back', async () => {
    await press(page, one, 'Vælg i feltet');
    expect(await chosen(page)).toEqual({ ...start, one: codes['BT-805'] });
    expect(await heard(page)).toEqual(['input bt_805_lot_0001', 'change bt_805_lot_0001']);
    await press(page, one, 'Fortryd valget');
    expect(await chosen(page)).toEqual(start);
    await heard(page);
  });

  it('take them in boxes to tick, as the mouse would', async () => {
    await press(page, aims, 'Vælg i feltet');
    const box = 'strategic-procurement|env-imp';
    expect((await chosen(page)).aims).toEqual([box, 'strategic-procurement|soc-obj']);
    expect(await heard(page)).toEqual([`input ${box}`, `change ${box}`]);
    await press(page, aims, 'Fortryd valget');
    expect(await chosen(page)).toEqual(start);
    await heard(page);
  });

  it('take them in a text field behind what stands there, with the browser’s undo', async () => {
    await press(page, typed, 'Skriv i feltet');
    const written = ['water-mar', ...codes['BT-774']].join(', ');
    expect(await chosen(page)).toEqual({ ...start, typed: written });
    expect(await heard(page)).toEqual(['input bt_774_lot_0002', 'change bt_774_lot_0002']);
    await press(page, typed, 'Fortryd valget');
    expect(await chosen(page)).toEqual(start);
    await page.focus('#bt_774_lot_0002');
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    expect(await chosen(page)).toEqual({ ...start, typed: written });
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    expect(await chosen(page)).toEqual(start);
    await heard(page);
  });

  it('take a text about the aims in their description, and give back exactly it', async () => {
    const list = await inPanel(page, '.code-list');
    expect(await list.evaluate((all) => all.querySelector('.slot-words')?.textContent)).toBe(requirement);
    expect(requirement.length).toBeGreaterThan(20);
    await page.focus('#bt_777_lot_0001');
    await page.keyboard.type('Eget ord.');
    const mine = { ...start, words: 'Eget ord.' };
    await press(page, words, 'Skriv i feltet');
    await until(async () => ((await chosen(page)).words !== mine.words ? true : null), 'the text in the field');
    expect(await chosen(page)).toEqual({ ...start, words: `Eget ord.\n${requirement}` });
    await press(page, words, 'Fortryd indsættelsen');
    await until(async () => ((await chosen(page)).words === mine.words ? true : null), 'the field as it was');
    expect(await chosen(page)).toEqual(mine);
    await page.focus('#bt_777_lot_0001');
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    expect((await chosen(page)).words).toBe(`Eget ord.\n${requirement}`);
  });

  it('are only copied to where the page shows a widget of its own in place of the list', async () => {
    const list = await inPanel(page, '.code-list');
    const names = await list.evaluate((all) =>
      [...(all.querySelector(':scope > li:nth-last-child(2)')?.querySelectorAll('.code-actions button') ?? [])].map(
        ({ textContent }) => textContent,
      ),
    );
    expect(names).toEqual(['Kopiér koden']);
  });

  it('pass axe', async () => {
    await control(page, 'button', 'Vælg i feltet');
    expect(await panelViolations(page)).toEqual([]);
  });
});
